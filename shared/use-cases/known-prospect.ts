import type { AddressBook } from '../domain/address-facts.ts';
import { DELIVERABLE_CHANNELS, type DeliverableChannel } from '../domain/channel.ts';
import { newestConsent } from '../domain/consent.ts';
import type { Instant } from '../domain/instant.ts';
import type { Message } from '../domain/message.ts';
import { addressFor, type Prospect } from '../domain/prospect.ts';
import type { LookedUp } from '../ports/people.ts';
import type { ProspectStore } from '../ports/prospect-store.ts';

export interface KnownProspect {
  message: Message;
  addresses: AddressBook;
  /** What was recorded of the person. */
  stored: Prospect | undefined;
  erasedAt?: Instant;
}

/**
 * The message with its prospect completed by what is recorded (what the message says wins, field by field), and what
 * is known of its addresses on some channels, or on all of them. One request, and a second one where only the record
 * knows an address.
 */
export async function knownProspect(
  prospects: ProspectStore,
  message: Message,
  channels: readonly DeliverableChannel[] = DELIVERABLE_CHANNELS,
): Promise<KnownProspect> {
  const given = message.prospect;
  const found = await prospects.lookUp(given.id, given, channels);
  const { prospect: stored, facts } = found;
  const erasure = erasureOf(found);
  if (stored === undefined) return { message, addresses: facts, stored, ...erasure };
  const prospect = mergeProspects(stored, given);
  const others = channels.filter(
    (channel) => addressFor(channel, given) === undefined && addressFor(channel, prospect) !== undefined,
  );
  const addresses =
    others.length === 0 ? facts : { ...facts, ...(await prospects.addressFacts(prospect, others)) };
  return { message: { ...message, prospect }, addresses, stored, ...erasure };
}

/**
 * When the person was last erased. One who is known by an address alone may be who was erased under another id: then the
 * address tells. Where there is a record, the address is shared with another person, and does not.
 */
export function erasureOf({ prospect, facts, erasedAt }: LookedUp): { erasedAt?: Instant } {
  const atAddresses = prospect === undefined ? Object.values(facts) : [];
  const instants = [erasedAt, ...atAddresses.map((known) => known.erasedAt)].filter((at) => at !== undefined);
  return instants.length === 0 ? {} : { erasedAt: Math.max(...instants) };
}

/** What is recorded of somebody, with what is given: that goes before, field by field. */
export function mergeProspects(stored: Prospect, given: Prospect): Prospect {
  const merged: Prospect = { ...stored, ...given };
  if (stored.preferences !== undefined) merged.preferences = { ...stored.preferences, ...given.preferences };
  if (stored.project !== undefined) merged.project = { ...stored.project, ...given.project };
  const marketing = newestConsent(stored.consents?.marketing, given.consents?.marketing);
  if (marketing !== undefined) merged.consents = { marketing };
  return merged;
}
