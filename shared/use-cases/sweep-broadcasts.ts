import { peopleIn } from '../domain/broadcast-plan.ts';
import { DAY, type Instant, MINUTE } from '../domain/instant.ts';
import type { BroadcastPlan, PlannedChunk } from '../ports/broadcast-plans.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlanQueue, PrepareQueue } from '../ports/plan-queues.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import { showBroadcast } from './tend-broadcast.ts';

export interface SweepPorts {
  clock: Clock;
  scopes: TenantScopes;
  prepareQueue: PrepareQueue;
  planQueue: PlanQueue;
}

/** The newest broadcasts of a tenant: what is older has ended, or an alarm was heard. */
const LOOKED_AT = 50;
/** Longer than a broadcast takes to be planned, its records tried again included. */
const LATE = 90 * MINUTE;
/** Nobody waits longer for hours at which they may be written to. */
const WAITED_LONG = 4 * DAY;

/**
 * Has broadcasts go on of which a record was lost, and notes which have ended. @returns how many records were sent
 * again; each is harmless twice.
 */
export async function sweepBroadcasts(ports: SweepPorts, tenantId: string): Promise<number> {
  const { broadcasts, broadcastPlans } = ports.scopes(tenantId);
  let sent = 0;
  for (const id of (await broadcastPlans.list(LOOKED_AT)).items) {
    const state = await broadcasts.state(id);
    if (state !== 'planning' && state !== 'sending') continue;
    const { broadcast, status, plan } = await showBroadcast(ports, tenantId, id);
    if (status === 'finished') await broadcasts.changeState(id, ['sending'], 'finished');
    const age = ports.clock.now() - (broadcast.sendAt ?? broadcast.createdAt);
    if (status !== 'finished' && age > LATE) sent += await sendAgain(ports, tenantId, plan, age);
  }
  return sent;
}

async function sendAgain(
  { scopes, prepareQueue, planQueue }: SweepPorts,
  tenantId: string,
  { broadcastId, chunks }: BroadcastPlan,
  age: Instant,
): Promise<number> {
  if (chunks === undefined) {
    await prepareQueue.send({ kind: 'begin-broadcast', tenantId, broadcastId });
    return 1;
  }
  const lost = lostOf(chunks, await scopes(tenantId).broadcastPlans.recorded(broadcastId), age);
  for (const { chunk, round } of lost) await planQueue.send({ tenantId, broadcastId, chunk, round });
  return lost.length;
}

/** Chunks that nobody planned, and those whose people waited and were not looked at again. */
function lostOf(
  chunks: number,
  recorded: readonly PlannedChunk[],
  age: number,
): { chunk: number; round: number }[] {
  return Array.from({ length: chunks }, (_, chunk) => chunk).flatMap((chunk) => {
    const rounds = recorded.filter((planned) => planned.chunk === chunk);
    const last = rounds.sort((a, b) => a.round - b.round).at(-1);
    if (last === undefined) return [{ chunk, round: 0 }];
    const isWaiting = peopleIn(last.counts.later) > 0;
    return isWaiting && age > WAITED_LONG ? [{ chunk, round: last.round + 1 }] : [];
  });
}
