import type { Attempt } from '../domain/attempt.ts';
import type { PackedRecipient } from '../domain/broadcast.ts';
import { noPackCounts } from '../domain/pack-run.ts';
import { asTakenUp } from './as-taken-up.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { closePack, type KnownBefore } from './close-pack.ts';
import { resolveAttempt } from './resolve-attempt.ts';
import { hasBegun, type RunOutcome, runPack, waitWith } from './run-pack.ts';
import { sideBySide } from './side-by-side.ts';
import { type SortedPack, sortPack } from './sort-pack.ts';
import { watchLost } from './watch-pack.ts';
import { type Member, weighPack } from './weigh-pack.ts';

/** Questions to a provider that are under way at once. */
const ASKED_AT_ONCE = 5;
/** Seconds. */
const SOON = 1;

/**
 * The run before may have called the provider and died, or heard nothing. The very same call is made again where the
 * provider knows it again and nothing closes it to anybody; otherwise it is asked about everybody, and sends nothing.
 * Whoever the call was not for comes later.
 */
export async function resolvePack(
  ports: PackPorts,
  task: PackTask,
  sorted: SortedPack,
  mayRepeat: boolean,
): Promise<RunOutcome> {
  const people = new Set(task.before?.people);
  const members = await weighPack(ports, task, task.command.recipients, task.startedAt);
  const doubtful = members.filter(({ name }) => people.has(name));
  const others = withoutPeople(sorted, new Set(doubtful.map(({ recipient }) => recipient.messageId)));
  const known: KnownBefore = {
    counts: { ...noPackCounts(), sentBack: others.elsewhere.length },
    settled: others.settled,
    ...(others.free.length + others.open.length > 0 && { waiting: { seconds: SOON } }),
  };
  // Not even the same call may be made for somebody who has refused since: it may be the first to arrive.
  const isClosed = doubtful.some(({ closedBy, isErased }) => isErased || closedBy?.verdict === 'deny');
  if (!mayRepeat || isClosed) return askAbout(ports, task, doubtful, known);
  const until = Math.max(
    0,
    ...doubtful.map(({ closedBy }) => (closedBy?.verdict === 'defer' ? closedBy.until : 0)),
  );
  if (until > 0) return waitWith(ports, task, until);
  const attempts = new Map(attemptsOf(sorted));
  const withAttempts = doubtful.flatMap((member) => {
    const attempt = attempts.get(member.recipient.messageId);
    return attempt === undefined ? [] : [{ ...member, attempt }];
  });
  return runPack(ports, task, withAttempts, known, true);
}

/** Whatever comes of it is recorded with each attempt, as for any message whose sender died. */
async function askAbout(
  ports: PackPorts,
  task: PackTask,
  doubtful: readonly Member[],
  known: KnownBefore,
): Promise<RunOutcome> {
  const { command, ref } = task;
  const { messages } = ports.scopes(command.tenantId);
  if (!(await hasBegun(ports, task, doubtful, true))) return 'held-by-another';
  const ids = doubtful.map(({ recipient }) => recipient.messageId);
  const before = sortPack(ref, task.command.recipients, await messages.firstSlots(ids));
  const members = new Map(doubtful.map((member) => [member.recipient.messageId, member]));
  const unsettled = await sideBySide(
    before.open,
    ASKED_AT_ONCE,
    async ({ recipient: { messageId }, attempt }) => {
      const member = members.get(messageId);
      if (member === undefined) return undefined;
      await ports.pace.turn();
      const facts = await asTakenUp(ports.scopes(command.tenantId), attempt, member.facts);
      const isSettled = await resolveAttempt(ports, { message: facts.message, attempt }, facts);
      return isSettled ? undefined : messageId;
    },
  );
  await watchLost(
    ports,
    task,
    unsettled.filter((id) => id !== undefined),
  );
  const found = sortPack(ref, task.command.recipients, await messages.firstSlots(ids));
  const now = found.settled.map(({ recipient: { messageId }, attempt }) => ({ messageId, attempt }));
  return closePack(ports, task, new Map(), { ...known, settled: [...known.settled, ...now] });
}

function attemptsOf({ open, settled }: SortedPack): [string, Attempt][] {
  return [...open, ...settled].map(({ recipient, attempt }) => [recipient.messageId, attempt]);
}

function withoutPeople(sorted: SortedPack, gone: ReadonlySet<string>) {
  const isOther = ({ messageId }: PackedRecipient): boolean => !gone.has(messageId);
  return {
    free: sorted.free.filter(isOther),
    open: sorted.open.filter(({ recipient }) => isOther(recipient)),
    settled: sorted.settled
      .filter(({ recipient }) => isOther(recipient))
      .map(({ recipient: { messageId }, attempt }) => ({ messageId, attempt })),
    elsewhere: sorted.elsewhere,
  };
}
