/**
 * Does something with each, so many at a time, and answers in their order. Once one fails no other is begun; what was
 * begun is waited for, then the first failure is thrown.
 */
export async function sideBySide<T, R>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const faults: unknown[] = [];
  let next = 0;
  const workOn = async (): Promise<void> => {
    while (next < all.length && faults.length === 0) {
      const place = next++;
      try {
        results[place] = await work(all[place] as T);
      } catch (fault) {
        faults.push(fault);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, workOn));
  if (faults.length > 0) throw faults[0];
  return results;
}
