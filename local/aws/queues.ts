import type { TimedPart } from '../parts.ts';
import type { QueueModel } from '../template/model.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Fauxqs, StoredMessage, StoredQueue } from './fauxqs.ts';

/** A message that its receiver has until the queue's visibility timeout is over. */
export interface ReceivedMessage {
  readonly receiptHandle: string;
  readonly message: StoredMessage;
}

export interface QueueDepth {
  readonly name: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/**
 * The queues of the stack, for the runner itself: what event source mappings, the scheduler and the clock need.
 * Functions use them through the gateway. Delays and visibility timeouts follow the virtual clock.
 */
export class Queues implements TimedPart {
  readonly #fauxqs: Fauxqs;
  readonly #clock: VirtualClock;
  readonly #models: readonly QueueModel[];
  /** Receipt handles that a function is working on: the clock does not take those away from it. */
  readonly #held = new Set<string>();

  constructor(fauxqs: Fauxqs, clock: VirtualClock, models: readonly QueueModel[]) {
    this.#fauxqs = fauxqs;
    this.#clock = clock;
    this.#models = models;
    for (const { name, url, arn, attributes } of models) {
      const existing = fauxqs.queues.getQueueByArn(arn);
      if (existing) existing.setAttributes(attributes);
      else fauxqs.queues.createQueue(name, url, arn, attributes);
    }
  }

  /** Receives up to ten messages; those received too often move to the dead-letter queue, as in AWS. */
  receive(queueArn: string, count: number): readonly ReceivedMessage[] {
    const queue = this.#queue(queueArn);
    const received: ReceivedMessage[] = [];
    // One transaction: a message on its way to the dead-letter queue is in one of the two whenever the process dies.
    this.#fauxqs.persistence.transaction(() => {
      const handles = queue.dequeue(count, undefined, (arn) => this.#fauxqs.queues.getQueueByArn(arn));
      for (const { ReceiptHandle } of handles) {
        const message = queue.inflightMessages.get(ReceiptHandle)?.message;
        if (message) received.push({ receiptHandle: ReceiptHandle, message });
      }
    });
    for (const { receiptHandle } of received) this.#held.add(receiptHandle);
    return received;
  }

  /** Resolves when there may be something to receive, at the latest after `seconds`. */
  async waitForMessages(queueArn: string, seconds: number): Promise<void> {
    await this.#queue(queueArn).waitForMessages(seconds);
  }

  /** Ends the work on messages: deletes the finished ones, leaves the others to their visibility timeout. */
  settle(queueArn: string, finished: readonly string[], unfinished: readonly string[]): void {
    const queue = this.#queue(queueArn);
    this.#fauxqs.persistence.transaction(() => {
      for (const receiptHandle of finished) queue.deleteMessage(receiptHandle);
    });
    for (const receiptHandle of [...finished, ...unfinished]) this.#held.delete(receiptHandle);
  }

  /** Puts a message into a queue. */
  send(queueArn: string, body: string): void {
    this.#queue(queueArn).enqueue(this.#fauxqs.createMessage(body));
  }

  /** Moves everything out of a dead-letter queue, back to where it came from. Returns how many. */
  redrive(queueName: string): number {
    const named = this.#models.find(({ name }) => name === queueName);
    const source = this.#models.find((model) => model.deadLetterArn === named?.arn) ?? named;
    if (source?.deadLetterArn === undefined) throw new RangeError(`${queueName} has no dead-letter queue`);
    const [from, to] = [this.#queue(source.deadLetterArn), this.#queue(source.arn)];
    const moved = [...from.messages, ...[...from.inflightMessages.values()].map(({ message }) => message)];
    from.messages = [];
    from.inflightMessages.clear();
    // The message keeps its id, so writing it to its old queue takes it out of the other.
    this.#fauxqs.persistence.transaction(() => {
      for (const message of moved) to.enqueue(Object.assign(message, { approximateReceiveCount: 0 }));
    });
    return moved.length;
  }

  depths(): readonly QueueDepth[] {
    return this.#models.map(({ name, arn }) => {
      const queue = this.#queue(arn);
      queue.processTimers();
      const [visible, inFlight] = [queue.messages.length, queue.inflightMessages.size];
      return { name, visible, inFlight, delayed: queue.delayedMessages.length };
    });
  }

  /** True when nothing can be received and nothing is being worked on, dead letters aside. */
  areQuiet(): boolean {
    const deadLetters = new Set(this.#models.map(({ deadLetterArn }) => deadLetterArn));
    const live = this.#models.filter(({ arn }) => !deadLetters.has(arn)).map(({ arn }) => this.#queue(arn));
    return this.#held.size === 0 && live.every((queue) => queue.messages.length === 0);
  }

  nextDue(): number | undefined {
    const deadlines = this.#models.flatMap(({ arn }) => [...this.#deadlines(this.#queue(arn))]);
    return deadlines.length === 0 ? undefined : Math.min(...deadlines) + this.#clock.offset;
  }

  runDue(): Promise<void> {
    for (const { arn } of this.#models) this.#queue(arn).processTimers();
    return Promise.resolve();
  }

  /** Brings delays and visibility timeouts closer when the clock jumps: fauxqs counts in real time. */
  skip(milliseconds: number): void {
    for (const { arn } of this.#models) {
      const queue = this.#queue(arn);
      for (const message of queue.delayedMessages)
        message.delayUntil = (message.delayUntil ?? 0) - milliseconds;
      for (const [handle, entry] of queue.inflightMessages) {
        if (!this.#held.has(handle)) entry.visibilityDeadline -= milliseconds;
      }
    }
    this.#fauxqs.persistence.db
      .prepare('UPDATE sqs_messages SET delay_until = delay_until - ?')
      .run(milliseconds);
  }

  *#deadlines(queue: StoredQueue): Generator<number> {
    for (const { delayUntil } of queue.delayedMessages) yield delayUntil ?? 0;
    for (const [handle, { visibilityDeadline }] of queue.inflightMessages) {
      if (!this.#held.has(handle)) yield visibilityDeadline;
    }
  }

  #queue(arn: string): StoredQueue {
    const queue = this.#fauxqs.queues.getQueueByArn(arn);
    if (!queue) throw new Error(`There is no queue ${arn}`);
    return queue;
  }
}
