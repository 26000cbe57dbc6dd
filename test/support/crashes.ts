import { lendPorts } from './lend-ports.ts';

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

  /** The same ports, each call of which may be the last. */
  lend<T extends object>(ports: T): T {
    return lendPorts(ports, (path, effect) => this.#live(effect, path));
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
