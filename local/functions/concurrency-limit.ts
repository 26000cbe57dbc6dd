/** How many invocations may run at once. */
export interface Limits {
  readonly total: number;
  readonly perFunction: number;
}

interface Waiting {
  readonly key: string;
  readonly start: () => void;
}

/** Lets invocations through in the order of their arrival, up to so many per function and in all. */
export class ConcurrencyLimit {
  readonly #limits: Limits;
  readonly #running = new Map<string, number>();
  #waiting: Waiting[] = [];
  #total = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Resolves when one more invocation of `key` may run, with what ends it. */
  async acquire(key: string): Promise<() => void> {
    if (!this.#hasRoom(key)) {
      await new Promise<void>((start) => {
        this.#waiting.push({ key, start });
      });
    } else this.#enter(key);
    return () => this.#leave(key);
  }

  #hasRoom(key: string): boolean {
    return this.#total < this.#limits.total && (this.#running.get(key) ?? 0) < this.#limits.perFunction;
  }

  #enter(key: string): void {
    this.#total += 1;
    this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
  }

  #leave(key: string): void {
    this.#total -= 1;
    this.#running.set(key, (this.#running.get(key) ?? 1) - 1);
    const next = this.#waiting.find((waiting) => this.#hasRoom(waiting.key));
    if (!next) return;
    this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
    this.#enter(next.key);
    next.start();
  }
}
