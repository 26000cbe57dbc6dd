import type { AttemptRef } from '../domain/commands.ts';
import type { Instant } from '../domain/instant.ts';
import { shortHash } from '../domain/message-id.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { FIRST_WATCH, RECONCILE_DELAYS } from './sender-ports.ts';
import type { Member } from './weigh-pack.ts';

/** Follow-ups exist before the thing that they watch: one for all the people of a run. */
export async function watchPack(ports: PackPorts, task: PackTask, members: readonly Member[]): Promise<void> {
  const { broadcast, startedAt } = task;
  const attempts = members.map(({ recipient }) => refTo(task, recipient.messageId));
  const { fallback } = broadcast;
  if (fallback !== undefined)
    await ports.followUps.schedule(nameOf(task, attempts, 'fallback'), startedAt + fallback.afterMs, {
      kind: 'check-fallbacks',
      attempts,
    });
  await ports.followUps.schedule(
    nameOf(task, attempts, 'watch'),
    startedAt + (RECONCILE_DELAYS[FIRST_WATCH] ?? 0),
    { kind: 'reconcile', attempts, tries: FIRST_WATCH },
  );
}

/** Has the provider asked, soon, about people of whom nobody knows whether anything left. */
export async function watchLost(
  ports: PackPorts,
  task: PackTask,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  const attempts = messageIds.map((id) => refTo(task, id));
  const at: Instant = ports.clock.now() + (RECONCILE_DELAYS[0] ?? 0);
  await ports.followUps.schedule(nameOf(task, attempts, 'ask'), at, {
    kind: 'reconcile',
    attempts,
    tries: 0,
  });
}

const refTo = ({ command: { tenantId } }: PackTask, messageId: string): AttemptRef => ({
  tenantId,
  messageId,
  number: 1,
});

/** The same for the same people of the same pack. */
function nameOf(
  { ref: { broadcastId, pack } }: PackTask,
  attempts: readonly AttemptRef[],
  what: string,
): string {
  const people = attempts.map(({ messageId }) => messageId).join();
  return `pack-${shortHash(`${broadcastId} ${pack} ${people}`)}-${what}`;
}
