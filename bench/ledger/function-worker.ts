import { parentPort, workerData } from 'node:worker_threads';
import { freezeDate, slowTimers } from './frozen-clock.ts';
import { Meter } from './meter.ts';
import type { Usage, Waits } from './usage.ts';

/** The entry of a thread that stands for one function: its real handler with its real wiring, and a meter. */

export interface WorkerSetup {
  /** The file URL of `lambdas/<name>/index.ts`. */
  readonly entry: string;
  readonly start: number;
  readonly clock: SharedArrayBuffer;
}

/** What came of one event. */
export interface Metered {
  /** JSON; undefined when the handler returned nothing. */
  readonly result?: string | undefined;
  readonly error?: string | undefined;
  readonly usage: Usage;
  readonly waits: Waits;
  readonly cpuMs: number;
}

const setup = workerData as WorkerSetup;
const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread');

freezeDate(setup.start, setup.clock);
slowTimers();
const meter = new Meter();
meter.attachToClients();
meter.attachToFetch();
meter.attachToLog();
const { handler } = (await import(setup.entry)) as { handler: (event: unknown, context: object) => unknown };
const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 };

port.on('message', (event: string) => void run(event).then((metered) => port.postMessage(metered)));
port.postMessage('ready');

async function run(event: string): Promise<Metered> {
  meter.take();
  const before = process.threadCpuUsage();
  const outcome = await outcomeOf(event);
  const { user, system } = process.threadCpuUsage(before);
  return { ...outcome, ...meter.take(), cpuMs: (user + system) / 1_000 };
}

async function outcomeOf(event: string): Promise<Pick<Metered, 'result' | 'error'>> {
  try {
    return { result: JSON.stringify(await handler(JSON.parse(event), context)) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
