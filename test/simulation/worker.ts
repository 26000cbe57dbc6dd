import { parentPort, workerData } from 'node:worker_threads';
import { breakGuard, guardNamed } from './break-guard.ts';
import type { Outcomes } from './checks.ts';
import type { Shortened } from './shorten.ts';

/** The seeds of one thread: `first`, `first + step`, … up to `last`, or to the first that breaks a promise. */
export interface WorkerTask {
  first: number;
  step: number;
  last: number;
  guard: string | undefined;
  /** Look for the shortest trace of what breaks. */
  isExplained: boolean;
}

export interface Failure {
  seed: number;
  /** The promise that was broken. */
  rule: string;
  shortest?: Shortened;
}

export type WorkerReport =
  | { kind: 'played'; seed: number; outcomes: Outcomes; faults: number }
  | ({ kind: 'failed' } & Failure);

const { first, step, last, guard, isExplained } = workerData as WorkerTask;
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
    const { rule } = violation;
    tell({ kind: 'failed', seed, rule, ...(isExplained && { shortest: await shorten(scenario, rule) }) });
    break;
  }
  tell({ kind: 'played', seed, outcomes, faults: struck.length });
}
