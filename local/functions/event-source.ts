import { setTimeout as sleep } from 'node:timers/promises';
import type { Queues, ReceivedMessage } from '../aws/queues.ts';
import type { EventSourceModel } from '../template/model.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Functions } from './function-pool.ts';
import { sqsEvent, unfinishedIds } from './sqs-event.ts';

export interface EventSourceOptions {
  readonly queues: Queues;
  readonly functions: Functions;
  readonly clock: VirtualClock;
}

/** As many as SQS gives at once. */
const RECEIVE_LIMIT = 10;
const LONG_POLL_SECONDS = 20;
/** A second batch of the same queue is taken up beside one that takes longer than this. */
const SLOW_BATCH_MILLISECONDS = 250;

/** An event source mapping: takes batches from a queue to a function, and what is finished out of the queue. */
export class EventSource {
  readonly #model: EventSourceModel;
  readonly #options: EventSourceOptions;
  readonly #batches = new Set<Promise<void>>();
  #isRunning = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(model: EventSourceModel, options: EventSourceOptions) {
    this.#model = model;
    this.#options = options;
  }

  start(): void {
    this.#isRunning = true;
    this.#loop = this.#poll();
  }

  /** Takes nothing more. Batches under way end with their function. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    await this.#loop;
    await Promise.all(this.#batches);
  }

  async #poll(): Promise<void> {
    const { queueArn, maximumConcurrency } = this.#model;
    while (this.#isRunning) {
      const batch = await this.#collect();
      if (batch.length === 0) {
        await this.#options.queues.waitForMessages(queueArn, LONG_POLL_SECONDS);
        continue;
      }
      const work = this.#process(batch).finally(() => this.#batches.delete(work));
      this.#batches.add(work);
      await this.#roomForAnother(maximumConcurrency);
    }
  }

  /**
   * Lets messages gather while a batch is quick, which takes fewer threads and fewer requests than many batches of
   * one; a slow batch (a provider that hangs) does not hold the others up.
   */
  async #roomForAnother(maximumConcurrency: number): Promise<void> {
    const quick = new AbortController();
    const isSlow = sleep(SLOW_BATCH_MILLISECONDS, undefined, { signal: quick.signal }).catch(() => undefined);
    const isFull = this.#batches.size >= maximumConcurrency;
    await Promise.race(isFull ? this.#batches : [...this.#batches, isSlow]);
    quick.abort();
  }

  /** One batch: at once what is there, and with a window what comes until it is full or the window is over. */
  async #collect(): Promise<readonly ReceivedMessage[]> {
    const { queueArn, batchSize, windowSeconds } = this.#model;
    const { queues } = this.#options;
    const take = (room: number): readonly ReceivedMessage[] =>
      queues.receive(queueArn, Math.min(room, RECEIVE_LIMIT));
    const batch = [...take(batchSize)];
    const deadline = performance.now() + windowSeconds * 1000;
    while (this.#isRunning && batch.length > 0 && batch.length < batchSize) {
      const left = deadline - performance.now();
      if (left <= 0) break;
      await queues.waitForMessages(queueArn, left / 1000);
      batch.push(...take(batchSize - batch.length));
    }
    return batch;
  }

  async #process(batch: readonly ReceivedMessage[]): Promise<void> {
    const { queueArn, functionArn, partialBatches } = this.#model;
    const { queues, functions, clock } = this.#options;
    const all = new Set(batch.map(({ message }) => message.messageId));
    const unfinished: ReadonlySet<string> = await functions
      .invoke(functionArn, sqsEvent(batch, queueArn, clock.offset))
      .then((result) => (partialBatches ? unfinishedIds(result, batch) : new Set<string>()))
      // The pool has reported the failure; the messages come back after their visibility timeout.
      .catch(() => all);
    const isUnfinished = ({ message }: ReceivedMessage): boolean => unfinished.has(message.messageId);
    const handles = (messages: readonly ReceivedMessage[]): readonly string[] =>
      messages.map(({ receiptHandle }) => receiptHandle);
    const finished = batch.filter((received) => !isUnfinished(received));
    queues.settle(queueArn, handles(finished), handles(batch.filter(isUnfinished)));
  }
}
