import type { Instant } from '../../../shared/domain/instant.ts';
import type { JourneyTold } from '../../../shared/domain/journeys/journey-event.ts';
import type { JourneyTimers } from '../../../shared/ports/journey-timers.ts';

export interface Timer {
  name: string;
  at: Instant;
  told: JourneyTold;
}

/** Timers of journeys by name. */
export class MemoryJourneyTimers implements JourneyTimers {
  readonly #timers = new Map<string, Timer>();

  async plan(name: string, at: Instant, told: JourneyTold): Promise<void> {
    if (!/^[\w.-]{1,64}$/.test(name)) throw new Error(`${name} is no name for a schedule`);
    this.#timers.set(name, { name, at, told: structuredClone(told) });
  }

  async drop(name: string): Promise<void> {
    this.#timers.delete(name);
  }

  /** The next timer to fall due. */
  next(): Timer | undefined {
    return this.all().sort((a, b) => a.at - b.at)[0];
  }

  all(): Timer[] {
    return [...this.#timers.values()];
  }

  /** What fired is there no more. */
  delete(name: string): void {
    this.#timers.delete(name);
  }
}
