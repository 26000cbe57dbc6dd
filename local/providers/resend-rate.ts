import type { Simulation } from './simulation.ts';

/** What the headers say when no limit is set. */
const DEFAULT_LIMIT = 10;

/** Counts requests by second of the virtual clock. */
export class ResendRate {
  readonly #simulation: Simulation;
  #second = 0;
  #used = 0;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  /** Takes one request. @returns whether it is allowed, and the headers of every answer. */
  take(): { allowed: boolean; headers: Record<string, string> } {
    const second = Math.floor(this.#simulation.now() / 1000);
    if (second !== this.#second) this.#used = 0;
    this.#second = second;
    this.#used += 1;
    const set = this.#simulation.store.settings.resendRequestsPerSecond;
    const limit = set ?? DEFAULT_LIMIT;
    const allowed = set === null || this.#used <= set;
    return {
      allowed,
      headers: {
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(Math.max(0, limit - this.#used)),
        'ratelimit-reset': '1',
        'ratelimit-policy': `${limit};w=1`,
        ...(!allowed && { 'retry-after': '1' }),
      },
    };
  }
}
