import { readFileSync, writeFileSync } from 'node:fs';
import type { Count } from './count.ts';
import { requestsOf } from './usage.ts';

/** What must not creep up: all of it for one message. */
const HELD = ['requests', 'writeUnits', 'readUnits'] as const;
type Counted = Pick<Count, 'scenario' | 'batch' | 'perMessage'>;
type Held = Readonly<Record<(typeof HELD)[number], number>>;

/** By scenario and size of batch: `sms, batches of 10`. */
export type Baseline = Readonly<Record<string, Held>>;

const FILE = new URL('../ledger-baseline.json', import.meta.url);
const TOLERANCE = 0.05;

export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Baseline;
}

export function writeBaseline(counts: readonly Counted[]): void {
  writeFileSync(FILE, `${JSON.stringify(baselineOf(counts), undefined, 2)}\n`);
}

export function baselineOf(counts: readonly Counted[]): Baseline {
  return Object.fromEntries(
    counts.map(({ scenario, batch, perMessage }) => {
      const { writeUnits, readUnits } = perMessage;
      const requests = Math.round(requestsOf(perMessage) * 100) / 100;
      return [`${scenario}, batches of ${batch}`, { requests, writeUnits, readUnits }];
    }),
  );
}

/** One sentence for each figure that rose by more than 5 %, and for each scenario that the baseline does not know. */
export function risesOver(before: Baseline, now: Baseline): string[] {
  return Object.entries(now).flatMap(([name, held]) => {
    const known = before[name];
    if (known === undefined) return [`${name}: not in the baseline`];
    return HELD.filter((figure) => held[figure] > known[figure] * (1 + TOLERANCE)).map(
      (figure) => `${name}: ${figure} rose from ${known[figure]} to ${held[figure]}`,
    );
  });
}
