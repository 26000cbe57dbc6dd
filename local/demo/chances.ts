import { createHash } from 'node:crypto';

/** Chance that falls the same way every time: mulberry32, from what a text hashes to. */
export class Chances {
  #state: number;

  constructor(seed: string) {
    this.#state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  /** From 0 to 1, without 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  outOf100(share: number): boolean {
    return this.next() * 100 < share;
  }

  /** Within an eighth of a number. */
  around(number: number): number {
    return Math.round(number * (0.875 + this.next() / 4));
  }

  pick<T extends { weight: number }>(choices: readonly T[]): T {
    let left = this.next() * choices.reduce((sum, { weight }) => sum + weight, 0);
    for (const choice of choices) {
      left -= choice.weight;
      if (left < 0) return choice;
    }
    return choices[0] as T;
  }
}
