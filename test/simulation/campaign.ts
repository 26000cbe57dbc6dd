import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Outcomes } from './checks.ts';
import type { Shortened } from './shorten.ts';
import type { WorkerReport, WorkerTask } from './worker.ts';

export interface Campaign {
  /** How many seeds were played. */
  seeds: number;
  seconds: number;
  /** How many faults struck in all of them. */
  faults: number;
  outcomes: Outcomes;
  failure?: { seed: number; failure: Shortened };
}

export interface CampaignOptions {
  first: number;
  last: number;
  guard?: string | undefined;
  threads?: number;
  /** Called as seeds are played. */
  onProgress?: (played: number) => void;
}

/** Plays seeds on every core until one fails. */
export async function playCampaign(options: CampaignOptions): Promise<Campaign> {
  const { first, last, guard, threads = availableParallelism() } = options;
  const started = performance.now();
  const campaign: Campaign = { seeds: 0, seconds: 0, faults: 0, outcomes: {} };
  const workers: Worker[] = [];
  const playing = Array.from({ length: Math.min(threads, last - first + 1) }, (_, index) => {
    const task: WorkerTask = { first: first + index, step: threads, last, guard };
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: task });
    workers.push(worker);
    return new Promise<void>((resolve, reject) => {
      worker.on('message', (report: WorkerReport) => {
        note(campaign, report);
        options.onProgress?.(campaign.seeds);
        if (report.kind === 'failed') resolve();
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        resolve();
      });
    });
  });
  const failed = Promise.race(
    playing.map(async (one) => one.then(() => campaign.failure ?? new Promise(() => {}))),
  );
  await Promise.race([Promise.all(playing), failed]);
  await Promise.all(workers.map(async (worker) => worker.terminate()));
  campaign.seconds = (performance.now() - started) / 1_000;
  return campaign;
}

function note(campaign: Campaign, report: WorkerReport): void {
  if (report.kind === 'failed') {
    campaign.failure ??= { seed: report.seed, failure: report.failure };
    return;
  }
  campaign.seeds += 1;
  campaign.faults += report.faults;
  for (const [status, count] of Object.entries(report.outcomes) as [keyof Outcomes, number][])
    campaign.outcomes[status] = (campaign.outcomes[status] ?? 0) + count;
}
