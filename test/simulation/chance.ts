/** A number in [0, 1) that depends on nothing but the text (cyrb53, public domain). */
export function fraction(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & b) + (a >>> 0)) / 2 ** 53;
}

/**
 * All the randomness of one seed. Every draw has a name and depends on the seed and that name alone, so that leaving
 * out one fault or one message changes as little as possible of the rest: that is what lets a trace be shortened.
 */
export class Chance {
  readonly #seed: string;

  constructor(seed: number) {
    this.#seed = `${seed}/`;
  }

  /** In [0, 1). */
  fraction(name: string): number {
    return fraction(this.#seed + name);
  }

  /** A whole number from `least` to `most`, both included. */
  between(name: string, least: number, most: number): number {
    return least + Math.floor(this.fraction(name) * (most - least + 1));
  }

  pick<T>(name: string, values: readonly T[]): T {
    const value = values[Math.floor(this.fraction(name) * values.length)];
    if (value === undefined) throw new Error(`Nothing to pick for ${name}`);
    return value;
  }

  happens(name: string, probability: number): boolean {
    return probability > 0 && this.fraction(name) < probability;
  }

  /** The same values in another order. */
  shuffle<T>(name: string, values: readonly T[]): T[] {
    return values
      .map((value, index) => ({ value, place: this.fraction(`${name} ${index}`) }))
      .sort((a, b) => a.place - b.place)
      .map(({ value }) => value);
  }
}
