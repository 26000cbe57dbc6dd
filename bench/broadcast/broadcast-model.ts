import { readStageConfig } from '../../lib/stage-config.ts';
import type { DeliverableChannel } from '../../shared/domain/channel.ts';
import { Agenda } from './agenda.ts';
import { Bucket } from './bucket.ts';
import {
  CHUNKS_A_REQUEST,
  CLAIMS_A_RECIPIENT,
  FUNCTION_GROWTH_PER_SECOND,
  MAPPING_GROWTH_PER_SECOND,
  MAPPING_START,
  PROVIDER_SECONDS,
  QUEUE_SECONDS,
  RECIPIENTS_A_CHUNK,
  RESEND,
  TABLE_DOUBLES_AFTER_SECONDS,
  TABLE_PARALLEL,
  TABLE_SECONDS,
  TABLE_WRITES_PER_SECOND,
  TWILIO_SMS,
  TWILIO_WHATSAPP,
  WRITES_A_RECIPIENT,
} from './limits.ts';

/** What a broadcast is modelled with. */
export interface Broadcast {
  readonly recipients: number;
  readonly callsPerSecond: number;
  readonly recipientsPerCall: number;
  /** Calls that one function has under way. */
  readonly parallelCalls: number;
  /** Copies of the sender at most: the stage's own limit for the channel. */
  readonly maximumConcurrency: number;
  readonly tableWritesPerSecond?: number;
}

export interface BroadcastFigures {
  readonly channel: DeliverableChannel;
  /** What the provider takes, in words. */
  readonly rate: string;
  readonly recipients: number;
  readonly seconds: number;
  /** What the provider's own rate makes it take at least. */
  readonly limitSeconds: number;
  readonly ratio: number;
  /** Copies of the sender that were at work at once. */
  readonly concurrency: number;
  /** What providers report meanwhile, and what the stage's API lets in. */
  readonly reportsPerSecond: number;
  readonly throttlePerSecond: number;
}

const MILLION = 1_000_000;
const PROVIDERS = { email: RESEND, whatsapp: TWILIO_WHATSAPP, sms: TWILIO_SMS } as const;

/** Webhooks for each message: Twilio tells that it left and that it arrived. */
const REPORTS = { email: 1, whatsapp: 2, sms: 2 } as const;

/** A million recipients on each channel, as the production stage is configured. */
export function modelBroadcasts(): BroadcastFigures[] {
  const { maxConcurrency, throttle } = readStageConfig('prod');
  return (['email', 'whatsapp', 'sms'] as const).map((channel) => {
    const maximumConcurrency = maxConcurrency[channel];
    const broadcast = { recipients: MILLION, ...PROVIDERS[channel], maximumConcurrency };
    const { seconds, concurrency } = simulate(broadcast);
    const limitSeconds = limitOf(broadcast);
    const ratio = Math.round((seconds / limitSeconds) * 1_000) / 1_000;
    const reportsPerSecond = (MILLION / limitSeconds) * REPORTS[channel];
    return {
      channel,
      rate: PROVIDERS[channel].rate,
      recipients: MILLION,
      seconds: Math.round(seconds),
      limitSeconds,
      ratio,
      concurrency,
      reportsPerSecond,
      throttlePerSecond: throttle.rate,
    };
  });
}

/** Seconds below which the provider's rate alone does not let anybody come. */
export function limitOf({ recipients, callsPerSecond, recipientsPerCall }: Broadcast): number {
  return recipients / (callsPerSecond * recipientsPerCall);
}

/**
 * The planned design of broadcasts, event by event: a planner packs recipients into chunks and queues them; the event
 * source mapping hands each chunk to a sender, as many at once as its growth and the stage allow; a sender claims its
 * recipients in the table, calls the provider no faster than the provider takes it, and writes the packed result.
 */
export function simulate(broadcast: Broadcast): { seconds: number; concurrency: number } {
  const agenda = new Agenda();
  const firstWrites = broadcast.tableWritesPerSecond ?? TABLE_WRITES_PER_SECOND;
  const table = new Bucket((at) => firstWrites * 2 ** Math.floor(at / TABLE_DOUBLES_AFTER_SECONDS));
  const provider = new Bucket(() => broadcast.callsPerSecond);
  const sender = new ChunkSender(agenda, table, provider, broadcast);
  const waiting: number[] = [];
  let working = 0;
  let concurrency = 0;

  const start = (now: number): void => {
    while (waiting.length > 0 && working < allowedAt(now, broadcast.maximumConcurrency)) {
      working += 1;
      concurrency = Math.max(concurrency, working);
      sender.send(waiting.shift() ?? 0, now, (end) => {
        working -= 1;
        start(end);
      });
    }
  };
  const chunks = Math.ceil(broadcast.recipients / RECIPIENTS_A_CHUNK);
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const queuedAt = (Math.floor(chunk / CHUNKS_A_REQUEST) + 1) * QUEUE_SECONDS;
    const left = broadcast.recipients - chunk * RECIPIENTS_A_CHUNK;
    agenda.add(queuedAt, (now) => {
      waiting.push(Math.min(RECIPIENTS_A_CHUNK, left));
      start(now);
    });
  }
  return { seconds: agenda.run(), concurrency };
}

/** Copies of the sender that may work at an instant. */
function allowedAt(now: number, maximumConcurrency: number): number {
  const byMapping = MAPPING_START + Math.floor(now * MAPPING_GROWTH_PER_SECOND);
  const byFunction = Math.max(1, Math.floor((now + 10) * FUNCTION_GROWTH_PER_SECOND));
  return Math.min(maximumConcurrency, byMapping, byFunction);
}

/** One copy of the sender at work on one chunk. */
class ChunkSender {
  readonly #agenda: Agenda;
  readonly #table: Bucket;
  readonly #provider: Bucket;
  readonly #broadcast: Broadcast;

  constructor(agenda: Agenda, table: Bucket, provider: Bucket, broadcast: Broadcast) {
    this.#agenda = agenda;
    this.#table = table;
    this.#provider = provider;
    this.#broadcast = broadcast;
  }

  send(recipients: number, now: number, done: (end: number) => void): void {
    const claimed = this.#write(recipients * CLAIMS_A_RECIPIENT, recipients, now);
    this.#agenda.add(claimed, (at) => this.#call(recipients, at, done));
  }

  /** The calls that are under way together, then the next ones, then the result. */
  #call(recipients: number, now: number, done: (end: number) => void): void {
    const { recipientsPerCall, parallelCalls } = this.#broadcast;
    const calls = Math.min(parallelCalls, Math.ceil(recipients / recipientsPerCall));
    const left = recipients - calls * recipientsPerCall;
    const answered = this.#provider.grant(calls, now) + PROVIDER_SECONDS;
    this.#agenda.add(answered, (at) => {
      if (left > 0) this.#call(left, at, done);
      else this.#finish(at, done);
    });
  }

  #finish(now: number, done: (end: number) => void): void {
    const units = (WRITES_A_RECIPIENT - CLAIMS_A_RECIPIENT) * RECIPIENTS_A_CHUNK;
    this.#agenda.add(this.#write(units, 1, now), done);
  }

  #write(units: number, requests: number, now: number): number {
    const granted = this.#table.grant(units, now);
    return Math.max(granted, now + Math.ceil(requests / TABLE_PARALLEL) * TABLE_SECONDS);
  }
}
