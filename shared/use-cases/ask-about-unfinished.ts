import { HOUR } from '../domain/instant.ts';
import { hourOf, unfinishedOf } from '../domain/tally-page.ts';
import type { Clock } from '../ports/clock.ts';
import type { FollowUpQueue } from '../ports/follow-ups.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import { RECONCILE_DELAYS } from './sender-ports.ts';

export interface UnfinishedPorts {
  clock: Clock;
  scopes: TenantScopes;
  followUpQueue: FollowUpQueue;
}

/**
 * How old the hours are that a run looks at. By the first, an attempt's own follow-ups have asked twice; by the second,
 * for the last time.
 */
const LOOKED_BACK = [3 * HOUR, 33 * HOUR];
/** Attempts that share a follow-up: its function asks about ten at a time and has half a minute. */
const ASKED_TOGETHER = 20;
/** Nobody comes back: this is the net under those who did. */
const LAST_TRY = RECONCILE_DELAYS.length - 1;

/**
 * The net under the follow-ups of attempts: whatever a provider took in an hour that is past, and of which nothing final
 * was counted in it, is asked for once more by the very follow-up that may have got lost. It reads the attempt first, so
 * that what is known by then costs nothing. @returns how many attempts.
 */
export async function askAboutUnfinished(ports: UnfinishedPorts, tenantId: string): Promise<number> {
  const now = ports.clock.now();
  const { statistics } = ports.scopes(tenantId);
  let asked = 0;
  for (const age of LOOKED_BACK) {
    const unfinished = unfinishedOf(await statistics.pages(hourOf(now - age)));
    for (let next = 0; next < unfinished.length; next += ASKED_TOGETHER) {
      const attempts = unfinished
        .slice(next, next + ASKED_TOGETHER)
        .map(({ messageId, number }) => ({ tenantId, messageId, number }));
      await ports.followUpQueue.send({ kind: 'reconcile', attempts, tries: LAST_TRY });
      asked += attempts.length;
    }
  }
  return asked;
}
