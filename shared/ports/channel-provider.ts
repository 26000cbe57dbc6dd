import type { AttemptEvent } from '../domain/attempt.ts';
import type { SuppressionReason } from '../domain/address-facts.ts';
import type { Channel } from '../domain/channel.ts';
import type { Instant } from '../domain/instant.ts';
import type { Message } from '../domain/message.ts';
import type { Tenant } from '../domain/tenant.ts';

/** One attempt, ready for a provider. Everything it needs is here, and the same twice gives the same request. */
export interface Delivery {
  tenant: Tenant;
  message: Message;
  number: number;
  channel: Channel;
  to: string;
  /** WhatsApp only: free text is allowed. */
  windowOpen: boolean;
}

/**
 * What a provider made of a delivery.
 * `accepted`: it will try. `rejected`: it will not, nothing left; `suppress` when the address is bad for good.
 * `busy`: nothing left, ask again later; `unreachable` when there was no answer at all. `uncertain`: nobody knows whether it left.
 */
export type DeliveryOutcome =
  | { outcome: 'accepted'; providerId: string }
  | {
      outcome: 'rejected';
      errorCode: string;
      reason: string;
      suppress?: SuppressionReason;
      misconfigured?: boolean;
    }
  | { outcome: 'busy'; retryAfterSeconds: number; reason: string; unreachable?: boolean }
  | { outcome: 'uncertain'; reason: string };

/** What a provider made of a call for many. `taken`: it looked at each; what became of them, in their order. */
export type TogetherOutcome =
  | { outcome: 'taken'; each: readonly Extract<DeliveryOutcome, { outcome: 'accepted' | 'rejected' }>[] }
  | { outcome: 'not-together' }
  | Exclude<DeliveryOutcome, { outcome: 'accepted' }>;

/** What a provider knows of an attempt. `unknown`: it did not answer. */
export type Inquiry =
  | { outcome: 'found'; event: AttemptEvent }
  | { outcome: 'in-transit'; providerId: string }
  | { outcome: 'not-found' }
  | { outcome: 'unknown' };

/** A provider of one or more channels. Returns outcomes; throws only on our own faults (a missing secret), before anything left. */
export interface ChannelProvider {
  readonly name: string;
  /** For how long (milliseconds) after the first time the same delivery can be sent again without reaching the person twice; 0: never. */
  readonly repeatableFor: number;
  send(delivery: Delivery): Promise<DeliveryOutcome>;
  /**
   * Sends up to a hundred in one call, where the provider can. However often it is asked with the same key and the same
   * deliveries within `repeatableFor`, it sends once. `not-together`: one of them has to go alone; nothing was asked.
   */
  sendTogether?(deliveries: readonly Delivery[], key: string): Promise<TogetherOutcome>;
  /** Asks what became of an attempt: by its id, or by what it looked like, `others` being ids of other attempts. */
  inquire(question: AttemptQuestion): Promise<Inquiry>;
}

export interface AttemptQuestion {
  delivery: Delivery;
  providerId: string | undefined;
  claimedAt: Instant;
  now: Instant;
  others: ReadonlySet<string>;
}
