import { progress } from '../progress.ts';
import type { Size } from '../size.ts';
import type { Account } from './account.ts';
import { countOf } from './count.ts';
import { follow } from './follow.ts';
import { prefill, REGULAR } from './prefill.ts';
import { bodyFor } from './scenarios.ts';
import { requestsOf, type Usage } from './usage.ts';

/** What a message to somebody with a history uses when so many messages are stored. */
export interface GrowthStep {
  readonly stored: number;
  readonly requests: number;
  readonly writeUnits: number;
  readonly readUnits: number;
}

export interface Growth {
  readonly steps: readonly GrowthStep[];
  /** The largest rise of any of the figures, in per cent. */
  readonly risePercent: number;
}

const STORED: Readonly<Record<Size, readonly number[]>> = { full: [1_000, 100_000], small: [100, 200] };

export async function measureGrowth(account: Account, size: Size): Promise<Growth> {
  const model = await account.post(bodyFor('sms', REGULAR));
  await account.settle(1);
  const steps: GrowthStep[] = [];
  let stored = 0;
  for (const next of STORED[size]) {
    progress(`Ledger: growth, ${next.toLocaleString('en')} messages stored`);
    await prefill(account, model, stored, next);
    stored = next;
    const entries = await follow(account, { scenario: 'sms', batch: 10, messages: 20, person: REGULAR });
    steps.push(stepOf(stored, countOf('sms', 10, 20, entries).perMessage));
  }
  return { steps, risePercent: riseOf(steps) };
}

function stepOf(stored: number, usage: Usage): GrowthStep {
  const { writeUnits, readUnits } = usage;
  return { stored, requests: requestsOf(usage), writeUnits, readUnits };
}

function riseOf(steps: readonly GrowthStep[]): number {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const rises = (['requests', 'writeUnits', 'readUnits'] as const).map(
    (figure) => last[figure] / first[figure] - 1,
  );
  return Math.round(Math.max(...rises) * 1_000) / 10;
}
