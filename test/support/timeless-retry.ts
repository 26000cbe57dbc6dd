import { Retry } from '../../shared/adapters/retry.ts';

/** Retries whose pauses pass at once and are noted. `remaining`: milliseconds until the function is ended. */
export function timelessRetry({
  remaining = Infinity,
  random = () => 1,
}: { remaining?: number; random?: () => number } = {}) {
  const pauses: number[] = [];
  let now = 0;
  const retry = new Retry({
    random,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
    },
    now: () => now,
    remaining: () => remaining - now,
  });
  return { retry, pauses };
}
