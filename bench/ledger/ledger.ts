import type { Metered } from './function-worker.ts';
import { addTo, noUsage, noWaits, type Usage, type Waits } from './usage.ts';

/** What one function used. */
export interface Entry {
  readonly usage: Usage;
  readonly waits: Waits;
  cpuMs: number;
}

export type Entries = ReadonlyMap<string, Entry>;

/** Adds up, by function, what was used since it was last cleared. What feeds a function is on its account. */
export class Ledger {
  #entries = new Map<string, Entry>();

  add(label: string, usage: Partial<Usage>): void {
    addTo(this.#entry(label).usage, { ...noUsage(), ...usage });
  }

  note(label: string, { usage, waits, cpuMs }: Metered): void {
    const entry = this.#entry(label);
    addTo(entry.usage, { ...usage, invocations: 1 });
    addTo(entry.waits, waits);
    entry.cpuMs += cpuMs;
  }

  /** What was used since the last time. */
  take(): Entries {
    const taken = this.#entries;
    this.#entries = new Map();
    return taken;
  }

  #entry(label: string): Entry {
    const entry = this.#entries.get(label) ?? { usage: noUsage(), waits: noWaits(), cpuMs: 0 };
    this.#entries.set(label, entry);
    return entry;
  }
}
