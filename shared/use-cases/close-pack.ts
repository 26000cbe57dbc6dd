import { type Attempt, statusOf } from '../domain/attempt.ts';
import { type PackCounts, type PackedResult, sumOfCounts } from '../domain/pack-run.ts';
import { progressOf } from '../domain/statistics.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { putBackPack } from './put-back-pack.ts';
import { followThrough, publishReport } from './report-outcome.ts';
import { sideBySide } from './side-by-side.ts';
import { countsOf } from './sort-pack.ts';

const PUBLISHED_AT_ONCE = 10;
/** Seconds. */
const SOON = 1;

export interface Made {
  messageId: string;
  attempt: Attempt;
}

/** What is known of the people of a pack beside those whom the provider was called for. */
export interface KnownBefore {
  /** Of those without an attempt. */
  counts: PackCounts;
  /** With a result that was recorded before. */
  settled: readonly Made[];
  /** Others are to be sent to yet: from then on. */
  waiting?: { seconds: number };
}

export interface Closing extends KnownBefore {
  /** What the provider took in this run. */
  made?: readonly Made[];
  pause?: { seconds: number; mayHaveLeft: boolean };
}

/**
 * Ends a run: everybody's fate is known, or some are put back. Counted before, since nobody looks at a finished pack
 * again; told afterwards, since what is told has to be recorded: whoever finds the pack finished tells it again.
 */
export async function closePack(
  ports: PackPorts,
  task: PackTask,
  results: ReadonlyMap<string, PackedResult>,
  { counts, settled, made = [], pause, waiting }: Closing,
): Promise<'sent' | 'postponed'> {
  const { ref, owner, command } = task;
  const { broadcasts, packs } = ports.scopes(command.tenantId);
  const ofSettled = countsOf(settled.map(({ attempt }) => attempt));
  await broadcasts.countPack(ref.broadcastId, ref.pack, sumOfCounts([counts, ofSettled]));
  if (pause !== undefined || waiting !== undefined) {
    const seconds = pause?.seconds ?? waiting?.seconds ?? SOON;
    await putBackPack(ports, task, results, { seconds, mayHaveLeft: pause?.mayHaveLeft ?? false });
    return 'postponed';
  }
  await packs.end(ref, owner, { results, as: 'finished' });
  await tellPack(ports, task, [...settled, ...made]);
  return 'sent';
}

/** Tells other systems, and statistics, of all that the provider took. Harmless twice. */
export async function tellPack(
  ports: PackPorts,
  { command: { tenantId, channel } }: PackTask,
  attempts: readonly Made[],
): Promise<void> {
  const sent = attempts.filter(({ attempt }) => statusOf(attempt) !== 'rejected' && attempt.events.sent);
  await sideBySide(sent, PUBLISHED_AT_ONCE, async ({ messageId, attempt: { number, events } }) => {
    const at = events.sent?.at ?? ports.clock.now();
    await publishReport(ports, { tenantId, messageId, number, channel, event: { status: 'sent', at } });
  });
  // The run that recorded a refusal may have died before anything followed from it.
  const refused = attempts.flatMap(({ messageId, attempt }) => {
    const { rejected } = attempt.events;
    return rejected === undefined
      ? []
      : [{ messageId, attempt, event: { status: 'rejected' as const, ...rejected } }];
  });
  await sideBySide(refused, PUBLISHED_AT_ONCE, async ({ messageId, attempt, event }) => {
    const { number } = attempt;
    await followThrough(ports, { tenantId, messageId, number, channel, event }, attempt);
  });
  const told = attempts.flatMap(({ messageId, attempt }) => progressOf(tenantId, messageId, attempt) ?? []);
  if (told.length > 0) await ports.statistics.sendAll(told);
}
