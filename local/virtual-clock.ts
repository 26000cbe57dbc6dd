/**
 * The local stack's clock: real time plus what was skipped. The offset lives in shared memory so that worker
 * threads read the same instant without a message.
 */
export class VirtualClock {
  readonly shared: SharedArrayBuffer;
  readonly #offset: BigInt64Array;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.shared = shared;
    this.#offset = new BigInt64Array(shared);
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.offset;
  }

  /** Milliseconds skipped so far. */
  get offset(): number {
    return Number(Atomics.load(this.#offset, 0));
  }

  /** Jumps ahead; never back. Making what fell due happen is the caller's business. */
  skip(milliseconds: number): void {
    if (milliseconds < 0) throw new RangeError('The clock only goes forward');
    Atomics.add(this.#offset, 0, BigInt(Math.round(milliseconds)));
  }
}
