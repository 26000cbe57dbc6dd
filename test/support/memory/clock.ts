import type { Instant } from '../../../shared/domain/instant.ts';
import type { Clock } from '../../../shared/ports/clock.ts';

/** A clock that moves when it is told to, and never back. */
export class MemoryClock implements Clock {
  #now: Instant;

  constructor(now: Instant) {
    this.#now = now;
  }

  now(): Instant {
    return this.#now;
  }

  moveTo(instant: Instant): void {
    this.#now = Math.max(this.#now, instant);
  }
}
