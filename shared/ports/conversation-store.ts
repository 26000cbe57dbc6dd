import type { Channel } from '../domain/channel.ts';
import type { Instant } from '../domain/instant.ts';
import type { AgentId, Conversation, NumberedConversation } from '../domain/conversation.ts';
import type { Page } from '../domain/page.ts';

/** A list of conversations, in an order of its own: what waits longest, what wakes first, else the newest first. */
export type ConversationList =
  | { kind: 'all' | 'waiting' | 'snoozed' | 'failed' | 'unassigned' }
  | { kind: 'assigned'; to: AgentId };

export interface ListRequest {
  list: ConversationList;
  channel?: Channel | undefined;
  unread?: boolean | undefined;
  limit: number;
  /** The position after which to go on: that of the last one read. */
  after?: string | undefined;
}

/** `atLeast`: counted no further. */
export interface ConversationCount {
  count: number;
  atLeast: boolean;
}

/** A change of the inbox, and what is there since; nothing when the conversation is gone. */
export interface ConversationChange {
  seq: number;
  at: Instant;
  prospectId: string;
  conversation?: NumberedConversation;
}

/**
 * The conversations of one tenant. Lists cost the same however many there are, and may be a moment behind. Methods
 * throw when storage does not answer and can be called again.
 */
export interface ConversationStore {
  /** Consistent. */
  get(prospectId: string): Promise<NumberedConversation | undefined>;
  /** Some of them, in no order; those that do not exist are left out. */
  getMany(prospectIds: readonly string[]): Promise<readonly NumberedConversation[]>;
  /**
   * Changes what is known into what `change` makes of it; again when somebody else was quicker. Nothing is written,
   * and undefined or what is known answered, when it answers that.
   */
  change(
    prospectId: string,
    now: Instant,
    change: (known: NumberedConversation | undefined) => Conversation | undefined,
  ): Promise<NumberedConversation | undefined>;
  list(request: ListRequest): Promise<Page<NumberedConversation>>;
  /** At most 99 of each channel are counted. */
  count(list: ConversationList, channel: Channel): Promise<ConversationCount>;
  /** Those that changed after a number, in the order of their changes. Changes of one moment may show out of order. */
  changedSince(seq: number, limit: number): Promise<Page<ConversationChange>>;
  /** The number of the last change. */
  lastSeq(): Promise<number>;
  /** Forgets it, and answers the number of that change; applications hear for a week that it is gone. */
  remove(prospectId: string, now: Instant): Promise<number | undefined>;
}
