import type { FunctionModel } from '../template/model.ts';
import { ExecutionEnvironment, type EnvironmentOptions } from './execution-environment.ts';
import { ConcurrencyLimit, type Limits } from './concurrency-limit.ts';

export interface FunctionPoolOptions {
  /** `total` also bounds the threads that exist, idle ones included. */
  readonly limits: Limits;
  readonly create: (model: FunctionModel) => EnvironmentOptions;
  readonly onFailure: (label: string, error: unknown) => void;
}

/** What may call functions. */
export interface Functions {
  /**
   * @param event is serialised: only JSON reaches a function.
   * @throws FunctionFailure
   */
  invoke(functionArn: string, event: unknown): Promise<unknown>;
}

/** Runs the bundled functions, each in threads of its own that are reused while they are well. */
export class FunctionPool implements Functions {
  readonly #options: FunctionPoolOptions;
  readonly #limit: ConcurrencyLimit;
  readonly #models: ReadonlyMap<string, FunctionModel>;
  /** The one that was used last comes last. */
  #idle: ExecutionEnvironment[] = [];
  readonly #all = new Set<ExecutionEnvironment>();
  #running = 0;
  #isClosed = false;

  constructor(models: readonly FunctionModel[], options: FunctionPoolOptions) {
    this.#options = options;
    this.#limit = new ConcurrencyLimit(options.limits);
    this.#models = new Map(models.map((model) => [model.arn, model]));
  }

  /** Invocations under way or waiting for a thread. */
  get running(): number {
    return this.#running;
  }

  async invoke(functionArn: string, event: unknown): Promise<unknown> {
    const model = this.#models.get(functionArn);
    if (!model) throw new Error(`There is no function ${functionArn}`);
    this.#running += 1;
    try {
      const release = await this.#limit.acquire(functionArn);
      return await this.#run(model, JSON.stringify(event)).finally(release);
    } catch (error) {
      if (!this.#isClosed) this.#options.onFailure(model.label, error);
      throw error;
    } finally {
      this.#running -= 1;
    }
  }

  /** Loads one thread of each function, so that the first requests do not wait. */
  warmUp(functionArns: readonly string[]): void {
    for (const arn of functionArns) {
      const model = this.#models.get(arn);
      if (model) this.#giveBack(this.#start(model));
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#all].map((environment) => environment.close()));
  }

  async #run(model: FunctionModel, event: string): Promise<unknown> {
    if (this.#isClosed) throw new Error('The local stack stops');
    const environment = this.#takeIdle(model.arn) ?? this.#start(model);
    try {
      const result = await environment.invoke(event);
      const parsed: unknown = result === undefined ? undefined : JSON.parse(result);
      return parsed;
    } finally {
      this.#giveBack(environment);
    }
  }

  #takeIdle(arn: string): ExecutionEnvironment | undefined {
    const environment = this.#idle.findLast((idle) => idle.functionArn === arn);
    this.#idle = this.#idle.filter((idle) => idle !== environment);
    return environment;
  }

  #start(model: FunctionModel): ExecutionEnvironment {
    if (this.#all.size >= this.#options.limits.total) this.#evictIdle();
    const environment = new ExecutionEnvironment(this.#options.create(model));
    this.#all.add(environment);
    return environment;
  }

  #giveBack(environment: ExecutionEnvironment): void {
    if (environment.isBroken) {
      this.#all.delete(environment);
      return;
    }
    this.#idle.push(environment);
  }

  /** Ends the thread that has been idle for longest, to make room for another function's. */
  #evictIdle(): void {
    const environment = this.#idle.shift();
    if (!environment) return;
    this.#all.delete(environment);
    void environment.close();
  }
}
