/** A call that a role did not allow. */
export interface Denial {
  readonly at: string;
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
}

/** A permission of a role that was made use of, and how often. */
export interface UsedPermission {
  readonly caller: string;
  readonly action: string;
  /** As the role names it, which may be a pattern. */
  readonly resource: string;
  readonly calls: number;
}

const KEPT_DENIALS = 500;

/** Which function called what, how often, and what was refused. */
export class CallLog {
  readonly #calls = new Map<string, Map<string, number>>();
  readonly #used = new Map<string, UsedPermission>();
  readonly #writeUnits = new Map<string, number>();
  readonly #denials: Denial[] = [];

  count(caller: string, action: string): void {
    const calls = this.#calls.get(caller) ?? new Map<string, number>();
    calls.set(action, (calls.get(action) ?? 0) + 1);
    this.#calls.set(caller, calls);
  }

  use(caller: string, action: string, resource: string): void {
    const key = `${caller} ${action} ${resource}`;
    const calls = (this.#used.get(key)?.calls ?? 0) + 1;
    this.#used.set(key, { caller, action, resource, calls });
  }

  addWriteUnits(caller: string, units: number): void {
    this.#writeUnits.set(caller, (this.#writeUnits.get(caller) ?? 0) + units);
  }

  deny(denial: Denial): void {
    this.#denials.push(denial);
    if (this.#denials.length > KEPT_DENIALS) this.#denials.shift();
  }

  get denials(): readonly Denial[] {
    return this.#denials;
  }

  /** Every permission that was used since the stack started. */
  get used(): readonly UsedPermission[] {
    return [...this.#used.values()];
  }

  /** Calls per function and action, DynamoDB write units per function. */
  report(): {
    readonly calls: Record<string, Record<string, number>>;
    readonly writeUnits: Record<string, number>;
  } {
    const calls = [...this.#calls].map(([caller, actions]) => [caller, Object.fromEntries(actions)] as const);
    return { calls: Object.fromEntries(calls), writeUnits: Object.fromEntries(this.#writeUnits) };
  }

  reset(): void {
    this.#calls.clear();
    this.#writeUnits.clear();
  }
}
