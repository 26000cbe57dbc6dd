import { medianOf } from '../median.ts';
import { progress } from '../progress.ts';
import type { Account } from './account.ts';
import { BATCHES } from './count.ts';
import { follow } from './follow.ts';
import type { Entries } from './ledger.ts';
import { type Scenario, SCENARIO_NAMES, SCENARIOS } from './scenarios.ts';

/** Milliseconds of processor time for one message, by function. */
export interface ProcessorTime {
  readonly scenario: Scenario;
  readonly batch: number;
  readonly byFunction: Readonly<Record<string, number>>;
  readonly total: number;
}

const ROUNDS = 4;
const MESSAGES = 40;

/** The time of each function's own thread, once its code is warm: medians of rounds that alternate the sizes of batch. */
export async function measureProcessorTime(account: Account): Promise<ProcessorTime[]> {
  const times: ProcessorTime[] = [];
  for (const scenario of SCENARIOS) {
    const rounds = new Map<number, Entries[]>(BATCHES.map((batch) => [batch, []]));
    for (let round = 0; round <= ROUNDS; round += 1) {
      progress(`Ledger: processor time, ${SCENARIO_NAMES[scenario]}, round ${round} of ${ROUNDS}`);
      for (const batch of BATCHES) {
        const entries = await follow(account, { scenario, batch, messages: MESSAGES });
        // The first round warms the code up.
        if (round > 0) rounds.get(batch)?.push(entries);
      }
    }
    for (const [batch, entries] of rounds) times.push(timeOf(scenario, batch, entries));
  }
  return times;
}

function timeOf(scenario: Scenario, batch: number, rounds: readonly Entries[]): ProcessorTime {
  const labels = [...(rounds[0]?.keys() ?? [])];
  const byFunction = Object.fromEntries(
    labels.map((label) => [
      label,
      medianOf(rounds.map((entries) => (entries.get(label)?.cpuMs ?? 0) / MESSAGES)),
    ]),
  );
  const total = Object.values(byFunction).reduce((sum, milliseconds) => sum + milliseconds, 0);
  return { scenario, batch, byFunction, total };
}
