import type { Channel } from './channel.ts';
import type { Instant } from './instant.ts';

/** Why an address must not be used on a channel. */
export type SuppressionReason = 'opted-out' | 'invalid' | 'bounced' | 'complained';

/** A suppression, with the proof of where it came from. */
export interface Suppression {
  reason: SuppressionReason;
  /** What the person wrote or what the provider answered: `STOP`, `21610`. */
  text: string;
  source: string;
  at: Instant;
}

/** A suppression of somebody who asked to be forgotten: it binds, and says nothing of the person. */
export function withoutProof({ reason, at }: Suppression): Suppression {
  return { reason, text: '', source: 'erased', at };
}

/** What is known of one address on one channel. */
export interface AddressFacts {
  suppression?: Suppression;
  /** The person's last message to us from there: WhatsApp's 24-hour window runs from it. */
  lastInboundAt?: Instant;
  /** When a person who was reached there, and was erased since, had refused advertising. */
  marketingRefusedAt?: Instant;
  /** The person whom it leads to: who was written to there last. */
  owner?: string;
  /** Everybody who was ever known at it. */
  people?: readonly string[];
}

export type AddressBook = Partial<Record<Channel, AddressFacts>>;
