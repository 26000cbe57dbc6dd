import { MINUTE } from '../../shared/domain/instant.ts';
import { PRICES } from '../prices.ts';
import { progress } from '../progress.ts';
import type { Size } from '../size.ts';
import { Account } from './account.ts';
import { carelessDesign } from './careless-design.ts';
import { type Cost, costOf, MEMORY_MEGABYTES } from './cost.ts';
import { type Count, countAll, countOf, warmUp } from './count.ts';
import { billedMs, waitingOf } from './duration.ts';
import { follow } from './follow.ts';
import { type Growth, measureGrowth } from './growth.ts';
import { lowerBound } from './lower-bound.ts';
import { measureProcessorTime, type ProcessorTime } from './processor-time.ts';
import { countPacked, type PACKED_CHANNELS } from './packed.ts';
import type { Scenario } from './scenarios.ts';
import { requestsOf, type Usage } from './usage.ts';

/** One scenario in one size of batch: what a message uses and costs, beside what it must and what it could. */
export interface ScenarioFigures {
  readonly scenario: Scenario;
  readonly batch: number;
  readonly requests: number;
  readonly perMessage: Usage;
  readonly byFunction: Readonly<Record<string, Usage>>;
  readonly cpuMs: number;
  readonly cpuMsByFunction: Readonly<Record<string, number>>;
  /** Dollars for a million messages, without what providers ask for. */
  readonly cost: Cost;
  readonly lowerBound: Cost;
  readonly careless: Cost;
  readonly timesLowerBound: number;
  readonly carelessTimes: number;
}

export interface LedgerFigures {
  readonly region: string;
  readonly pricesAsOf: string;
  readonly scenarios: readonly ScenarioFigures[];
  readonly growth: Growth;
  /** What the first SMS after ten quiet minutes uses: all that functions keep for a while has to be read again. */
  readonly afterSilence: Usage;
  /** What one recipient of a broadcast uses, in a full pack. */
  readonly packed: Readonly<Record<(typeof PACKED_CHANNELS)[number], Usage>>;
}

/** Counts every scenario, prices it, and lets the table grow. */
export async function measureLedger(size: Size): Promise<LedgerFigures> {
  progress('Ledger: starting the emulated account');
  const account = await Account.open();
  try {
    await warmUp(account);
    progress('Ledger: counting');
    const counts = await countAll(account);
    const times = await measureProcessorTime(account, size);
    const afterSilence = await countAfterSilence(account);
    const packed = { email: await countPacked(account, 'email'), sms: await countPacked(account, 'sms') };
    const growth = await measureGrowth(account, size);
    const scenarios = counts.map((count) => figuresOf(count, counts, times));
    return { region: PRICES.region, pricesAsOf: PRICES.asOf, scenarios, growth, afterSilence, packed };
  } finally {
    await account.close();
  }
}

async function countAfterSilence(account: Account): Promise<Usage> {
  account.clock.skip(10 * MINUTE);
  return countOf('sms', 1, 1, await follow(account, { scenario: 'sms', batch: 1, messages: 1 })).perMessage;
}

function figuresOf(count: Count, counts: readonly Count[], times: readonly ProcessorTime[]): ScenarioFigures {
  const { scenario, batch, perMessage, byFunction } = count;
  const time = times.find((candidate) => candidate.scenario === scenario && candidate.batch === batch);
  const alone = counts.find((candidate) => candidate.scenario === scenario && candidate.batch === 1);
  if (time === undefined || alone === undefined)
    throw new Error(`${scenario} was not measured in batches of ${batch}`);
  const cost = costOf(perMessage, billedMsOf(count, alone, time));
  const least = lowerBound(scenario, batch);
  const least$ = costOf(least.usage, least.milliseconds);
  const careless = carelessDesign(scenario);
  const careless$ = costOf(careless.usage, careless.milliseconds);
  return {
    scenario,
    batch,
    requests: requestsOf(perMessage),
    perMessage,
    byFunction,
    cpuMs: time.total,
    cpuMsByFunction: time.byFunction,
    cost,
    lowerBound: least$,
    careless: careless$,
    timesLowerBound: cost.total / least$.total,
    carelessTimes: careless$.total / cost.total,
  };
}

/** The records of a batch wait side by side: an invocation waits as long with ten of them as with one. */
function billedMsOf({ byFunction }: Count, alone: Count, time: ProcessorTime): number {
  return Object.entries(byFunction).reduce((sum, [label, { invocations }]) => {
    const entry = alone.entries.get(label);
    const waitMs = entry === undefined ? 0 : waitingOf(entry.waits) / Math.max(1, entry.usage.invocations);
    return sum + billedMs(time.byFunction[label] ?? 0, invocations * waitMs, MEMORY_MEGABYTES);
  }, 0);
}
