import type { AddressBook, Suppression } from '../domain/address-facts.ts';
import type { Channel, DeliverableChannel } from '../domain/channel.ts';
import type { Instant } from '../domain/instant.ts';
import type { Addresses, Consent, ConsentPurpose, Prospect, Ties } from '../domain/prospect.ts';

/** Instants that are kept beside a person's record. */
export interface Marks {
  /** When the person was last erased, also if they are known again. */
  erasedAt?: Instant;
  /** When what is recorded was said, by a request or by who writes records; the latest. */
  saidAt?: Instant;
}

/**
 * The prospects of one tenant and what is known of their addresses. Bound to its tenant. Methods throw when storage
 * does not answer and can be called again.
 */
export interface ProspectStore {
  get(prospectId: string): Promise<Prospect | undefined>;
  /**
   * The prospect and what is known of the given addresses on some channels (all of them unless told), in one request,
   * consistent.
   */
  lookUp(
    prospectId: string,
    addresses: Addresses,
    channels?: readonly DeliverableChannel[],
  ): Promise<{ prospect: Prospect | undefined; facts: AddressBook }>;
  /**
   * Replaces the prospect's fields; consents are kept unless the new value has them. The addresses lead to the person
   * from now on, unless they lead to somebody already. `news`: when this was said, if it is new.
   */
  put(prospect: Prospect, news?: Instant): Promise<void>;
  /**
   * The same, but for consents, where the record still says what was read of it (`before`) and the person was not erased
   * since this was said of them; otherwise `lost`, and nothing is written. `at`: when it is recorded. `saidAt` is kept
   * where it is the latest.
   */
  save(
    prospect: Prospect,
    before: Prospect | undefined,
    said: { saidAt: Instant; at: Instant },
  ): Promise<'saved' | 'lost'>;
  /** Consistent. */
  marks(prospectId: string): Promise<Marks>;
  /** From now on the address leads to this person. */
  noteOwner(channel: Channel, address: string, prospectId: string): Promise<void>;
  /** Consistent. */
  ties(prospectId: string): Promise<Ties>;
  /** Makes one person of two: `into` is shown, with all that `prospectId` said. */
  merge(prospectId: string, into: string): Promise<void>;
  unmerge(prospectId: string, from: string): Promise<void>;
  /** Records a consent or a refusal; false when there is no such prospect. */
  recordConsent(prospectId: string, purpose: ConsentPurpose, consent: Consent): Promise<boolean>;
  /** Records a refusal, also of a person that nothing else is known of. */
  recordRefusal(prospectId: string, purpose: ConsentPurpose, refusal: Consent): Promise<void>;
  /** What is known of each address on some channels, or on all of them. */
  addressFacts(addresses: Addresses, channels?: readonly DeliverableChannel[]): Promise<AddressBook>;
  /** From now on the address must not be used on the channel. */
  suppress(channel: Channel, address: string, suppression: Suppression): Promise<void>;
  /** Forgets a person's record, whether there is one or not, but for the instant. */
  remove(prospectId: string, at: Instant): Promise<void>;
  /** Forgets what is known of an address, but for the fact that it must not be used. */
  forgetAddress(channel: Channel, address: string): Promise<void>;
  /** The person wanted at `at` to hear from us again; lifts nothing but an earlier opt-out. */
  liftOptOut(channel: Channel, address: string, at: Instant): Promise<void>;
  /** The person wrote to us: opens WhatsApp's 24-hour window. Keeps the latest instant. */
  noteInbound(channel: Channel, address: string, at: Instant): Promise<void>;
}
