import type { Instant } from '../../shared/domain/instant.ts';

interface Due {
  at: Instant;
  order: number;
  what: () => void;
}

/**
 * A time that jumps from one thing that falls due to the next. Things of the same instant happen in the order in which
 * they were planned, and after each of them everything that can go on does, before the next one happens.
 */
export class VirtualTime {
  #now: Instant;
  #planned = 0;
  #isStopped = false;
  /** How many things have happened. */
  steps = 0;
  /** A binary heap, the soonest first. */
  readonly #heap: Due[] = [];

  constructor(start: Instant) {
    this.#now = start;
  }

  get now(): Instant {
    return this.#now;
  }

  at(instant: Instant, what: () => void): void {
    const due = { at: Math.max(instant, this.#now), order: (this.#planned += 1), what };
    let index = this.#heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isSooner(index, parent)) break;
      this.#swap(index, parent);
      index = parent;
    }
  }

  after(milliseconds: number, what: () => void): void {
    this.at(this.#now + milliseconds, what);
  }

  /** Nothing happens any more. */
  stop(): void {
    this.#isStopped = true;
  }

  /**
   * Lets everything happen that is planned, and all that follows from it. False when that takes more than `most` steps,
   * or was stopped.
   */
  async run(most: number): Promise<boolean> {
    for (let steps = 0; steps < most && !this.#isStopped; steps += 1) {
      const due = this.#takeSoonest();
      if (due === undefined) return true;
      this.#now = due.at;
      this.steps += 1;
      due.what();
      // Promises settle before the next macrotask.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return false;
  }

  #takeSoonest(): Due | undefined {
    const soonest = this.#heap[0];
    const last = this.#heap.pop();
    if (soonest === undefined || last === undefined || this.#heap.length === 0) return soonest;
    this.#heap[0] = last;
    for (let index = 0; ;) {
      let least = index;
      for (const child of [2 * index + 1, 2 * index + 2])
        if (child < this.#heap.length && this.#isSooner(child, least)) least = child;
      if (least === index) return soonest;
      this.#swap(index, least);
      index = least;
    }
  }

  #isSooner(left: number, right: number): boolean {
    const a = this.#heap[left];
    const b = this.#heap[right];
    if (a === undefined || b === undefined) throw new Error('Outside the heap');
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(left: number, right: number): void {
    const a = this.#heap[left];
    const b = this.#heap[right];
    if (a === undefined || b === undefined) throw new Error('Outside the heap');
    this.#heap[left] = b;
    this.#heap[right] = a;
  }
}
