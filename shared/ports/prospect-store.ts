import type { AddressBook, Suppression } from '../domain/address-facts.ts';
import type { Channel, DeliverableChannel } from '../domain/channel.ts';
import type { Instant } from '../domain/instant.ts';
import type { Addresses, Consent, ConsentPurpose, Prospect, Ties } from '../domain/prospect.ts';
import type { LookedUp } from './people.ts';

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
  ): Promise<LookedUp>;
  /**
   * Replaces the prospect's fields; consents are kept unless the new value has them. The addresses lead to the person
   * from now on, unless they lead to somebody already. `news`: when this was said, if it is new.
   */
  put(prospect: Prospect, news?: Instant): Promise<void>;
  /**
  /**
   * Replaces the fields of a known prospect by what `change` makes of them, as `put` does and for nothing that was
   * written meanwhile: then it asks `change` again. `now`: when this was said, if anything changes. Both values as they
   * were written; undefined where there is no such prospect. @throws Error when others are quicker again and again.
   */
  change(
    prospectId: string,
    change: (known: Prospect) => Prospect,
    now: Instant,
  ): Promise<{ before: Prospect; after: Prospect } | undefined>;
  /**
   * The same as `put`, but for consents, where the record still says what was read of it (`before`) and the person was not
   * erased since this was said of them; otherwise `lost`, and nothing is written. `at`: when it is recorded. `saidAt` is
   * kept where it is the latest.
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
  /** Records a consent or a refusal, unless a newer one is recorded; false when there is no such prospect. */
  recordConsent(prospectId: string, purpose: ConsentPurpose, consent: Consent): Promise<boolean>;
  /** Records a refusal, also of a person that nothing else is known of. */
  recordRefusal(prospectId: string, purpose: ConsentPurpose, refusal: Consent): Promise<void>;
  /** What is known of each address on some channels, or on all of them. */
  addressFacts(addresses: Addresses, channels?: readonly DeliverableChannel[]): Promise<AddressBook>;
  /** From now on the address must not be used on the channel. */
  suppress(channel: Channel, address: string, suppression: Suppression): Promise<void>;
  /** Forgets a person's record, whether there is one or not, but for the instant. */
  remove(prospectId: string, at: Instant): Promise<void>;
  /**
   * Forgets what is known of an address, but for the fact that it must not be used, or not for advertising: when that was
   * refused last, if the person who is forgotten refused it. `at`: when they were erased.
   */
  forgetAddress(channel: Channel, address: string, at: Instant, refusedAt?: Instant): Promise<void>;
  /** The person wanted at `at` to hear from us again; lifts nothing but an earlier opt-out. */
  liftOptOut(channel: Channel, address: string, at: Instant): Promise<void>;
  /** The person wrote to us: opens WhatsApp's 24-hour window. Keeps the latest instant. */
  noteInbound(channel: Channel, address: string, at: Instant): Promise<void>;
}
