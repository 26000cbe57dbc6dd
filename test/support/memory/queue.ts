import { type Instant, SECOND } from '../../../shared/domain/instant.ts';
import type { Clock } from '../../../shared/ports/clock.ts';

/** A message in a queue, as text: what does not survive JSON does not travel. */
export interface QueueRecord {
  id: string;
  body: string;
  visibleAt: Instant;
  receives: number;
}

/** A queue that delivers at least once, in the order in which records become visible. */
export class MemoryQueue {
  readonly name: string;
  readonly #clock: Clock;
  readonly #visibility: number;
  #records: QueueRecord[] = [];
  #count = 0;

  constructor(name: string, clock: Clock, visibility: number) {
    this.name = name;
    this.#clock = clock;
    this.#visibility = visibility;
  }

  /** Everything ever sent, as text, oldest first. */
  readonly sent: string[] = [];

  async send(message: object, delaySeconds = 0): Promise<void> {
    const body = JSON.stringify({ v: 1, ...message });
    if (delaySeconds > 900) throw new Error('SQS holds a message back for at most 900 seconds');
    this.sent.push(body);
    const id = `${this.name}-${(this.#count += 1)}`;
    this.#records.push({ id, body, visibleAt: this.#clock.now() + delaySeconds * SECOND, receives: 0 });
  }

  /** When the next record becomes visible. */
  nextAt(): Instant | undefined {
    return this.#first()?.visibleAt;
  }

  /** Takes the next visible record into flight: it comes back after the visibility time-out unless it is deleted. */
  receive(): QueueRecord | undefined {
    const next = this.#first();
    if (next === undefined || next.visibleAt > this.#clock.now()) return undefined;
    next.receives += 1;
    next.visibleAt = this.#clock.now() + this.#visibility;
    return { ...next };
  }

  delete(id: string): void {
    this.#records = this.#records.filter((record) => record.id !== id);
  }

  /** Everything in it is lost. */
  clear(): void {
    this.#records = [];
  }

  get length(): number {
    return this.#records.length;
  }

  #first(): QueueRecord | undefined {
    return this.#records.reduce<QueueRecord | undefined>(
      (first, record) => (first === undefined || record.visibleAt < first.visibleAt ? record : first),
      undefined,
    );
  }
}
