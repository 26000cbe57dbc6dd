import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Functions } from '../../local/functions/function-pool.ts';
import { BUNDLES } from '../../scripts/bundles.ts';
import type { FrozenClock } from './frozen-clock.ts';
import type { Metered, WorkerSetup } from './function-worker.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface HostedFunction {
  readonly label: string;
  readonly arn: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface FunctionHostOptions {
  readonly functions: readonly HostedFunction[];
  readonly clock: FrozenClock;
  readonly onMetered: (label: string, metered: Metered) => void;
}

/** Runs the real handlers, each in a thread of its own and one event at a time, as one execution environment does. */
export class FunctionHost implements Functions {
  readonly #options: FunctionHostOptions;
  readonly #workers = new Map<string, Promise<Worker>>();
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(options: FunctionHostOptions) {
    this.#options = options;
  }

  /** Loads these functions side by side. */
  async warmUp(labels: readonly string[]): Promise<void> {
    const { functions } = this.#options;
    await Promise.all(
      functions.filter(({ label }) => labels.includes(label)).map((each) => this.#workerOf(each)),
    );
  }

  /** @throws Error with what the handler threw. */
  async invoke(functionArn: string, event: unknown): Promise<unknown> {
    const target = this.#options.functions.find(({ arn }) => arn === functionArn);
    if (target === undefined) throw new Error(`There is no function ${functionArn}`);
    const before = this.#turns.get(target.label) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => this.#run(target, event));
    this.#turns.set(target.label, mine);
    return mine;
  }

  async close(): Promise<void> {
    for (const worker of this.#workers.values()) await (await worker).terminate();
  }

  async #run(target: HostedFunction, event: unknown): Promise<unknown> {
    const worker = await this.#workerOf(target);
    worker.postMessage(JSON.stringify(event), []);
    const [metered] = (await once(worker, 'message')) as [Metered];
    this.#options.onMetered(target.label, metered);
    if (metered.error !== undefined) throw new Error(`${target.label} failed: ${metered.error}`);
    const { result } = metered;
    return result === undefined ? undefined : (JSON.parse(result) as unknown);
  }

  #workerOf(target: HostedFunction): Promise<Worker> {
    const known = this.#workers.get(target.label) ?? this.#start(target);
    this.#workers.set(target.label, known);
    return known;
  }

  async #start({ label, environment }: HostedFunction): Promise<Worker> {
    const bundle = BUNDLES.find(({ name }) => name === label);
    if (bundle === undefined) throw new Error(`There is no bundle ${label}`);
    const { start, shared } = this.#options.clock;
    const workerData: WorkerSetup = {
      entry: pathToFileURL(join(ROOT, bundle.entry)).href,
      start,
      clock: shared,
    };
    const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
      env: { ...environment, NODE_NO_WARNINGS: '1' },
      workerData,
    });
    // `once` rejects when the thread fails, here and for every event later.
    await once(worker, 'message');
    return worker;
  }
}
