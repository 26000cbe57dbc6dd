import type { FaultName } from './faults.ts';
import type { Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';
import type { Violation } from './witness.ts';

/** A failing scenario in its shortest known form. */
export interface Shortened {
  scenario: Scenario;
  violation: Violation;
  /** The faults that it takes, in the order in which they struck. */
  faults: readonly FaultName[];
  trace: readonly string[];
}

/** What a search may cost: some seconds. */
const MOST_STEPS = 200_000;

/** Leaves out what a violation does not need: messages, acts and single faults, as long as the same promise is broken. */
export async function shorten(scenario: Scenario, rule: string): Promise<Shortened> {
  const search = new Search(rule, scenario);
  await search.leaveOutPlans();
  await search.leaveOutFaults();
  return search.result();
}

class Search {
  readonly #rule: string;
  #scenario: Scenario;
  #without: ReadonlySet<FaultName> = new Set();
  #struck: readonly FaultName[] = [];
  #steps = 0;

  constructor(rule: string, scenario: Scenario) {
    this.#rule = rule;
    this.#scenario = scenario;
  }

  async leaveOutPlans(): Promise<void> {
    await this.#still(this.#scenario, this.#without);
    for (const { name } of this.#scenario.acts.toReversed()) {
      const acts = this.#scenario.acts.filter((act) => act.name !== name);
      await this.#still({ ...this.#scenario, acts }, this.#without);
    }
    for (const { name } of this.#scenario.broadcasts.toReversed()) {
      const broadcasts = this.#scenario.broadcasts.filter((planned) => planned.name !== name);
      await this.#still({ ...this.#scenario, broadcasts }, this.#without);
    }
    for (const { name } of this.#scenario.visits.toReversed()) {
      const visits = this.#scenario.visits.filter((visit) => visit.name !== name);
      await this.#still({ ...this.#scenario, visits }, this.#without);
    }
    for (const { name } of this.#scenario.intakes.toReversed()) {
      const intakes = this.#scenario.intakes.filter((intake) => intake.name !== name);
      await this.#still({ ...this.#scenario, intakes }, this.#without);
    }
    for (const { name } of this.#scenario.campaigns.toReversed()) {
      const campaigns = this.#scenario.campaigns.filter((campaign) => campaign.name !== name);
      await this.#still({ ...this.#scenario, campaigns }, this.#without);
    }
    for (const { name } of this.#scenario.messages.toReversed()) {
      const messages = this.#scenario.messages.filter((message) => message.name !== name);
      await this.#still({ ...this.#scenario, messages }, this.#without);
    }
  }

  /** Halves first, then smaller and smaller parts, until no single fault can be spared. */
  async leaveOutFaults(): Promise<void> {
    for (let size = Math.ceil(this.#struck.length / 2); size >= 1;) {
      let hasShrunk = false;
      for (let from = 0; from < this.#struck.length && this.#steps < MOST_STEPS;) {
        const part = this.#struck.slice(from, from + size);
        const spared = await this.#still(this.#scenario, new Set([...this.#without, ...part]));
        hasShrunk ||= spared;
        if (!spared) from += size;
      }
      if (this.#steps >= MOST_STEPS || (size === 1 && !hasShrunk)) return;
      size = size === 1 ? 1 : Math.ceil(size / 2);
    }
  }

  async result(): Promise<Shortened> {
    const lines: { at: number; line: string }[] = [];
    const { violations } = await simulate(this.#scenario, {
      without: this.#without,
      stopAt: this.#rule,
      trace: (line, at) => lines.push({ line, at }),
    });
    const violation = violations.find(({ rule }) => rule === this.#rule);
    if (violation === undefined) throw new Error('The same seed played differently');
    const trace = lines.map(({ line, at }) => `${clock(at - this.#scenario.start)}  ${line}`);
    return { scenario: this.#scenario, violation, faults: this.#struck, trace };
  }

  /** Tries a smaller scenario and keeps it when it breaks the same promise. */
  async #still(scenario: Scenario, without: ReadonlySet<FaultName>): Promise<boolean> {
    if (this.#steps >= MOST_STEPS) return false;
    const { violations, struck, steps } = await simulate(scenario, { without, stopAt: this.#rule });
    this.#steps += steps;
    if (!violations.some(({ rule }) => rule === this.#rule)) return false;
    this.#scenario = scenario;
    this.#without = without;
    this.#struck = struck;
    return true;
  }
}

/** Time since the start: `+1 d 02:03:04.567`. */
function clock(milliseconds: number): string {
  const days = Math.floor(milliseconds / 86_400_000);
  const time = new Date(milliseconds).toISOString().slice(11, 23);
  return `+${days > 0 ? `${days} d ` : ''}${time}`;
}
