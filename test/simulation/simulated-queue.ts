import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { Chance } from './chance.ts';
import type { Faults } from './faults.ts';
import type { VirtualTime } from './virtual-time.ts';

interface Kept {
  id: string;
  body: string;
  visibleAt: Instant;
  receives: number;
}

export interface QueueOptions {
  name: string;
  /** Of the function behind the queue; a record in flight comes back after six times that long. */
  timeout: number;
  deliveries: number;
  /** Records that a function is given at once; ten unless told. */
  batch?: number;
  /** Starts the function with a batch. `undefined`: the function died. */
  invoke: (event: SQSEvent, name: string) => Promise<SQSBatchResponse | undefined>;
  /** There are more records in the queue than any scenario explains. */
  onFlood: () => void;
}

const BATCH = 10;
/** Records; ordinary scenarios have some dozens. */
const FLOOD = 300;
/** The longest that a poller takes to come by. */
const POLL = 400;
const VISIBILITY_FACTOR = 6;
const LONGEST_BACKLOG = 30 * MINUTE;
/** SQS may deliver a record again at the same moment, or long after it was deleted. */
const REDELIVERED_WITHIN = [60, 60, 2 * SECOND, 600 * SECOND];

/** A standard queue of SQS with its event source and its dead-letter queue: at least once, in any order, in batches. */
export class SimulatedQueue {
  readonly name: string;
  /** Bodies that failed too often. */
  readonly dead: string[] = [];
  readonly #options: QueueOptions;
  readonly #time: VirtualTime;
  readonly #chance: Chance;
  readonly #faults: Faults;
  readonly #records = new Map<string, Kept>();
  readonly #sent = new Map<string, number>();

  constructor(
    options: QueueOptions,
    { time, chance, faults }: { time: VirtualTime; chance: Chance; faults: Faults },
  ) {
    this.name = options.name;
    this.#options = options;
    this.#time = time;
    this.#chance = chance;
    this.#faults = faults;
  }

  /** `label`: what the record is about; records of the same name are numbered. */
  put(label: string, body: string, delaySeconds = 0): void {
    if (!(delaySeconds >= 0 && delaySeconds <= 900))
      throw new Error('SQS holds a message back for at most 900 seconds');
    const count = (this.#sent.get(label) ?? 0) + 1;
    this.#sent.set(label, count);
    const id = `${label} #${count}`;
    const visibleAt = this.#time.now + delaySeconds * SECOND + this.#backlog(id);
    this.#records.set(id, { id, body, visibleAt, receives: 0 });
    this.#expect(id, visibleAt);
    if (this.#records.size > FLOOD) this.#options.onFlood();
  }

  get length(): number {
    return this.#records.size;
  }

  /** Moves the dead letters back, as new records. */
  redrive(): void {
    for (const [index, body] of this.dead.splice(0).entries()) this.put(`redriven ${index + 1}`, body);
  }

  /** How much longer than asked for a new record waits. */
  #backlog(id: string): number {
    const place = `${this.name} ${id}`;
    if (!this.#faults.strikes('queue-backlog', place)) return 0;
    return this.#chance.between(`${place} waits`, 0, LONGEST_BACKLOG);
  }

  #expect(id: string, visibleAt: Instant): void {
    const receives = this.#records.get(id)?.receives ?? 0;
    const name = `${this.name} ${id} polled ${receives}`;
    this.#time.at(visibleAt + this.#chance.between(name, 1, POLL), () => {
      this.#poll(name);
    });
  }

  #poll(name: string): void {
    const visible = [...this.#records.values()].filter(({ visibleAt }) => visibleAt <= this.#time.now);
    const batch: Kept[] = [];
    for (const record of this.#chance.shuffle(name, visible).slice(0, this.#options.batch ?? BATCH)) {
      if (record.receives >= this.#options.deliveries) {
        this.#records.delete(record.id);
        this.dead.push(record.body);
        continue;
      }
      record.receives += 1;
      record.visibleAt = this.#time.now + VISIBILITY_FACTOR * this.#options.timeout;
      this.#expect(record.id, record.visibleAt);
      this.#perhapsRedeliver(record);
      batch.push(record);
    }
    if (batch.length > 0) void this.#deliver(batch);
  }

  async #deliver(batch: readonly Kept[]): Promise<void> {
    const answer = await this.#invoke(batch, this.#nameOf(batch));
    // A function that dies or throws gives nothing back: the whole batch becomes visible again.
    if (answer === undefined) return;
    const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { id } of batch) if (!failed.has(id)) this.#records.delete(id);
  }

  /** The same record once more, while it is in flight or after it was deleted. */
  #perhapsRedeliver(record: Kept): void {
    const place = `${this.name} ${record.id} (${record.receives})`;
    if (!this.#faults.strikes('redelivery', place)) return;
    const within = this.#chance.pick(`${place} within`, REDELIVERED_WITHIN);
    const wait = this.#chance.between(`${place} after`, 0, within);
    const again = { ...record, receives: record.receives + 1 };
    this.#time.after(wait, () => void this.#invoke([again], `${this.#nameOf([again])} again`));
  }

  async #invoke(batch: readonly Kept[], name: string): Promise<SQSBatchResponse | undefined> {
    return this.#options.invoke(eventOf(batch), name).catch(() => undefined);
  }

  #nameOf(batch: readonly Kept[]): string {
    return `${this.name} [${batch.map(({ id, receives }) => `${id}.${receives}`).join(', ')}]`;
  }
}

function eventOf(batch: readonly Kept[]): SQSEvent {
  const records = batch.map(({ id, body, receives }) => ({
    messageId: id,
    body,
    attributes: { ApproximateReceiveCount: String(receives) },
  }));
  return { Records: records } as unknown as SQSEvent;
}
