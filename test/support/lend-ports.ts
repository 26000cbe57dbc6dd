/** Does something around a call of a port: `messages.takeSlot`, what it would do, and what it was called with. */
export type Around = (
  path: string,
  effect: () => Promise<unknown>,
  values: readonly unknown[],
) => Promise<unknown>;

/** The same ports, with something done around every call that has an effect. Functions that make ports are followed. */
export function lendPorts<T extends object>(ports: T, around: Around, path = ''): T {
  return new Proxy(ports, {
    // Private fields are read on the thing itself, never on its proxy.
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      const here = path === '' ? String(name) : `${path}.${String(name)}`;
      if (typeof value === 'function') return lendFunction(value.bind(target), around, here);
      return typeof value === 'object' && value !== null ? lendPorts(value, around, here) : value;
    },
  });
}

function lendFunction(call: (...values: unknown[]) => unknown, around: Around, path: string): unknown {
  return (...values: unknown[]): unknown => {
    // Clocks, waiting, names, the reading of rows and lines of a log are no effects; what makes ports is followed to what it makes.
    if (path === 'scopes' || path === 'providers' || path === 'inboundContent')
      return lendPorts(call(...values) as object, around, path);
    if (/^(clock|ids|pace|table|operators)\./.test(path)) return call(...values);
    return around(path, async () => call(...values), values);
  };
}
