import type { Instant } from '../../shared/domain/instant.ts';
import type { Chance } from './chance.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Everything that goes wrong out there, with how often it may: one of these rates is drawn for each seed. */
export const FAULT_RATES = {
  /** The function dies before the call has its effect, or before it hears of it. Drawn at every call. */
  'crash-before': [0.005, 0.02, 0.08],
  'crash-after': [0.005, 0.02, 0.08],
  /** Storage, a queue, the scheduler or the bus does not answer: nothing happened, or it did. */
  'call-fails': [0.005, 0.02, 0.08],
  'answer-lost': [0.005, 0.02, 0.08],
  /** The SDK lost the answer and asked again by itself. */
  'call-repeated': [0.01, 0.1],
  /** The function stands still for up to 40 seconds. */
  freeze: [0.005, 0.05],
  /** SQS delivers a record that is in flight, or deleted, once more. */
  redelivery: [0.01, 0.1, 0.5],
  /** A record waits behind those of others. */
  'queue-backlog': [0.02, 0.2],
  /** The clock of one run is wrong by up to five minutes. */
  'skewed-clock': [0.1, 0.5],
  'schedule-late': [0.1, 0.5],
  'schedule-twice': [0.05, 0.5],
  /** The provider took the message, or did not, and its answer never came. */
  'provider-times-out-after': [0.02, 0.2],
  'provider-times-out-before': [0.02, 0.2],
  /** The provider took it after we had stopped waiting. */
  'provider-takes-late': [0.02, 0.2],
  'provider-resets': [0.02, 0.2],
  'provider-unreachable': [0.02, 0.2],
  'provider-busy': [0.05, 0.3],
  /** Nothing but 5xx for ten minutes. */
  'provider-storm': [0.05, 0.3],
  /** The provider is out for minutes to hours of a third of a day: it takes nothing and answers no question. */
  'provider-outage': [0.3, 0.8],
  'address-refused': [0.1, 0.4],
  'question-unanswered': [0.1, 0.5],
  /** The provider's list does not show for a while what it took. */
  'list-lags': [0.05, 0.4],
  'webhook-lost': [0.05, 0.5, 1],
  'webhook-twice': [0.05, 0.5],
  'webhook-late': [0.1, 0.5],
} as const;

export type Fault = keyof typeof FAULT_RATES;
export const FAULTS = Object.keys(FAULT_RATES) as Fault[];

/** How likely each fault is, where it can happen; absent: never. */
export type FaultRates = Readonly<Partial<Record<Fault, number>>>;

/** A fault at one place: `crash-after: send-sms m1 #1, messages.takeSlot (4)`. */
export type FaultName = string;

/** Decides on every fault of one seed, until the world gets better. */
export class Faults {
  readonly #chance: Chance;
  readonly #time: VirtualTime;
  readonly #rates: FaultRates;
  readonly #until: Instant;
  readonly #without: ReadonlySet<FaultName>;
  /** What went wrong, in order. */
  readonly struck = new Set<FaultName>();

  constructor(
    chance: Chance,
    time: VirtualTime,
    { rates, until, without }: { rates: FaultRates; until: Instant; without: ReadonlySet<FaultName> },
  ) {
    this.#chance = chance;
    this.#time = time;
    this.#rates = rates;
    this.#until = until;
    this.#without = without;
  }

  strikes(fault: Fault, place: string): boolean {
    const rate = this.#rates[fault];
    if (rate === undefined || this.#time.now >= this.#until) return false;
    const name = `${fault}: ${place}`;
    if (this.#without.has(name) || !this.#chance.happens(name, rate)) return false;
    this.struck.add(name);
    return true;
  }

  /** Has this fault struck at a place that begins so? */
  hasStruck(fault: Fault, place: string): boolean {
    for (const name of this.struck) if (name.startsWith(`${fault}: ${place}`)) return true;
    return false;
  }
}
