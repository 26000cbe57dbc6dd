import { setTimeout } from 'node:timers/promises';
import { SECOND } from '../../domain/instant.ts';
import type { Pace } from '../../ports/pace.ts';

/** So many turns a second, evenly. */
export function steadyPace(perSecond: number): Pace {
  const distance = SECOND / perSecond;
  let next = 0;
  return {
    async turn() {
      const now = performance.now();
      const mine = Math.max(now, next);
      next = mine + distance;
      if (mine > now) await setTimeout(mine - now);
    },
    async rest(milliseconds) {
      await setTimeout(milliseconds);
    },
  };
}
