/** A limit by the second: grants come one after the other, none sooner than the rate allows. */
export class Bucket {
  readonly #ratePerSecond: (at: number) => number;
  #free = 0;

  constructor(ratePerSecond: (at: number) => number) {
    this.#ratePerSecond = ratePerSecond;
  }

  /** When `amount` asked for at an instant has been granted. Instants are seconds and never go back. */
  grant(amount: number, at: number): number {
    const start = Math.max(this.#free, at);
    this.#free = start + amount / this.#ratePerSecond(start);
    return this.#free;
  }
}
