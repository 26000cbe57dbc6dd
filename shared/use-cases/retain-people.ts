import { MINUTE } from '../domain/instant.ts';
import { isSilent, lastContact, monthsBefore, retentionMonths } from '../domain/retention.ts';
import type { RulePart } from '../domain/rules.ts';
import type { KnownPerson } from '../domain/segment.ts';
import type { RuleQueue } from '../ports/rule-queue.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { type ErasePorts, eraseProspect } from './erase-prospect.ts';
import { mayForget } from './may-forget.ts';
import { sideBySide } from './side-by-side.ts';

export interface RetentionPorts extends ErasePorts {
  tenants: TenantStore;
  ruleQueue: RuleQueue;
}

/** Pages of the roll that one run looks at, and for how long at most: others go on. */
const PAGES = 40;
const LOOKS_FOR = 5 * MINUTE;
/** People whom one run forgets. */
const FORGOTTEN_TOGETHER = 25;
const AT_ONCE = 5;

type Look = Extract<RulePart, { step: 'look' }>;
type Forget = Extract<RulePart, { step: 'forget' }>;

/** Has the people of a tenant looked at by runs of their own, so that tenants do not wait for each other. */
export async function beginRetention({ ruleQueue }: RetentionPorts, tenantId: string): Promise<number> {
  await ruleQueue.send({ rule: 'retention', step: 'look', tenantId });
  return 1;
}

/**
 * Looks for people of whom nothing was heard for as long as the tenant keeps them, and has them forgotten by runs of
 * their own. Of whom no day is known, for their record is older than this rule, today is noted: their time begins with
 * it. Harmless twice. @returns counts only.
 */
export async function lookForSilent(
  ports: RetentionPorts,
  { tenantId, after }: Look,
): Promise<{ looked: number; silent: number; begun: number }> {
  const { people } = ports.scopes(tenantId);
  const months = retentionMonths((await ports.tenants.get(tenantId)).policy);
  const counts = { looked: 0, silent: 0, begun: 0 };
  if (months === undefined) return counts;
  const now = ports.clock.now();
  let from = after;
  for (let pages = 0; pages < PAGES && ports.clock.now() < now + LOOKS_FOR; pages += 1) {
    const page = await people.everybody(from);
    const unknown = page.people.filter((person) => lastContact(person) === undefined);
    await sideBySide(unknown, AT_ONCE, ({ prospect }) => people.noteRecorded(prospect.id, now));
    const silent = page.people.filter((person) => isSilent(person, monthsBefore(now, months)));
    await haveForgotten(ports, tenantId, silent);
    counts.looked += page.people.length;
    counts.silent += silent.length;
    counts.begun += unknown.length;
    if (page.next === undefined) return counts;
    from = page.next;
  }
  await ports.ruleQueue.send({ rule: 'retention', step: 'look', tenantId, ...(from && { after: from }) });
  return counts;
}

async function haveForgotten(
  { ruleQueue }: RetentionPorts,
  tenantId: string,
  silent: readonly KnownPerson[],
): Promise<void> {
  const ids = silent.map(({ prospect }) => prospect.id);
  for (let next = 0; next < ids.length; next += FORGOTTEN_TOGETHER) {
    const people = ids.slice(next, next + FORGOTTEN_TOGETHER);
    await ruleQueue.send({ rule: 'retention', step: 'forget', tenantId, people });
  }
}

/**
 * Forgets those of whom still nothing was heard and for whom nothing is planned. A run that died is finished by the
 * same record: what it asks for is known before anything is done, and done by whoever it is given to again.
 * @throws Error that stands for all that failed, after the others.
 */
export async function forgetSilent(
  ports: RetentionPorts,
  { tenantId, people }: Forget,
): Promise<{ forgotten: number; kept: number }> {
  const months = retentionMonths((await ports.tenants.get(tenantId)).policy);
  const since = months === undefined ? undefined : monthsBefore(ports.clock.now(), months);
  const faults: unknown[] = [];
  const isForgotten = await sideBySide(people, AT_ONCE, async (id) => {
    try {
      if (since === undefined || !(await mayForget(ports, tenantId, id, since))) return false;
      await eraseProspect(ports, tenantId, id);
      return true;
    } catch (fault) {
      faults.push(fault);
      return false;
    }
  });
  if (faults.length > 0)
    throw new Error(`${faults.length} of ${people.length} people were not forgotten`, { cause: faults[0] });
  const forgotten = isForgotten.filter(Boolean).length;
  return { forgotten, kept: people.length - forgotten };
}
