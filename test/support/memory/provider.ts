import type { AttemptEvent } from '../../../shared/domain/attempt.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { textFor } from '../../../shared/domain/rendered-content.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type {
  AttemptQuestion,
  ChannelProvider,
  Delivery,
  DeliveryOutcome,
  Inquiry,
  TogetherOutcome,
} from '../../../shared/ports/channel-provider.ts';

/** What a provider took and will deliver. */
export interface Taken {
  providerId: string;
  messageId: string;
  number: number;
  channel: string;
  to: string;
  text: string;
  at: Instant;
}

/** How the provider takes one delivery: `timeout-after` took it and its answer was lost, `timeout-before` did not. */
export type Behaviour =
  | Extract<DeliveryOutcome, { outcome: 'rejected' | 'busy' }>
  | { outcome: 'timeout-after' | 'timeout-before' };

/** A provider that takes everything, unless told otherwise, and remembers what it took. */
export class MemoryProvider implements ChannelProvider {
  readonly name: string;
  readonly repeatableFor: number;
  readonly taken: Taken[] = [];
  /** What it says of a message when asked; `in-transit` unless set, by provider id. */
  readonly statuses = new Map<string, AttemptEvent>();
  /** False: it does not answer questions. */
  answersQuestions = true;
  calls = 0;
  /** What it refuses of a call for many, by message id. */
  readonly refusing = new Map<string, Extract<DeliveryOutcome, { outcome: 'rejected' }>>();
  /** Only a provider that knows keys takes many in one call. */
  readonly sendTogether?: NonNullable<ChannelProvider['sendTogether']>;
  /** Names what is taken. */
  nextId: () => string = () => `${this.name}-${this.taken.length + 1}`;
  readonly #clock: Clock;
  #answersFrom: Instant = 0;
  /** Calls for many, by key. */
  readonly #calls = new Map<string, { at: Instant; body: string; outcome: TogetherOutcome }>();
  readonly #planned: { behaviour: Behaviour; until: Instant | undefined }[] = [];

  /** `repeatableFor`: how long it keeps idempotency keys; 0: it has none. */
  constructor(name: string, repeatableFor: number, clock: Clock) {
    this.name = name;
    this.repeatableFor = repeatableFor;
    this.#clock = clock;
    if (repeatableFor > 0) this.sendTogether = (deliveries, key) => this.#sendTogether(deliveries, key);
  }

  /** Behaves so for the next deliveries, one each. */
  next(...behaviours: readonly Behaviour[]): void {
    for (const behaviour of behaviours) this.#planned.push({ behaviour, until: undefined });
  }

  /** Behaves so until an instant. */
  until(instant: Instant, behaviour: Behaviour): void {
    this.#planned.push({ behaviour, until: instant });
  }

  /** Does its part for nobody until an instant: takes nothing, as `behaviour` says, and answers no question. */
  outUntil(instant: Instant, behaviour: Behaviour = { outcome: 'timeout-before' }): void {
    this.until(instant, behaviour);
    this.#answersFrom = instant;
  }

  async send(delivery: Delivery): Promise<DeliveryOutcome> {
    this.calls += 1;
    const behaviour = this.#behaviour();
    if (behaviour === undefined) return { outcome: 'accepted', providerId: this.#take(delivery) };
    if (behaviour.outcome === 'rejected' || behaviour.outcome === 'busy') return behaviour;
    if (behaviour.outcome === 'timeout-after') this.#take(delivery);
    return { outcome: 'uncertain', reason: 'The answer was lost.' };
  }

  async #sendTogether(deliveries: readonly Delivery[], key: string): Promise<TogetherOutcome> {
    this.calls += 1;
    const body = JSON.stringify(
      deliveries.map(({ to, message, tenant }) => [to, textFor(message, 'email', tenant)]),
    );
    const behaviour = this.#behaviour();
    if (behaviour?.outcome === 'rejected' || behaviour?.outcome === 'busy') return behaviour;
    if (behaviour?.outcome === 'timeout-before') return { outcome: 'uncertain', reason: 'No answer.' };
    const known = this.#calls.get(key);
    if (known !== undefined && this.#clock.now() - known.at < this.repeatableFor) {
      if (known.body !== body) return { outcome: 'uncertain', reason: 'The same key with another body.' };
      return behaviour === undefined
        ? known.outcome
        : { outcome: 'uncertain', reason: 'The answer was lost.' };
    }
    const each = deliveries.map((delivery) => {
      const refusal = this.refusing.get(delivery.message.id);
      return refusal ?? { outcome: 'accepted' as const, providerId: this.#takeAnew(delivery) };
    });
    const outcome = { outcome: 'taken', each } as const;
    this.#calls.set(key, { at: this.#clock.now(), body, outcome });
    return behaviour === undefined ? outcome : { outcome: 'uncertain', reason: 'The answer was lost.' };
  }

  async inquire(question: AttemptQuestion): Promise<Inquiry> {
    const { delivery, providerId, others } = question;
    const answers = this.answersQuestions && this.#clock.now() >= this.#answersFrom;
    if (!answers || (this.repeatableFor > 0 && providerId === undefined)) return { outcome: 'unknown' };
    const text = textFor(delivery.message, delivery.channel, delivery.tenant);
    const found = this.taken.find((taken) =>
      providerId === undefined
        ? taken.to === delivery.to && taken.text === text && !others.has(taken.providerId)
        : taken.providerId === providerId,
    );
    if (found === undefined) return { outcome: 'not-found' };
    const event = this.statuses.get(found.providerId);
    return event === undefined
      ? { outcome: 'in-transit', providerId: found.providerId }
      : { outcome: 'found', event };
  }

  #behaviour(): Behaviour | undefined {
    const [first] = this.#planned;
    if (first === undefined) return undefined;
    if (first.until === undefined) return this.#planned.shift()?.behaviour;
    if (this.#clock.now() < first.until) return first.behaviour;
    this.#planned.shift();
    return this.#behaviour();
  }

  #take(delivery: Delivery): string {
    const { message, number } = delivery;
    const known = this.taken.find(
      (taken) =>
        this.#clock.now() - taken.at < this.repeatableFor &&
        taken.messageId === message.id &&
        taken.number === number,
    );
    return known?.providerId ?? this.#takeAnew(delivery);
  }

  #takeAnew({ message, number, channel, to, tenant }: Delivery): string {
    const providerId = this.nextId();
    const text = textFor(message, channel, tenant) ?? '';
    this.taken.push({ providerId, messageId: message.id, number, channel, to, text, at: this.#clock.now() });
    return providerId;
  }
}
