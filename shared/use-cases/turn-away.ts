import { messageTo } from '../domain/broadcast.ts';
import type { Instant } from '../domain/instant.ts';
import { noPackCounts, type PackCounts } from '../domain/pack-run.ts';
import { endWaiting } from './cancel-pack.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { report } from './settle-pack.ts';
import { sideBySide } from './side-by-side.ts';
import type { Member } from './weigh-pack.ts';

const AT_ONCE = 10;

export interface Turned {
  /** Whose channel is open. */
  open: Member[];
  /** Of those who are not sent this. */
  counts: PackCounts;
  /** When to look again at those who wait with the pack, if any do. */
  until?: Instant;
}

/**
 * Sees to those whose channel has closed since the pack was planned: routing decides on them like on anybody else's
 * message, or the next channel is tried for whom this attempt was taken up. When all of them wait, the pack does.
 */
export async function turnAway(
  ports: PackPorts,
  task: PackTask,
  members: readonly Member[],
): Promise<Turned> {
  const open = members.filter(({ closedBy, isErased }) => closedBy === undefined && !isErased);
  const closed = members.filter(({ closedBy, isErased }) => closedBy !== undefined && !isErased);
  const erased = members.filter(({ isErased }) => isErased);
  const deferred = closed.filter(({ closedBy }) => closedBy?.verdict === 'defer');
  const areAllWaiting = open.length === 0 && deferred.length === closed.length;
  const waiting = deferred.filter(({ attempt }) => areAllWaiting || attempt !== undefined);
  const away = closed.filter((member) => !waiting.includes(member));
  const counts = noPackCounts();
  await sideBySide(away, AT_ONCE, async (member) => {
    const fate = await sendAway(ports, task, member);
    counts[fate] += 1;
  });
  await sideBySide(erased, AT_ONCE, async (member) => {
    await endWaiting(ports, task, member);
    counts.cancelled += 1;
  });
  const instants = waiting.map(({ closedBy }) => (closedBy?.verdict === 'defer' ? closedBy.until : Infinity));
  return { open, counts, ...(waiting.length > 0 && { until: Math.min(...instants) }) };
}

async function sendAway(
  ports: PackPorts,
  task: PackTask,
  { recipient, attempt, closedBy }: Member,
): Promise<'rejected' | 'sentBack'> {
  const { messageId } = recipient;
  if (attempt === undefined || closedBy === undefined) {
    await ports.routingQueue.send({ message: messageTo(task.broadcast, recipient), number: 1 });
    return 'sentBack';
  }
  const { rule } = closedBy;
  const at = ports.clock.now();
  await report(ports, task, messageId, { status: 'rejected', at, errorCode: rule, reason: rule });
  return 'rejected';
}
