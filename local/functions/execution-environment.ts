import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { threadProgram } from '../thread-program.ts';
import type { FunctionError, Invocation, WorkerMessage, WorkerSetup } from './invocation.ts';

/** An invocation that did not end with a result: Lambda would report a function error. */
export class FunctionFailure extends Error {
  readonly errorType: string;
  readonly trace: string;

  constructor({ errorType, errorMessage, trace }: FunctionError) {
    super(errorMessage);
    this.name = 'FunctionFailure';
    this.errorType = errorType;
    this.trace = trace;
  }
}

/** What a worker thread needs besides its setup. */
export interface EnvironmentOptions {
  readonly setup: WorkerSetup;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly onLine: (line: string) => void;
}

const WORKER = new URL('./worker.ts', import.meta.url);
/** Lambda gives a function ten seconds to load. */
const INIT_MILLISECONDS = 10_000;
/** Generous for these bundles, small enough that many threads fit into one process. */
const HEAP_MEGABYTES = 96;
const YOUNG_HEAP_MEGABYTES = 8;

interface Pending {
  readonly requestId: string;
  readonly settle: (outcome: string | undefined | FunctionFailure) => void;
}

/** One worker thread with its own environment variables, running one invocation at a time, reused while it is well. */
export class ExecutionEnvironment {
  readonly #options: EnvironmentOptions;
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  #pending: Pending | undefined;
  #isBroken = false;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#worker = new Worker(threadProgram(WORKER), {
      workerData: options.setup,
      env: options.environment,
      // The stack's own switches (test runners, inspectors) are not the function's business.
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdout: true,
      stderr: true,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.min(options.setup.memoryMegabytes, HEAP_MEGABYTES),
        maxYoungGenerationSizeMb: YOUNG_HEAP_MEGABYTES,
      },
    });
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) {
      createInterface({ input: stream }).on('line', options.onLine);
    }
    this.#ready = new Promise((resolve, reject) => this.#listen(resolve, reject));
    this.#ready.catch(() => undefined);
  }

  get functionArn(): string {
    return this.#options.setup.arn;
  }

  /** True when it must not be used again. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /**
   * Runs one event.
   * @returns the JSON of the handler's result; undefined when it returned nothing.
   * @throws FunctionFailure when the handler throws, the thread ends or the function's timeout is over.
   */
  async invoke(event: string): Promise<string | undefined> {
    await withTimeout(this.#ready, INIT_MILLISECONDS, () =>
      this.#break('The function took too long to load'),
    );
    const timeoutMilliseconds = this.#options.timeoutSeconds * 1000;
    const invocation: Invocation = { requestId: randomUUID(), event, timeoutMilliseconds };
    const outcome = await new Promise<string | undefined | FunctionFailure>((resolve) => {
      const message = `Task timed out after ${this.#options.timeoutSeconds.toFixed(2)} seconds`;
      const timer = setTimeout(() => this.#break(message, 'Sandbox.Timedout'), timeoutMilliseconds);
      this.#pending = {
        requestId: invocation.requestId,
        settle: (settled) => {
          clearTimeout(timer);
          this.#pending = undefined;
          resolve(settled);
        },
      };
      this.#worker.postMessage(invocation, []);
    });
    if (outcome instanceof FunctionFailure) throw outcome;
    return outcome;
  }

  async close(): Promise<void> {
    this.#break('The local stack stops');
    await this.#worker.terminate();
  }

  #listen(onReady: () => void, onFailure: (failure: FunctionFailure) => void): void {
    this.#worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'ready') onReady();
      else if (message.requestId === this.#pending?.requestId) {
        this.#pending.settle(message.kind === 'result' ? message.result : new FunctionFailure(message.error));
      }
    });
    const fail = (message: string): void => {
      onFailure(this.#break(message));
    };
    this.#worker.on('error', (error) =>
      fail(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    this.#worker.on('exit', (code) => fail(`The runtime exited with code ${code}`));
  }

  /** Ends the thread and what it was doing. */
  #break(errorMessage: string, errorType = 'Runtime.ExitError'): FunctionFailure {
    const failure = new FunctionFailure({ errorType, errorMessage, trace: '' });
    if (!this.#isBroken) void this.#worker.terminate();
    this.#isBroken = true;
    this.#pending?.settle(failure);
    return failure;
  }
}

async function withTimeout(work: Promise<void>, milliseconds: number, onTimeout: () => Error): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((_, reject) => {
    timer = setTimeout(() => reject(onTimeout()), milliseconds);
  });
  await Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
