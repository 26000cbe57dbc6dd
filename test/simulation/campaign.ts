import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Outcomes } from './checks.ts';
import type { Failure, WorkerReport, WorkerTask } from './worker.ts';

export interface Campaign {
  /** How many seeds were played. */
  seeds: number;
  seconds: number;
  /** How many faults struck in all of them. */
  faults: number;
  outcomes: Outcomes;
  /** The lowest seed that broke a promise. */
  failure?: Failure;
}

export interface CampaignOptions {
  first: number;
  last: number;
  guard?: string | undefined;
  /** Look for the shortest trace of a failure. */
  isExplained?: boolean;
  /** Called as seeds are played. */
  onProgress?: (played: number) => void;
}

/** Plays seeds on every core, up to the lowest that fails: the same one however fast the cores are. */
export async function playCampaign(options: CampaignOptions): Promise<Campaign> {
  const { first, last, guard, isExplained = false } = options;
  const threads = Math.min(availableParallelism(), last - first + 1);
  const started = performance.now();
  const campaign: Campaign = { seeds: 0, seconds: 0, faults: 0, outcomes: {} };
  const playing = Array.from({ length: threads }, (_, index) => {
    const workerData: WorkerTask = { first: first + index, step: threads, last, guard, isExplained };
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData });
    worker.on('message', (report: WorkerReport) => {
      note(campaign, report);
      options.onProgress?.(campaign.seeds);
      // Whatever comes after a failure does not matter any more.
      if (campaign.failure !== undefined && report.seed >= campaign.failure.seed) void worker.terminate();
    });
    return new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => {
        resolve();
      });
    });
  });
  await Promise.all(playing);
  campaign.seconds = (performance.now() - started) / 1_000;
  return campaign;
}

function note(campaign: Campaign, report: WorkerReport): void {
  if (report.kind === 'failed') {
    const { kind: _, ...failure } = report;
    if (failure.seed < (campaign.failure?.seed ?? Infinity)) campaign.failure = failure;
    return;
  }
  campaign.seeds += 1;
  campaign.faults += report.faults;
  for (const [status, count] of Object.entries(report.outcomes) as [keyof Outcomes, number][])
    campaign.outcomes[status] = (campaign.outcomes[status] ?? 0) + count;
}
