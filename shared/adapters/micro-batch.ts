import { PassingFault, Retry } from './retry.ts';

interface Waiting<T> {
  entry: T;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * Sends up to ten entries; resolves to what went wrong with each (`undefined` where nothing did). What failed with a
 * `PassingFault` is sent again.
 */
export type SendBatch<T> = (entries: readonly T[]) => Promise<readonly (Error | undefined)[]>;

export interface BatchLimits<T> {
  entries: number;
  /** The most that the entries of one request may weigh together, and what each weighs. */
  weight?: { most: number; of: (entry: T) => number };
  /** How many callers are at work side by side. They are waited for, but not for long. */
  companions?: Companions;
  retry?: Retry | undefined;
}

export type Companions = () => number;

/**
 * Milliseconds. Companions read the same table at the same time and come within a few of each other; a function that
 * waits this long costs less than the request of SQS that it saves.
 */
const LONGEST_WAIT = 50;

/**
 * Turns calls that happen together into batch requests, as AWS charges by the request. Each caller learns what became
 * of its own entry.
 */
export function microBatch<T>(limits: BatchLimits<T>, send: SendBatch<T>): (entry: T) => Promise<void> {
  let waiting: Waiting<T>[] = [];
  let timer: NodeJS.Timeout | undefined;

  const { retry = new Retry() } = limits;

  /** Settles every entry but those to be sent again. @throws PassingFault of one of these. */
  const sendOnce = async (batch: Set<Waiting<T>>): Promise<void> => {
    const faults = await send([...batch].map(({ entry }) => entry));
    for (const [index, one] of [...batch].entries()) {
      const fault = faults[index];
      if (fault instanceof PassingFault) continue;
      batch.delete(one);
      if (fault === undefined) one.resolve();
      else one.reject(fault);
    }
    const passing = faults.find((fault) => fault instanceof PassingFault);
    if (passing !== undefined) throw passing;
  };

  const flush = async (entries: readonly Waiting<T>[]): Promise<void> => {
    const batch = new Set(entries);
    try {
      await retry.run(() => sendOnce(batch));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const flushAll = (): void => {
    const all = waiting;
    waiting = [];
    clearTimeout(timer);
    timer = undefined;
    for (const batch of split(all, limits)) void flush(batch);
  };

  return (entry) =>
    new Promise<void>((resolve, reject) => {
      const count = waiting.push({ entry, resolve, reject });
      const expected = limits.companions?.() ?? 1;
      // Whoever completes the company flushes; calls of the same moment still come along.
      if (count === expected) setImmediate(flushAll);
      else if (count === 1) timer = setTimeout(flushAll, LONGEST_WAIT);
    });
}

/** In their order, as few batches as the limits allow. An entry that is too heavy goes alone and is refused alone. */
function split<T>(all: readonly Waiting<T>[], { entries, weight }: BatchLimits<T>): Waiting<T>[][] {
  const batches: Waiting<T>[][] = [];
  let carried = 0;
  for (const waiting of all) {
    const own = weight?.of(waiting.entry) ?? 0;
    const last = batches.at(-1);
    if (last === undefined || last.length >= entries || carried + own > (weight?.most ?? Infinity)) {
      batches.push([waiting]);
      carried = own;
    } else {
      last.push(waiting);
      carried += own;
    }
  }
  return batches;
}
