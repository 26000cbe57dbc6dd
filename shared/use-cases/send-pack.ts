import { type PackCommand, type PackedRecipient } from '../domain/broadcast.ts';
import { SECOND } from '../domain/instant.ts';
import type { Slot } from '../domain/message-record.ts';
import { isPutBackBy } from '../domain/pack-run.ts';
import { cancelPack } from './cancel-pack.ts';
import { claimPack } from './claim-pack.ts';
import { closePack, type Made, tellPack } from './close-pack.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { waitUntil } from './put-back-pack.ts';
import { resolvePack } from './resolve-pack.ts';
import { isInDoubt, type RunOutcome, runPack, waitWith } from './run-pack.ts';
import { type SortedPack, sortPack } from './sort-pack.ts';
import { turnAway } from './turn-away.ts';
import { type Member, weighPack } from './weigh-pack.ts';

export type PackOutcome = RunOutcome | 'cancelled' | 'already-made' | 'not-wanted';

/** Seconds. */
const FIRST_PAUSE = 15;
const LONGEST_PAUSE = 900;

/**
 * Sends a pack: claims → watch → provider → results. The command may be delivered any number of times, at once or later:
 * one run at a time works on a pack, each person's slot is taken once, and a run that died is seen through.
 */
export async function sendPack(ports: PackPorts, command: PackCommand): Promise<PackOutcome> {
  const startedAt = ports.clock.now();
  const { broadcastId, pack } = command;
  const scope = ports.scopes(command.tenantId);
  const ref = { broadcastId, pack };
  const [broadcast, state, before] = await Promise.all([
    scope.broadcasts.get(broadcastId),
    scope.broadcasts.state(broadcastId),
    scope.packs.load(ref),
  ]);
  if (broadcast === undefined || state === undefined) return 'not-wanted';
  const task = { command, ref, broadcast, owner: ports.ids.claimOwner(), startedAt, before };
  if (before?.finished === true) return tellAgain(ports, task);
  if (before !== undefined && !isPutBackBy(before, command.ticket)) return 'held-by-another';
  if (before !== undefined && !before.released && startedAt < before.leaseUntil) {
    await waitUntil(ports, command, before.leaseUntil);
    return 'held-by-another';
  }
  const isCancelled = state === 'cancelled';
  if (command.notBefore !== undefined && startedAt < command.notBefore && !isCancelled)
    return waitWith(ports, task, command.notBefore);
  if (state === 'paused') return pause(ports, task);
  // Whoever takes the slot of somebody finds out whose it is.
  const isFirst = before === undefined && !isCancelled;
  const sorted = await lookAtSlots(ports, task, isFirst ? [] : command.recipients);
  if (isInDoubt(task)) return resolvePack(ports, task, sorted, !isCancelled && mayRepeat(ports, task));
  return isCancelled ? cancelPack(ports, task, sorted) : sendNow(ports, task, sorted);
}

/** Whose slots are whose; those of people who are not looked at count as free. */
async function lookAtSlots(
  ports: PackPorts,
  { command, ref }: PackTask,
  lookedAt: readonly PackedRecipient[],
): Promise<SortedPack> {
  const { messages } = ports.scopes(command.tenantId);
  const ids = lookedAt.map(({ messageId }) => messageId);
  const slots = ids.length === 0 ? new Map<string, Slot>() : await messages.firstSlots(ids);
  return sortPack(ref, command.recipients, slots);
}

/** The run that finished the pack may have died before it told. */
async function tellAgain(ports: PackPorts, task: PackTask): Promise<PackOutcome> {
  const { settled } = await lookAtSlots(ports, task, task.command.recipients);
  await tellPack(ports, task, settled.map(madeOf));
  return 'already-made';
}

/** Looked at less and less often, so that a pause costs little and ends soon after it ended. */
function pause(ports: PackPorts, task: PackTask): Promise<PackOutcome> {
  const { pauses = 0 } = task.command;
  const seconds = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** pauses);
  const command = { ...task.command, pauses: pauses + 1 };
  return waitWith(ports, { ...task, command }, task.startedAt + seconds * SECOND);
}

function mayRepeat({ provider }: PackPorts, { before, startedAt }: PackTask): boolean {
  return startedAt - (before?.startedAt ?? startedAt) < provider.repeatableFor;
}

/** To whoever nothing was sent yet, unless their channel has closed since. */
async function sendNow(ports: PackPorts, task: PackTask, found: SortedPack): Promise<PackOutcome> {
  const { startedAt, before } = task;
  const { members, sorted } = await weighPending(ports, task, found);
  const turned = await turnAway(ports, task, members);
  const claimed = await claimPack(ports, task, turned.open);
  const settled = [...sorted.settled.map(madeOf), ...claimed.settled];
  const counts = { ...turned.counts };
  counts.sentBack += sorted.elsewhere.length + claimed.elsewhere;
  const { until } = turned;
  const waiting = until === undefined ? {} : { waiting: { seconds: (until - startedAt) / SECOND } };
  const known = { counts, settled, ...waiting };
  if (claimed.members.length > 0) return runPack(ports, task, claimed.members, known, false);
  if (until !== undefined) return waitWith(ports, task, until);
  return closePack(ports, { ...task, owner: before?.owner ?? task.owner }, new Map(), known);
}

/**
 * What is known now of whoever has no result yet. Before anybody is sent away, their slots are looked at: a run that died
 * may have taken them for the pack.
 */
async function weighPending(
  ports: PackPorts,
  task: PackTask,
  found: SortedPack,
): Promise<{ members: Member[]; sorted: SortedPack }> {
  const pending = new Set([...found.free, ...found.open.map(({ recipient }) => recipient)]);
  const inOrder = task.command.recipients.filter((recipient) => pending.has(recipient));
  const weighed = await weighPack(ports, task, inOrder, task.startedAt);
  const closed = weighed.filter(({ closedBy, isErased }) => closedBy !== undefined || isErased);
  const isKnown = task.before !== undefined || closed.length === 0;
  const sorted = isKnown
    ? found
    : await lookAtSlots(
        ports,
        task,
        closed.map(({ recipient }) => recipient),
      );
  const free = new Set(sorted.free);
  const attempts = new Map(sorted.open.map(({ recipient, attempt }) => [recipient, attempt]));
  const members = weighed.flatMap((member) => {
    const attempt = attempts.get(member.recipient);
    if (attempt !== undefined) return [{ ...member, attempt }];
    return free.has(member.recipient) ? [member] : [];
  });
  return { members, sorted };
}

const madeOf = ({ recipient, attempt }: SortedPack['settled'][number]): Made => ({
  messageId: recipient.messageId,
  attempt,
});
