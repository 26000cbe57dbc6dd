import type { AddressBook } from '../domain/address-facts.ts';
import type { DeliverableChannel } from '../domain/channel.ts';
import type { Instant } from '../domain/instant.ts';
import type { Addresses, Prospect } from '../domain/prospect.ts';
import type { KnownPerson } from '../domain/segment.ts';

/** What is recorded of somebody, and known of the addresses asked about and recorded. */
export interface LookedUp {
  prospect: Prospect | undefined;
  facts: AddressBook;
  /** When the person was last erased, also if they are known again. */
  erasedAt?: Instant;
}

/**
 * The people of one tenant, many at a time. Bound to its tenant. Methods throw when storage does not answer and can be
 * called again.
 */
export interface People {
  /** Puts somebody of whom a record is kept on the roll, so that `everybody` finds them. */
  enrol(prospectId: string): Promise<void>;
  strike(prospectId: string): Promise<void>;
  /**
   * Everybody on the roll of whom a record is kept, but for those who were merged into another; a page at a time, in no
   * order that means anything. `next`: where to go on, absent at the end. A page may be empty.
   */
  everybody(after?: string): Promise<{ people: readonly KnownPerson[]; next?: string }>;
  /**
   * Records and addresses of many, in their order; what is given of an address goes before what is recorded. Addresses
   * on some channels, or on all of them.
   */
  lookUp(
    asked: readonly (Addresses & { id: string })[],
    channels?: readonly DeliverableChannel[],
  ): Promise<readonly LookedUp[]>;
  /** Some of them, in no order, also those merged into another; of whom no record is kept is left out. Consistent. */
  find(prospectIds: readonly string[]): Promise<readonly KnownPerson[]>;
  /** Whoever's id has this key (`prospectKey`) opened what they were sent. Kept to the day, of known people. */
  noteEngagement(prospectKey: string, at: Instant): Promise<void>;
  /** The same for who clicked, answered or wrote. */
  noteContact(prospectKey: string, at: Instant): Promise<void>;
  /** Writes down the day as the one on which somebody was recorded, when none is known of a person who is. */
  noteRecorded(prospectId: string, at: Instant): Promise<void>;
}
