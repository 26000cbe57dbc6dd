import type { Attempt } from '../domain/attempt.ts';
import { messageTo, type PackedRecipient } from '../domain/broadcast.ts';
import { noPackCounts } from '../domain/pack-run.ts';
import { endCancelled } from './cancel-message.ts';
import { closePack } from './close-pack.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { sideBySide } from './side-by-side.ts';
import type { SortedPack } from './sort-pack.ts';

const AT_ONCE = 10;

/** The broadcast was cancelled: nobody else is sent anything. */
export async function cancelPack(
  ports: PackPorts,
  task: PackTask,
  { free, open, settled, elsewhere }: SortedPack,
): Promise<'cancelled'> {
  await sideBySide(open, AT_ONCE, (one) => endWaiting(ports, task, one));
  const counts = {
    ...noPackCounts(),
    cancelled: free.length + open.length,
    sentBack: elsewhere.length,
  };
  const made = settled.map(({ recipient: { messageId }, attempt }) => ({ messageId, attempt }));
  const owner = task.before?.owner ?? task.owner;
  await closePack(ports, { ...task, owner }, new Map(), { counts, settled: made });
  return 'cancelled';
}

/** Ends the message of somebody who waited to be sent it: no attempt can follow, and this one is not made any more. */
export async function endWaiting(
  ports: PackPorts,
  { broadcast }: PackTask,
  { recipient, attempt }: { recipient: PackedRecipient; attempt?: Attempt },
): Promise<void> {
  if (attempt !== undefined) await endCancelled(ports, messageTo(broadcast, recipient), attempt.number + 1);
}
