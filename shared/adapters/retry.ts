import { setTimeout } from 'node:timers/promises';
import { SECOND } from '../domain/instant.ts';

/** What pauses are made of; all in milliseconds. */
export interface RetryTools {
  /** From 0 to 1. */
  random: () => number;
  sleep: (milliseconds: number) => Promise<unknown>;
  /** A clock that only ever moves forward. */
  now: () => number;
  /** Until the function is ended. */
  remaining: () => number;
}

export interface RetryLimits {
  attempts?: number;
  /** All attempts and pauses together, in milliseconds. */
  within?: number;
}

const MOST_ATTEMPTS = 4;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2 * SECOND;
/** What a function keeps for what it does afterwards, such as saying that it failed; half of it when little is left. */
const RESERVED = SECOND;

/** A fault that may be gone in a moment: the other side was throttled, broken or not to be reached. */
export class PassingFault extends Error {}

/**
 * Asks again after a pause: at random from nothing to twice as much as before ("full jitter", so that callers who were
 * refused together do not come back together), a bounded number of times, and never beyond the time of the function.
 * https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export class Retry {
  readonly #tools: RetryTools;

  constructor(tools: Partial<RetryTools> = {}) {
    this.#tools = {
      random: Math.random,
      sleep: setTimeout,
      now: () => performance.now(),
      remaining: () => Infinity,
      ...tools,
    };
  }

  /**
   * @param attempt is told how many milliseconds are left; it must bear being repeated.
   * @param isPassing whether what it threw may be gone in a moment. @throws what the last attempt threw.
   */
  async run<T>(
    attempt: (timeLeft: number) => Promise<T>,
    isPassing: (error: unknown) => boolean = (error) => error instanceof PassingFault,
    { attempts = MOST_ATTEMPTS, within = Infinity }: RetryLimits = {},
  ): Promise<T> {
    const { random, sleep, now, remaining } = this.#tools;
    const left = remaining();
    const end = now() + Math.min(within, Math.max(left - RESERVED, left / 2));
    for (let tried = 1; ; tried += 1) {
      try {
        return await attempt(end - now());
      } catch (error) {
        const pause = random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tried - 1));
        if (tried >= attempts || !isPassing(error) || now() + pause >= end) throw error;
        await sleep(pause);
      }
    }
  }
}
