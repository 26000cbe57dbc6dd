import type { Attempt, AttemptEvent } from '../domain/attempt.ts';
import type { PackedRecipient } from '../domain/broadcast.ts';
import type { Instant } from '../domain/instant.ts';
import type { Message, MessageType } from '../domain/message.ts';
import type { Deferral, MessageRecord, Slot } from '../domain/message-record.ts';
import type { Page } from '../domain/page.ts';

/** Another claim or ending already holds the slot. */
export interface SlotTaken {
  outcome: 'taken';
  by: Slot;
}

/**
 * What happened to a report: `repeated` when this very one is there already, `unchanged` when an earlier one of its
 * status is, `unknown` without such an attempt.
 */
export type RecordOutcome = 'recorded' | 'repeated' | 'unchanged' | 'unknown';

/** With the attempt as it is now, unless there is none. */
export type Recorded =
  | { outcome: Exclude<RecordOutcome, 'unknown'>; attempt: Attempt }
  | { outcome: 'unknown'; attempt?: undefined };

/** The command that was put back, and whether the attempt may have left before it. */
export interface PutBack {
  ticket: string;
  mayHaveLeft?: boolean;
}

/**
 * The messages of one tenant: a repository is bound to its tenant when it is made and cannot reach another's.
 * What a broadcast is for one person is a message as soon as its first slot is taken, like any other afterwards; what its
 * pack knows of an attempt is a part of the attempt. Every write is one conditional write of one item; any method may
 * throw when storage does not answer, and can be called again.
 */
export interface MessageStore {
  /** Writes an accepted message; `exists` when that id is there already (nothing changes). */
  create(message: Message): Promise<'created' | 'exists'>;
  /** A message and all that became of it, consistent with every write answered before. */
  load(messageId: string): Promise<MessageRecord | undefined>;
  /**
   * The same for a message that the caller holds, even when it is not stored (yet): the submission enqueues first and
   * writes afterwards.
   */
  follow(message: Message): Promise<{ record: MessageRecord; isStored: boolean }>;
  /** One attempt, consistent; undefined when the slot is free or holds an ending. */
  loadAttempt(messageId: string, number: number): Promise<Attempt | undefined>;
  /**
   * Takes a slot for an attempt (its events empty) or an ending. Exactly one caller gets each slot; the one that has
   * it gets it again.
   */
  takeSlot(messageId: string, slot: Slot): Promise<{ outcome: 'taken-by-you' } | SlotTaken>;
  /**
   * The same for the first slot of what a broadcast is for one person: the attempt names broadcast and pack, and the slot
   * keeps whom and what is theirs.
   */
  takePackedSlot(
    recipient: PackedRecipient,
    type: MessageType,
    attempt: Attempt,
  ): Promise<{ outcome: 'taken-by-you' } | SlotTaken>;
  /** The first slots of up to 100 messages, by message, where there are any; consistent. */
  firstSlots(messageIds: readonly string[]): Promise<ReadonlyMap<string, Slot>>;
  /** Takes over a released or expired claim, unless it changed hands or has a result: then `lost`. */
  reclaim(messageId: string, attempt: Attempt, previousOwner: string): Promise<'reclaimed' | 'lost'>;
  /**
   * Gives the claim back, so that the same attempt can be made later: by anyone, or with `ticket` by the command that
   * carries it. A doubt whether it has left stays for good. `lost` when the claim is not held by `owner`.
   */
  release(messageId: string, number: number, owner: string, put?: PutBack): Promise<'released' | 'lost'>;
  /**
   * Adds a report to an attempt; commutative and idempotent, see `domain/attempt.ts`. What it proves for the first time
   * (`domain/milestone.ts`) keeps its instant for good.
   */
  recordEvent(messageId: string, number: number, event: AttemptEvent): Promise<Recorded>;
  /**
   * Keeps what a report is about to prove, without recording it: so that it can be told first. The attempt as it is now;
   * undefined without one.
   */
  announceEvent(messageId: string, number: number, event: AttemptEvent): Promise<Attempt | undefined>;
  /** Notes that routing put the message off. */
  defer(messageId: string, deferral: Deferral): Promise<void>;
  /**
   * How many messages of a type were accepted for a prospect since an instant, and before the message `before` if
   * given. Those that ended without an attempt reached nobody and are not counted.
   */
  countSince(prospectId: string, type: MessageType, since: Instant, before?: string): Promise<number>;
  /** The last messages of a prospect, the newest first, before one if given; forgotten ones are left out. Consistent. */
  recent(prospectId: string, limit: number, before?: string): Promise<Page<MessageRecord>>;
  /** Every message of a prospect that was not forgotten, the oldest first, with all that became of it; consistent. */
  thread(prospectId: string): Promise<readonly MessageRecord[]>;
  /**
   * Forgets what a message said, to whom, and what providers said of it. Its slots stay taken: whoever still holds a
   * command finds out that there is nothing left to do.
   */
  forget(record: MessageRecord): Promise<void>;
  /** Provider ids of all attempts of a prospect's messages accepted since an instant. */
  providerIdsSince(prospectId: string, since: Instant): Promise<ReadonlySet<string>>;
}
