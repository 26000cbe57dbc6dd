import { medianOf } from '../median.ts';
import { progress } from '../progress.ts';
import type { Size } from '../size.ts';
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

const ROUNDS: Readonly<Record<Size, number>> = { full: 4, small: 1 };
const MESSAGES: Readonly<Record<Size, number>> = { full: 40, small: 10 };

/** The time of each function's own thread, once its code is warm: medians of rounds that alternate the sizes of batch. */
export async function measureProcessorTime(account: Account, size: Size): Promise<ProcessorTime[]> {
  const [last, messages] = [ROUNDS[size], MESSAGES[size]];
  const times: ProcessorTime[] = [];
  for (const scenario of SCENARIOS) {
    const rounds = new Map<number, Entries[]>(BATCHES.map((batch) => [batch, []]));
    for (let round = 0; round <= last; round += 1) {
      progress(`Ledger: processor time, ${SCENARIO_NAMES[scenario]}, round ${round} of ${last}`);
      for (const batch of BATCHES) {
        const entries = await follow(account, { scenario, batch, messages });
        // The first round warms the code up.
        if (round > 0) rounds.get(batch)?.push(entries);
      }
    }
    for (const [batch, entries] of rounds) times.push(timeOf(scenario, batch, entries, messages));
  }
  return times;
}

function timeOf(
  scenario: Scenario,
  batch: number,
  rounds: readonly Entries[],
  messages: number,
): ProcessorTime {
  const labels = [...(rounds[0]?.keys() ?? [])];
  const byFunction = Object.fromEntries(
    labels.map((label) => [
      label,
      medianOf(rounds.map((entries) => (entries.get(label)?.cpuMs ?? 0) / messages)),
    ]),
  );
  const total = Object.values(byFunction).reduce((sum, milliseconds) => sum + milliseconds, 0);
  return { scenario, batch, byFunction, total };
}
