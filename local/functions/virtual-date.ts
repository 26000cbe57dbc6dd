/**
 * Makes `Date` tell the virtual clock's time in this thread, for code that knows nothing of it: the functions and
 * every library in them.
 * @param shared the shared memory of a VirtualClock.
 */
export function installVirtualDate(shared: SharedArrayBuffer): void {
  const offset = new BigInt64Array(shared);
  const RealDate = globalThis.Date;
  const now = (): number => RealDate.now() + Number(Atomics.load(offset, 0));
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values, newTarget) => {
      const built: object = Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget);
      return built;
    },
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver): unknown => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  });
}
