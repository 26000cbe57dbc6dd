import { VirtualClock } from '../../local/virtual-clock.ts';

/**
 * A clock that only moves when it is told to: what functions keep for some seconds stays kept however slow the
 * machine is, so that counting twice counts the same.
 */
export class FrozenClock extends VirtualClock {
  readonly start: number;

  constructor(start: number) {
    super();
    this.start = start;
  }

  override now(): number {
    return this.start + this.offset;
  }
}

/** How much longer time takes to pass for functions. */
const SLOWNESS = 40;

/**
 * Makes timers wait longer in this thread: an emulator that answers ten requests one after the other must not look
 * like ten requests that AWS answers slowly.
 */
export function slowTimers(): void {
  const real = globalThis.setTimeout;
  globalThis.setTimeout = new Proxy(real, {
    apply: (target, self, [callback, delay = 0, ...values]: [() => void, number?, ...unknown[]]) =>
      Reflect.apply(target, self, [callback, delay * SLOWNESS, ...values]) as NodeJS.Timeout,
  });
}

/** Makes `Date` tell a frozen clock's time in this thread. */
export function freezeDate(start: number, shared: SharedArrayBuffer): void {
  const offset = new BigInt64Array(shared);
  const now = (): number => start + Number(Atomics.load(offset, 0));
  globalThis.Date = new Proxy(globalThis.Date, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as object,
    get: (target, name, receiver): unknown => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
}
