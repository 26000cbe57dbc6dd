interface Waiting<T> {
  entry: T;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** Sends up to ten entries; resolves to what went wrong with each (`undefined` where nothing did). */
export type SendBatch<T> = (entries: readonly T[]) => Promise<readonly (Error | undefined)[]>;

/**
 * Turns calls that happen in the same moment into batch requests, as AWS charges by the request. Each caller learns
 * what became of its own entry.
 */
export function microBatch<T>(largest: number, send: SendBatch<T>): (entry: T) => Promise<void> {
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
    for (let start = 0; start < all.length; start += largest) void flush(all.slice(start, start + largest));
  };

  return (entry) =>
    new Promise<void>((resolve, reject) => {
      if (waiting.push({ entry, resolve, reject }) === 1) setImmediate(flushAll);
    });
}
