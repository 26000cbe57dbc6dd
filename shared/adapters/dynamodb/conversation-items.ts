import { type Channel, CHANNELS } from '../../domain/channel.ts';
import type { Conversation, NumberedConversation } from '../../domain/conversation.ts';
import type { Instant } from '../../domain/instant.ts';
import { prospectKey, ulidTime } from '../../domain/message-id.ts';
import type { ConversationList } from '../../ports/conversation-store.ts';
import type { Index } from './key-range.ts';
import type { Item } from './table.ts';

/**
 * The indexes of the inbox. Each conversation is in a partition of each by tenant, list, channel and whether it is
 * unread; a list over several of those merges them. Sparse: what has no key is not in the index.
 */
export const INBOX_INDEXES = {
  /** Everything, by its last message. */
  activity: { name: 'activity', pk: 'inAll', sk: 'byActivity' },
  /** What waits or sleeps, by since or until when. */
  state: { name: 'state', pk: 'inState', sk: 'byState' },
  /** Whose it is, by its last message; without anybody while there is something to do. */
  assignee: { name: 'assignee', pk: 'inAssignee', sk: 'byActivity' },
  failure: { name: 'failure', pk: 'inFailed', sk: 'byFailure' },
  /** By the number of the last change. */
  changes: { name: 'changes', pk: 'inChanges', sk: 'seq' },
} as const satisfies Record<string, Index>;

interface ListedIn {
  index: Index;
  list: string;
  /** The last comes first. */
  newestFirst: boolean;
}

/** Where a list is read. */
export function indexOf(list: ConversationList): ListedIn {
  const { activity, state, assignee, failure } = INBOX_INDEXES;
  switch (list.kind) {
    case 'all':
      return { index: activity, list: 'all', newestFirst: true };
    case 'waiting':
      return { index: state, list: 'waiting', newestFirst: false };
    case 'snoozed':
      return { index: state, list: 'snoozed', newestFirst: false };
    case 'failed':
      return { index: failure, list: 'failed', newestFirst: true };
    case 'unassigned':
      return { index: assignee, list: 'unassigned', newestFirst: true };
    case 'assigned':
      return { index: assignee, list: `to ${list.to}`, newestFirst: true };
  }
}

export interface Shelf {
  channel: Channel;
  unread: boolean;
}

export const SHELVES: readonly Shelf[] = CHANNELS.flatMap((channel) => [
  { channel, unread: true },
  { channel, unread: false },
]);

export function partitionOfList(tenantId: string, list: string, { channel, unread }: Shelf): string {
  return `${tenantId}#L#${list}#${channel}#${unread ? 'unread' : 'read'}`;
}

export const partitionOfChanges = (tenantId: string): string => `${tenantId}#L#changes`;

/** `c`: the conversation as text; the rest are keys of indexes. What is merged into another is in no list. */
export function conversationItem(tenantId: string, known: NumberedConversation): Item {
  const { seq, ...conversation } = known;
  const shelf = { channel: known.channel, unread: known.unread > 0 };
  const listed = (list: string | undefined): string | undefined =>
    list === undefined || known.mergedInto !== undefined ? undefined : partitionOfList(tenantId, list, shelf);
  const position = (at: Instant | undefined): string | undefined =>
    at === undefined ? undefined : `${ulidTime(at)}${prospectKey(known.prospectId)}`;
  const isAsleep = known.snoozedUntil !== undefined;
  const isOpen = isAsleep || known.waitingSince !== undefined || known.failedAt !== undefined;
  const inState = isAsleep ? 'snoozed' : known.waitingSince === undefined ? undefined : 'waiting';
  const inAssignee =
    known.assignee === undefined ? (isOpen ? 'unassigned' : undefined) : `to ${known.assignee}`;
  return {
    c: JSON.stringify(conversation),
    seq,
    inChanges: partitionOfChanges(tenantId),
    inAll: listed('all'),
    byActivity: position(known.lastAt),
    inState: listed(inState),
    byState: inState === undefined ? undefined : position(known.snoozedUntil ?? known.waitingSince),
    inAssignee: listed(inAssignee),
    inFailed: listed(known.failedAt === undefined ? undefined : 'failed'),
    byFailure: position(known.failedAt),
  };
}

export function conversationOf(item: Item): NumberedConversation {
  return { ...(JSON.parse(item['c'] as string) as Conversation), seq: item['seq'] as number };
}

/** What is left of a conversation that was forgotten, for applications that still show it. */
export function tombstone(tenantId: string, prospectId: string, seq: number): Item {
  return { gone: prospectId, seq, inChanges: partitionOfChanges(tenantId) };
}

export const isTombstone = (item: Item): boolean => item['c'] === undefined;
