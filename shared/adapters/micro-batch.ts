interface Waiting<T> {
  entry: T;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** Sends up to ten entries; resolves to what went wrong with each (`undefined` where nothing did). */
export type SendBatch<T> = (entries: readonly T[]) => Promise<readonly (Error | undefined)[]>;

export interface BatchLimits<T> {
  entries: number;
  /** The most that the entries of one request may weigh together, and what each weighs. */
  weight?: { most: number; of: (entry: T) => number };
}

/**
 * Turns calls that happen in the same moment into batch requests, as AWS charges by the request. Each caller learns
 * what became of its own entry.
 */
export function microBatch<T>(limits: BatchLimits<T>, send: SendBatch<T>): (entry: T) => Promise<void> {
  let waiting: Waiting<T>[] = [];

  const flush = async (batch: readonly Waiting<T>[]): Promise<void> => {
    try {
      const faults = await send(batch.map(({ entry }) => entry));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const fault = faults[index];
        if (fault === undefined) resolve();
        else reject(fault);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const flushAll = (): void => {
    const all = waiting;
    waiting = [];
    for (const batch of split(all, limits)) void flush(batch);
  };

  return (entry) =>
    new Promise<void>((resolve, reject) => {
      if (waiting.push({ entry, resolve, reject }) === 1) setImmediate(flushAll);
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
