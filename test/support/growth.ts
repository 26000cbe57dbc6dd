/** Milliseconds of the processor, the fewest of some: what else runs on the machine only ever adds to it. */
export function quickest(work: () => unknown, times = 5): number {
  return Math.min(...Array.from({ length: times }, () => costOf(work)));
}

/** Of this thread alone: other programs lengthen the time that passes, not the time of the processor. */
function costOf(work: () => unknown): number {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000;
}

const TIMES = 8;

/**
 * How many times as much one input of eight times the size costs as eight of the size: about 1 when the cost grows with
 * the length, about 8 when it grows with its square. Both are measured in turn, once they have been compiled.
 */
export function growthOf(work: (size: number) => unknown, size: number): number {
  const many = () => work(TIMES * size);
  const few = () => {
    for (let time = 0; time < TIMES; time += 1) work(size);
  };
  many();
  few();
  const costs = Array.from({ length: 7 }, () => ({ many: costOf(many), few: costOf(few) }));
  return Math.min(...costs.map((one) => one.many)) / Math.max(0.01, Math.min(...costs.map((one) => one.few)));
}

/** Three times what is linear, and far from what is quadratic. */
export const ABOUT_LINEAR = 3;
