import { type AttemptEvent, attemptKey } from '../../shared/domain/attempt.ts';
import type { Channel } from '../../shared/domain/channel.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { textFor } from '../../shared/domain/rendered-content.ts';
import type {
  AttemptQuestion,
  ChannelProvider,
  Delivery,
  DeliveryOutcome,
  Inquiry,
  TogetherOutcome,
} from '../../shared/ports/channel-provider.ts';
import type { Chance } from './chance.ts';
import { fateOf } from './fate.ts';
import type { Faults } from './faults.ts';
import type { VirtualTime } from './virtual-time.ts';
import { plannedName } from './wording.ts';

/** What a provider took, and what really becomes of it. */
export interface Copy {
  providerId: string;
  key: string;
  messageId: string;
  /** The name of the planned message. */
  name: string;
  number: number;
  channel: Channel;
  to: string;
  text: string;
  at: Instant;
  /** In the order in which they happen; empty: nobody will ever know. */
  news: readonly AttemptEvent[];
}

/** How one call goes: what the caller is told and when, and when the provider takes the message, if it does. */
interface Answer {
  takenAfter?: number;
  answeredAfter: number;
  outcome: DeliveryOutcome | 'accepted';
}

/** The adapters' own time-out. */
const TIME_OUT = 8 * SECOND;
const KEY_LIVES = 24 * HOUR;
const STORM = 10 * MINUTE;
/** An outage begins in the first half of its part of the day and is over by the end of it. */
const PART_OF_DAY = 8 * HOUR;
const SHORTEST_OUTAGE = 5 * MINUTE;
const LONGEST_LAG = 3 * MINUTE;
/** As the adapter for Twilio allows for when it compares times. */
const CLOCK_MARGIN = 5 * MINUTE;

type Each = Extract<TogetherOutcome, { outcome: 'taken' }>['each'];

const nameOf = ({ message }: Delivery): string => plannedName(message);
const wordsOf = ({ message, channel, tenant }: Delivery): string => textFor(message, channel, tenant) ?? '';

interface Surroundings {
  time: VirtualTime;
  chance: Chance;
  faults: Faults;
  onTaken: (copy: Copy) => void;
}

/** Twilio (no idempotency key, asked by recipient and text) or Resend (a key for a day, asked by id alone). */
export class SimulatedProvider implements ChannelProvider {
  readonly name: 'twilio' | 'resend';
  readonly repeatableFor: number;
  readonly copies: Copy[] = [];
  /** The outages that a call met: when each ended, by when it began. */
  readonly outages = new Map<Instant, Instant>();
  readonly #around: Surroundings;
  /** One that knows keys takes many in one call. */
  readonly sendTogether?: NonNullable<ChannelProvider['sendTogether']>;
  #calls = new Map<string, number>();
  /** What became of calls for many, by key; those under way have no answer yet. */
  readonly #together = new Map<string, { at: Instant; body: string; each: Each | undefined }>();

  constructor(name: 'twilio' | 'resend', around: Surroundings) {
    this.name = name;
    // The adapter for Resend allows for an hour less than Resend does.
    this.repeatableFor = name === 'resend' ? KEY_LIVES - HOUR : 0;
    this.#around = around;
    if (name === 'resend') this.sendTogether = (deliveries, key) => this.#sendTogether(deliveries, key);
  }

  async #sendTogether(deliveries: readonly Delivery[], key: string): Promise<TogetherOutcome> {
    const { time } = this.#around;
    const call = this.#nameCallFor(`many of ${deliveries.map(nameOf).join(' ')}`);
    const { takenAfter, answeredAfter, outcome } = this.#answerToCall(call);
    let answer: TogetherOutcome = { outcome: 'uncertain', reason: 'Nothing was answered.' };
    if (takenAfter !== undefined) {
      time.after(takenAfter, () => {
        answer = this.#takeTogether(deliveries, key);
      });
    }
    await new Promise<void>((resolve) => {
      time.after(answeredAfter, resolve);
    });
    if (outcome === 'accepted') return answer;
    if (outcome.outcome === 'accepted') throw new Error('Nobody is accepted alone');
    return outcome;
  }

  /** Within a day, the same key is the same call, and no other e-mails leave under it. */
  #takeTogether(deliveries: readonly Delivery[], key: string): TogetherOutcome {
    const { time } = this.#around;
    const body = deliveries
      .map((delivery) => `${nameOf(delivery)} ${delivery.to} ${wordsOf(delivery)}`)
      .join();
    const known = this.#together.get(key);
    if (known !== undefined && time.now - known.at < KEY_LIVES) {
      if (known.body !== body) return { outcome: 'uncertain', reason: 'The same key with other e-mails.' };
      return { outcome: 'taken', each: known.each ?? [] };
    }
    const each = deliveries.map((delivery) => this.#refusalOf(delivery) ?? this.#takeAlone(delivery));
    this.#together.set(key, { at: time.now, body, each });
    return { outcome: 'taken', each };
  }

  #refusalOf({ channel, to }: Delivery): Extract<DeliveryOutcome, { outcome: 'rejected' }> | undefined {
    if (!this.#around.faults.strikes('address-refused', `${channel} to ${to}`)) return undefined;
    const reason = 'The address is not valid.';
    return { outcome: 'rejected', errorCode: '21211', reason, suppress: 'invalid' };
  }

  #takeAlone(delivery: Delivery): Extract<DeliveryOutcome, { outcome: 'accepted' }> {
    return { outcome: 'accepted', providerId: this.#copy(delivery) };
  }

  async send(delivery: Delivery): Promise<DeliveryOutcome> {
    const { time } = this.#around;
    const call = this.#nameCall(delivery);
    const answer = this.#answerTo(delivery, call);
    const { takenAfter, answeredAfter, outcome } = answer;
    let providerId = '';
    if (takenAfter !== undefined) {
      time.after(takenAfter, () => {
        providerId = this.#take(delivery);
      });
    }
    await new Promise<void>((resolve) => {
      time.after(answeredAfter, resolve);
    });
    return outcome === 'accepted' ? { outcome: 'accepted', providerId } : outcome;
  }

  async inquire({ delivery, providerId, claimedAt, others }: AttemptQuestion): Promise<Inquiry> {
    const { time, chance, faults } = this.#around;
    const call = this.#nameCall(delivery);
    if (this.#outage() !== undefined) return { outcome: 'unknown' };
    if (faults.strikes('question-unanswered', call)) return { outcome: 'unknown' };
    if (this.repeatableFor > 0 && providerId === undefined) return { outcome: 'unknown' };
    const text = textFor(delivery.message, delivery.channel, delivery.tenant);
    const lag = faults.strikes('list-lags', call) ? chance.between(`${call} lag`, SECOND, LONGEST_LAG) : 0;
    const looksLike = (copy: Copy): boolean =>
      copy.to === delivery.to &&
      copy.channel === delivery.channel &&
      (copy.channel === 'whatsapp' || copy.text === text) &&
      copy.at >= claimedAt - CLOCK_MARGIN &&
      copy.at <= time.now - lag &&
      !others.has(copy.providerId);
    const found =
      providerId === undefined
        ? this.copies.findLast(looksLike)
        : this.copies.find((copy) => copy.providerId === providerId);
    if (found === undefined) return { outcome: 'not-found' };
    const event = found.news.findLast(({ at }) => at <= time.now);
    if (event === undefined) return { outcome: 'in-transit', providerId: found.providerId };
    return { outcome: 'found', event };
  }

  #nameCall({ message, number, channel }: Delivery): string {
    return this.#nameCallFor(`${channel} of ${plannedName(message)}.${number}`);
  }

  #nameCallFor(attempt: string): string {
    const count = (this.#calls.get(attempt) ?? 0) + 1;
    this.#calls.set(attempt, count);
    return `${attempt}, call ${count}`;
  }

  #answerTo(delivery: Delivery, call: string): Answer {
    const refusal = this.#refusalOf(delivery);
    if (refusal === undefined) return this.#answerToCall(call);
    return { answeredAfter: this.#around.chance.between(`${call} takes`, 50, 400), outcome: refusal };
  }

  #answerToCall(call: string): Answer {
    const { time, chance, faults } = this.#around;
    const soon = chance.between(`${call} takes`, 50, 400);
    const uncertain = { outcome: 'uncertain', reason: 'The answer was lost.' } as const;
    const unreachable = {
      outcome: 'busy',
      retryAfterSeconds: 30,
      reason: 'unreachable',
      unreachable: true,
    } as const;
    const after = (answeredAfter: number, outcome: DeliveryOutcome): Answer => ({ answeredAfter, outcome });
    const outage = this.#outage();
    if (outage === 'unreachable') return after(soon, unreachable);
    if (outage !== undefined) return after(outage === 'silent' ? TIME_OUT : soon, uncertain);
    if (faults.strikes('provider-unreachable', call)) return after(soon, unreachable);
    if (faults.strikes('provider-storm', `${this.name} ${Math.floor(time.now / STORM)}`))
      return after(soon, uncertain);
    if (faults.strikes('provider-busy', call)) {
      const retryAfterSeconds = chance.between(`${call} retry after`, 1, 120);
      return after(soon, { outcome: 'busy', retryAfterSeconds, reason: '429' });
    }
    if (faults.strikes('provider-times-out-before', call)) return after(TIME_OUT, uncertain);
    if (faults.strikes('provider-times-out-after', call))
      return { ...after(TIME_OUT, uncertain), takenAfter: soon };
    if (faults.strikes('provider-takes-late', call))
      return { ...after(TIME_OUT, uncertain), takenAfter: chance.between(`${call} late`, 8_000, 30_000) };
    if (faults.strikes('provider-resets', call)) return { ...after(soon + 50, uncertain), takenAfter: soon };
    return { takenAfter: soon, answeredAfter: soon + 50, outcome: 'accepted' };
  }

  /** How the provider is out now, if it is: one way for all of an outage. */
  #outage(): 'error' | 'silent' | 'unreachable' | undefined {
    const { time, chance, faults } = this.#around;
    const part = Math.floor(time.now / PART_OF_DAY);
    const place = `${this.name} ${part}`;
    const begins = part * PART_OF_DAY + chance.between(`${place} out after`, 0, PART_OF_DAY / 2);
    const lasts = chance.between(`${place} out for`, SHORTEST_OUTAGE, PART_OF_DAY / 2);
    if (time.now < begins || time.now >= begins + lasts) return undefined;
    if (!faults.strikes('provider-outage', place)) return undefined;
    this.outages.set(begins, begins + lasts);
    return chance.pick(`${place} out by`, ['error', 'silent', 'unreachable'] as const);
  }

  #take(delivery: Delivery): string {
    const { time } = this.#around;
    const key = attemptKey(delivery.message.id, delivery.number);
    const known = this.copies.find((copy) => copy.key === key && time.now - copy.at < KEY_LIVES);
    if (this.repeatableFor > 0 && known !== undefined) return known.providerId;
    return this.#copy(delivery);
  }

  #copy(delivery: Delivery): string {
    const { time, chance, onTaken } = this.#around;
    const { message, number, channel, to, tenant } = delivery;
    const key = attemptKey(message.id, number);
    const name = plannedName(message);
    const providerId = `${this.name}-${this.copies.length + 1}`;
    const at = time.now;
    const copy: Copy = {
      providerId,
      key,
      messageId: message.id,
      name,
      number,
      channel,
      to,
      at,
      text: textFor(message, channel, tenant) ?? '',
      news: fateOf(chance, `${name}.${number} by ${channel}`, { providerId, channel, at }),
    };
    this.copies.push(copy);
    onTaken(copy);
    return providerId;
  }
}
