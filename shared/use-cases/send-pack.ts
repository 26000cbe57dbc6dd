import { type PackCommand, type PackedRecipient } from '../domain/broadcast.ts';
import { SECOND } from '../domain/instant.ts';
import { isPutBackBy, noPackCounts } from '../domain/pack-run.ts';
import { cancelPack } from './cancel-pack.ts';
import { claimPack } from './claim-pack.ts';
import { closePack, tellPack } from './close-pack.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { waitUntil } from './put-back-pack.ts';
import { resolvePack } from './resolve-pack.ts';
import { type RunOutcome, runPack } from './run-pack.ts';
import { type SortedPack, sortPack } from './sort-pack.ts';
import { turnAway } from './turn-away.ts';
import { weighPack } from './weigh-pack.ts';

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
  if (command.notBefore !== undefined && startedAt < command.notBefore) {
    await waitUntil(ports, command, command.notBefore);
    return 'postponed';
  }
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
  if (state === 'paused') return pause(ports, command);
  const isCancelled = state === 'cancelled';
  // Whoever takes the slot of somebody finds out whose it is.
  const isFirst = before === undefined && !isCancelled;
  const sorted = await lookAtSlots(ports, task, isFirst);
  if (isInDoubt(task)) return resolvePack(ports, task, sorted, !isCancelled && mayRepeat(ports, task));
  return isCancelled ? cancelPack(ports, task, sorted) : sendNow(ports, task, sorted);
}

async function lookAtSlots(ports: PackPorts, task: PackTask, isFirst: boolean): Promise<SortedPack> {
  const { tenantId, recipients } = task.command;
  const ids = recipients.map(({ messageId }) => messageId);
  const slots = isFirst ? new Map() : await ports.scopes(tenantId).messages.firstSlots(ids);
  return sortPack(task.ref, recipients, slots);
}

/** The run that finished the pack may have died before it told. */
async function tellAgain(ports: PackPorts, task: PackTask): Promise<PackOutcome> {
  const { settled } = await lookAtSlots(ports, task, false);
  await tellPack(
    ports,
    task,
    settled.map(({ recipient: { messageId }, attempt }) => ({ messageId, attempt })),
  );
  return 'already-made';
}

/** Looked at less and less often, so that a pause costs little and ends soon after it ended. */
async function pause(ports: PackPorts, command: PackCommand): Promise<PackOutcome> {
  const pauses = command.pauses ?? 0;
  const seconds = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** pauses);
  await waitUntil(ports, { ...command, pauses: pauses + 1 }, ports.clock.now() + seconds * SECOND);
  return 'postponed';
}

/** May the provider have been called by a run that did not find out what came of it? */
function isInDoubt({ before }: PackTask): boolean {
  if (before === undefined || (before.released && !before.mayHaveLeft)) return false;
  return before.people.some((name) => !before.results.has(name));
}

function mayRepeat({ provider }: PackPorts, { before, startedAt }: PackTask): boolean {
  return startedAt - (before?.startedAt ?? startedAt) < provider.repeatableFor;
}

/** To whoever nothing was sent yet, unless their channel has closed since. */
async function sendNow(ports: PackPorts, task: PackTask, sorted: SortedPack): Promise<PackOutcome> {
  const { command, startedAt, before } = task;
  const attempts = new Map(sorted.open.map(({ recipient, attempt }) => [recipient.messageId, attempt]));
  const free = new Set(sorted.free.map(({ messageId }) => messageId));
  const isPending = ({ messageId }: PackedRecipient): boolean =>
    free.has(messageId) || attempts.has(messageId);
  const weighed = await weighPack(ports, task, command.recipients.filter(isPending), startedAt);
  const members = weighed.map((member) => {
    const attempt = attempts.get(member.recipient.messageId);
    return attempt === undefined ? member : { ...member, attempt };
  });
  const turned = await turnAway(ports, task, members);
  const claimed = await claimPack(ports, task, turned.open);
  const settled = [
    ...sorted.settled.map(({ recipient: { messageId }, attempt }) => ({ messageId, attempt })),
    ...claimed.settled,
  ];
  const counts = { ...noPackCounts(), ...turned.counts };
  counts.sentBack += sorted.elsewhere.length + claimed.elsewhere;
  const { until } = turned;
  const waiting = until === undefined ? {} : { waiting: { seconds: (until - startedAt) / SECOND } };
  const known = { counts, settled, ...waiting };
  if (claimed.members.length > 0) return runPack(ports, task, claimed.members, known, false);
  if (before === undefined && until !== undefined) {
    await waitUntil(ports, command, until);
    return 'postponed';
  }
  return closePack(ports, { ...task, owner: before?.owner ?? task.owner }, new Map(), known);
}
