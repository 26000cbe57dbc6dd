import type { Broadcast, PackedRecipient } from '../domain/broadcast.ts';
import { type Plan, planOf } from '../domain/broadcast-plan.ts';
import type { DeliverableChannel } from '../domain/channel.ts';
import type { PlanCommand } from '../domain/commands.ts';
import { type Instant, MINUTE, SECOND } from '../domain/instant.ts';
import { shortHash } from '../domain/message-id.ts';
import type { AudienceFiles } from '../ports/audience-files.ts';
import type { Clock } from '../ports/clock.ts';
import type { FollowUps } from '../ports/follow-ups.ts';
import type { PackQueues } from '../ports/queues.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { decideRecipients } from './decide-recipients.ts';

export interface PlanPorts {
  clock: Clock;
  scopes: TenantScopes;
  tenants: TenantStore;
  audiences: AudienceFiles;
  packQueues: PackQueues;
  followUps: FollowUps;
}

export type PlanOutcome = 'planned' | 'paused' | 'cancelled';

/**
 * Decides on the people of one chunk: packs for those who are written to now, another round for those who have to
 * wait, and a list of those who are left out. Harmless twice: a message has the same id and its slot is taken once,
 * whatever channel a second run decides on.
 */
export async function planBroadcast(ports: PlanPorts, command: PlanCommand): Promise<PlanOutcome> {
  const { tenantId, broadcastId, chunk, round } = command;
  const scope = ports.scopes(tenantId);
  const [broadcast, state, plan] = await Promise.all([
    scope.broadcasts.get(broadcastId),
    scope.broadcasts.state(broadcastId),
    scope.broadcastPlans.get(broadcastId),
  ]);
  if (broadcast === undefined || plan === undefined) throw new Error(`There is no broadcast ${broadcastId}`);
  if (state === 'cancelled') return 'cancelled';
  const now = ports.clock.now();
  if (state === 'paused') {
    await planAt(ports, command, now + nextLookIn(plan.pausedAt ?? now, now));
    return 'paused';
  }
  const ref = { tenantId, audienceId: plan.audienceId };
  const recipients = await ports.audiences.readChunk(ref, fileOf(broadcastId, chunk, round));
  const tenant = await ports.tenants.get(tenantId);
  const planned = planOf(await decideRecipients(scope, { broadcast, tenant, now }, recipients));
  await putOff(ports, command, plan.audienceId, planned);
  await Promise.all(sendPacks(ports, broadcast, command, planned));
  if (planned.leftOut.length > 0)
    await ports.audiences.writeLeftOut(ref, `${broadcastId}/${chunk}-${round}`, planned.leftOut);
  await scope.broadcastPlans.record(broadcastId, { chunk, round, counts: planned.counts });
  return 'planned';
}

/** The first round reads what the audience was read into, and audiences serve several broadcasts. */
function fileOf(broadcastId: string, chunk: number, round: number): string {
  return round === 0 ? String(chunk) : `${broadcastId}/${chunk}-${round}`;
}

const SHORTEST_PAUSE = 15 * SECOND;
const LONGEST_PAUSE = 15 * MINUTE;

/** In milliseconds. A pause that lasts is looked at less and less often, so that it takes no more than twice as long. */
function nextLookIn(since: Instant, now: Instant): number {
  return Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, now - since));
}

/** One schedule a round of a chunk, under its name: whatever is delivered again moves it, and nothing multiplies. */
async function planAt({ followUps }: PlanPorts, command: PlanCommand, at: Instant): Promise<void> {
  const { broadcastId, chunk, round } = command;
  await followUps.schedule(`${broadcastId}-${chunk}-${round}`, at, { kind: 'plan', command });
}

/** Those who wait are planned anew when the first of them has waited long enough. */
async function putOff(
  ports: PlanPorts,
  { tenantId, broadcastId, chunk, round }: PlanCommand,
  audienceId: string,
  { deferred }: Plan,
): Promise<void> {
  if (deferred === undefined) return;
  const next = round + 1;
  const file = fileOf(broadcastId, chunk, next);
  await ports.audiences.writeChunk({ tenantId, audienceId }, file, deferred.recipients);
  await planAt(ports, { tenantId, broadcastId, chunk, round: next }, deferred.until);
}

/**
 * A second run may put somebody else in a pack: that is another pack then, since what is known of the first to have been
 * sent says nothing of them.
 */
function namedAfter(recipients: readonly PackedRecipient[]): string {
  return shortHash(recipients.map(({ messageId }) => messageId).join()).slice(0, 6);
}

function sendPacks(
  { packQueues }: PlanPorts,
  { id, tenantId }: Broadcast,
  { chunk, round }: PlanCommand,
  { packs }: Plan,
): Promise<void>[] {
  const numbers = new Map<DeliverableChannel, number>();
  return packs.map(({ channel, recipients }) => {
    const number = numbers.get(channel) ?? 0;
    numbers.set(channel, number + 1);
    const pack = `${chunk}.${round}.${channel}.${number}.${namedAfter(recipients)}`;
    return packQueues.send(channel, { kind: 'pack', tenantId, broadcastId: id, pack, channel, recipients });
  });
}
