/** The process died. Nothing it would have done afterwards happens. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Dies at the `call`-th call of a port, before its effect or right after it. */
export interface CrashPlan {
  call: number;
  moment: 'before' | 'after';
}

/** The life of one run of a function: counts the calls of its ports and dies where it was told to. */
export class Life {
  readonly #plan: CrashPlan | undefined;
  readonly #outages: ReadonlySet<string>;
  /** What was called, in order: `messages.takeSlot`. */
  readonly calls: string[] = [];
  #dead = false;

  /** `outages`: calls that fail for as long as they are in it. */
  constructor(plan?: CrashPlan, outages: ReadonlySet<string> = new Set()) {
    this.#plan = plan;
    this.#outages = outages;
  }

  /** The same ports, each call of which may be the last. Functions that make ports are followed. */
  lend<T extends object>(ports: T, path = ''): T {
    return new Proxy(ports, {
      // Private fields are read on the thing itself, never on its proxy.
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        const here = path === '' ? String(name) : `${path}.${String(name)}`;
        if (typeof value === 'function') return this.#lendFunction(value.bind(target), here);
        return typeof value === 'object' && value !== null ? this.lend(value, here) : value;
      },
    });
  }

  #lendFunction(call: (...values: unknown[]) => unknown, path: string): unknown {
    return (...values: unknown[]): unknown => {
      // Clocks and names are no effects; whoever makes ports is followed to what it makes.
      if (path === 'scopes' || path === 'providers') return this.lend(call(...values) as object, path);
      if (/^(clock|ids)\./.test(path)) return call(...values);
      return this.#live(async () => call(...values), path);
    };
  }

  async #live<T>(effect: () => Promise<T>, path: string): Promise<T> {
    if (this.#dead) throw new Crash();
    this.calls.push(path);
    if (this.#outages.has(path)) throw new Error(`${path} does not answer`);
    const isLast = this.calls.length === this.#plan?.call;
    if (isLast && this.#plan?.moment === 'before') return this.#die();
    const result = await effect();
    if (isLast) return this.#die();
    return result;
  }

  #die(): never {
    this.#dead = true;
    throw new Crash();
  }
}
