import type { Instant } from '../../shared/domain/instant.ts';

interface Entry {
  at: Instant;
  run: () => Promise<unknown>;
}

/** What happens, one after the other, under a clock that shows when it does. */
export class Agenda {
  readonly #entries: Entry[] = [];
  #now: Instant = 0;

  now(): Instant {
    return this.#now;
  }

  /** What is noted for the same instant happens in the order in which it was noted. */
  note(at: Instant, run: () => Promise<unknown>): void {
    const after = this.#entries.findIndex((entry) => entry.at > at);
    this.#entries.splice(after < 0 ? this.#entries.length : after, 0, { at, run });
  }

  /** Lets everything happen up to an instant, what is noted meanwhile included; the rest does not. */
  async playUntil(end: Instant): Promise<void> {
    for (;;) {
      const [first] = this.#entries;
      if (first === undefined || first.at > end) break;
      this.#entries.shift();
      this.#now = Math.max(this.#now, first.at);
      await first.run();
    }
    this.#now = end;
  }
}
