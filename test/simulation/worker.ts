import { parentPort, workerData } from 'node:worker_threads';
import { breakGuard, guardNamed } from './break-guard.ts';
import type { Outcomes } from './checks.ts';
import type { Shortened } from './shorten.ts';

/** The seeds of one thread: `first`, `first + step`, … up to `last`. */
export interface WorkerTask {
  first: number;
  step: number;
  last: number;
  guard: string | undefined;
}

export type WorkerReport =
  | { kind: 'played'; seed: number; outcomes: Outcomes; faults: number }
  | { kind: 'failed'; seed: number; failure: Shortened };

const { first, step, last, guard } = workerData as WorkerTask;
if (guard !== undefined) breakGuard(guardNamed(guard));
// Only now, so that the product is loaded without the guard.
const { scenarioOf } = await import('./scenario.ts');
const { simulate } = await import('./simulate.ts');
const { shorten } = await import('./shorten.ts');

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread is no window.
const tell = (report: WorkerReport) => parentPort?.postMessage(report);
for (let seed = first; seed <= last; seed += step) {
  const scenario = scenarioOf(seed);
  const { violations, outcomes, struck } = await simulate(scenario);
  // Of several broken promises, the one that says most: a message's own.
  const violation = violations.find(({ message }) => message !== undefined) ?? violations[0];
  if (violation !== undefined) {
    tell({ kind: 'failed', seed, failure: await shorten(scenario, violation.rule) });
    break;
  }
  tell({ kind: 'played', seed, outcomes, faults: struck.length });
}
