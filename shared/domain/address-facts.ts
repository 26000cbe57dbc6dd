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
  /** When a person who was reached there was erased. */
  erasedAt?: Instant;
  /** When a person who was reached there, and was erased since, had refused advertising. */
  marketingRefusedAt?: Instant;
  /** The person whom it leads to: who was written to there last. */
  owner?: string;
  /** Everybody who was ever known at it. */
  people?: readonly string[];
}

export type AddressBook = Partial<Record<Channel, AddressFacts>>;

/** What is known of one address under two spellings: what binds more, and what is newer. */
export function factsTogether(one: AddressFacts, other: AddressFacts): AddressFacts {
  const suppression = stronger(one.suppression, other.suppression);
  const heard = [one, other].flatMap(({ lastInboundAt }) => lastInboundAt ?? []);
  const people = [...new Set([...(one.people ?? []), ...(other.people ?? [])])].sort();
  const owner = one.owner ?? other.owner;
  const erased = [one, other].flatMap(({ erasedAt }) => erasedAt ?? []);
  const refused = [one, other].flatMap(({ marketingRefusedAt }) => marketingRefusedAt ?? []);
  return {
    ...(owner !== undefined && { owner }),
    ...(people.length > 0 && { people }),
    ...(suppression !== undefined && { suppression }),
    ...(heard.length > 0 && { lastInboundAt: Math.max(...heard) }),
    ...(erased.length > 0 && { erasedAt: Math.max(...erased) }),
    ...(refused.length > 0 && { marketingRefusedAt: Math.max(...refused) }),
  };
}

/** What the person asked for outweighs what a provider reports; else the later. */
function stronger(one: Suppression | undefined, other: Suppression | undefined): Suppression | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const isAskedFor = (suppression: Suppression): boolean => suppression.reason === 'opted-out';
  if (isAskedFor(one) !== isAskedFor(other)) return isAskedFor(one) ? one : other;
  return other.at > one.at ? other : one;
}
