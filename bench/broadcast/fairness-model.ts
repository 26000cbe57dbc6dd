import { readStageConfig } from '../../lib/stage-config.ts';
import type { DeliverableChannel } from '../../shared/domain/channel.ts';
import { Bucket } from './bucket.ts';
import { PROVIDER_SECONDS, RECIPIENTS_A_CHUNK, RESEND, TWILIO_SMS, TWILIO_WHATSAPP } from './limits.ts';

/** What a broadcast to a million people does meanwhile to others who use the same providers. */
export interface FairnessFigures {
  readonly channel: DeliverableChannel;
  /** How long a single message waits for its turn at the provider, in 99 of 100 cases. */
  readonly reminderSeconds: number;
  /** How long another tenant's broadcast to 300 people takes from queue to provider; and in a queue that is not fair. */
  readonly smallBroadcastSeconds: number;
  readonly withoutFairQueueSeconds: number;
}

/** The senders of packs, and what their provider takes. */
export interface Shared {
  readonly copies: number;
  /** Calls a second that each copy makes. */
  readonly pace: number;
  readonly callsPerSecond: number;
  readonly recipientsPerCall: number;
}

const PROVIDERS = { email: RESEND, whatsapp: TWILIO_WHATSAPP, sms: TWILIO_SMS } as const;
const MILLION = 1_000_000;
const SMALL = 300;
/** Of a broadcast that takes hours, half an hour is like every other. */
const WINDOW_SECONDS = 1_800;
/** Assumed: single messages take half of what packs leave. */
const SINGLES_SHARE = 0.5;

/** As the production stage is configured. */
export function modelFairness(): FairnessFigures[] {
  const { packs } = readStageConfig('prod');
  return (['email', 'whatsapp', 'sms'] as const).map((channel) => {
    const { maxConcurrency, callsPerSecond } = packs[channel];
    const shared = { copies: maxConcurrency, pace: callsPerSecond, ...limitsOf(channel) };
    return {
      channel,
      reminderSeconds: reminderSeconds(shared),
      smallBroadcastSeconds: smallBroadcastSeconds(shared, true),
      withoutFairQueueSeconds: smallBroadcastSeconds(shared, false),
    };
  });
}

function limitsOf(channel: DeliverableChannel): Pick<Shared, 'callsPerSecond' | 'recipientsPerCall'> {
  const { callsPerSecond, recipientsPerCall } = PROVIDERS[channel];
  return { callsPerSecond, recipientsPerCall };
}

/** Packs call at their pace, single messages come by chance; the provider takes all calls one after the other. */
export function reminderSeconds({ copies, pace, callsPerSecond }: Shared): number {
  const left = Math.max(callsPerSecond - copies * pace, 0.05 * callsPerSecond);
  const chance = new Chance();
  const calls: { at: number; isReminder: boolean }[] = [];
  for (let copy = 0; copy < copies; copy += 1)
    for (let at = chance.next() / pace; at < WINDOW_SECONDS; at += 1 / pace)
      calls.push({ at, isReminder: false });
  const perSecond = left * SINGLES_SHARE;
  for (let at = 0; at < WINDOW_SECONDS; at += -Math.log(1 - chance.next()) / perSecond)
    calls.push({ at, isReminder: true });
  const provider = new Bucket(() => callsPerSecond);
  const waits: number[] = [];
  for (const { at, isReminder } of calls.toSorted((a, b) => a.at - b.at)) {
    const granted = provider.grant(1, at);
    if (isReminder) waits.push(granted - at);
  }
  return waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;
}

/**
 * Ten thousand packs of one tenant wait, then three of another come. A fair queue hands out next what belongs to whoever
 * has the fewest in flight; any other takes them in their order.
 */
function smallBroadcastSeconds({ copies, pace, recipientsPerCall }: Shared, isFair: boolean): number {
  const packSeconds = Math.ceil(RECIPIENTS_A_CHUNK / recipientsPerCall) / pace + PROVIDER_SECONDS;
  const large = MILLION / RECIPIENTS_A_CHUNK;
  const small = SMALL / RECIPIENTS_A_CHUNK;
  // Copies are at work on packs of the large one, and become free one after the other.
  const free = Array.from({ length: copies }, (_, copy) => ((copy + 1) / copies) * packSeconds);
  const before = isFair ? 0 : large - copies;
  let last = 0;
  for (let pack = 0; pack < before + small; pack += 1) {
    const next = free.indexOf(Math.min(...free));
    const end = (free[next] ?? 0) + packSeconds;
    free[next] = end;
    if (pack >= before) last = Math.max(last, end);
  }
  return last;
}

/** The same every time. */
class Chance {
  #state = 20_261_124;

  /** In [0, 1). */
  next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }
}
