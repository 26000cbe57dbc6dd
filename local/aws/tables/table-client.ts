import { Worker } from 'node:worker_threads';
import { threadProgram } from '../../thread-program.ts';
import type { FromTable, TableAnswer, TableRequest, TableSetup, ToTable } from './table-messages.ts';

const PROGRAM = new URL('./table-thread.ts', import.meta.url);

interface Pending {
  readonly resolve: (answer: TableAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** The embedded DynamoDB, in a thread of its own. */
export class TableClient {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #opened = Promise.withResolvers<void>();
  readonly #closed = Promise.withResolvers<void>();
  #failure: Error | undefined;
  #last = 0;

  private constructor(path: string | undefined) {
    const workerData: TableSetup = { path, from: import.meta.url };
    this.#worker = new Worker(threadProgram(PROGRAM), {
      workerData,
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    this.#worker.on('message', (message: FromTable) => this.#take(message));
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => this.#fail(new Error('The table is closed')));
  }

  /** In memory unless `path` is given. @throws Error when the database does not open. */
  static async open(path: string | undefined): Promise<TableClient> {
    const client = new TableClient(path);
    await client.#opened.promise;
    return client;
  }

  /** @throws Error when the thread has ended. */
  async send(request: Omit<TableRequest, 'id'>): Promise<TableAnswer> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#last += 1;
    const id = this.#last;
    const answered = new Promise<TableAnswer>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    this.#post({ id, ...request });
    return await answered;
  }

  /** After the requests that are under way. */
  async close(): Promise<void> {
    this.#post('close');
    await this.#closed.promise;
  }

  #post(message: ToTable): void {
    this.#worker.postMessage(message, []);
  }

  #take(message: FromTable): void {
    if (message === 'open') this.#opened.resolve();
    else if (message === 'closed') this.#closed.resolve();
    else {
      this.#pending.get(message.id)?.resolve(message);
      this.#pending.delete(message.id);
    }
  }

  /** Nobody waits for an answer that does not come any more. */
  #fail(error: Error): void {
    this.#failure ??= error;
    this.#opened.reject(this.#failure);
    this.#closed.resolve();
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
  }
}
