import type { Channel } from '../../domain/channel.ts';
import type { Conversation, NumberedConversation } from '../../domain/conversation.ts';
import { DAY, type Instant } from '../../domain/instant.ts';
import { mergePages, type Page } from '../../domain/page.ts';
import type {
  ConversationChange,
  ConversationCount,
  ConversationList,
  ConversationStore,
  ListRequest,
} from '../../ports/conversation-store.ts';
import {
  conversationItem,
  conversationOf,
  isTombstone,
  tombstone,
  INBOX_INDEXES,
  indexOf,
  partitionOfChanges,
  partitionOfList,
  SHELVES,
} from './conversation-items.ts';
import { conversationKey, sequenceKey } from './keys.ts';
import type { Item, Table } from './table.ts';

/** What a counter of the inbox shows at most. */
const COUNTED_AT_MOST = 99;
/** What one request of `BatchGetItem` takes. */
const AT_ONCE = 100;
/** Somebody else being quicker so often means that something is wrong. */
const TRIES = 20;

/** For how long applications that were away hear that a conversation is gone; after that they read all anew. */
const TOLD_FOR = 7 * DAY;

/** One item a conversation, in the partition of its person; see `conversation-items.ts`. */
export class DynamoConversationStore implements ConversationStore {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async get(prospectId: string): Promise<NumberedConversation | undefined> {
    const item = await this.#table.get(conversationKey(this.#tenantId, prospectId), true);
    return item === undefined || isTombstone(item) ? undefined : conversationOf(item);
  }

  async getMany(prospectIds: readonly string[]): Promise<readonly NumberedConversation[]> {
    const keys = [...new Set(prospectIds)].map((id) => conversationKey(this.#tenantId, id));
    const found: Item[] = [];
    for (let next = 0; next < keys.length; next += AT_ONCE)
      found.push(...(await this.#table.getMany(keys.slice(next, next + AT_ONCE))));
    return found.filter((item) => !isTombstone(item)).map(conversationOf);
  }

  async change(
    prospectId: string,
    now: Instant,
    change: (known: NumberedConversation | undefined) => Conversation | undefined,
  ): Promise<NumberedConversation | undefined> {
    const key = conversationKey(this.#tenantId, prospectId);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const known = await this.get(prospectId);
      const changed = change(known);
      if (changed === undefined || changed === known) return known;
      const seq = await this.#table.increment(sequenceKey(this.#tenantId), 'n');
      const numbered = { ...changed, seq };
      const listed = conversationItem(this.#tenantId, numbered);
      const item = { ...key, ...listed, at: now, expiresAt: this.#expiry(changed.lastAt) };
      const isWritten =
        known === undefined
          ? await this.#table.put(item, 'attribute_not_exists(pk) OR attribute_not_exists(c)')
          : await this.#table.put(item, 'seq = :before', { ':before': known.seq });
      if (isWritten) return numbered;
    }
    throw new Error('A conversation is being changed too often');
  }

  async list({ list, channel, unread, limit, after }: ListRequest): Promise<Page<NumberedConversation>> {
    const { index, list: name, newestFirst } = indexOf(list);
    const shelves = SHELVES.filter(
      (shelf) =>
        (channel === undefined || shelf.channel === channel) &&
        (unread === undefined || shelf.unread === unread),
    );
    const found = await Promise.all(
      shelves.map((shelf) =>
        this.#table.page({
          index,
          pk: partitionOfList(this.#tenantId, name, shelf),
          after,
          reverse: newestFirst,
          limit,
        }),
      ),
    );
    const place = (item: Item): string => item[index.sk] as string;
    const order = newestFirst ? 'descending' : 'ascending';
    const page = await mergePages(found, { limit, place, order });
    return { ...page, items: page.items.map(conversationOf) };
  }

  async count(list: ConversationList, channel: Channel): Promise<ConversationCount> {
    const { index, list: name } = indexOf(list);
    const counts = await Promise.all(
      [true, false].map((unread) =>
        this.#table.count({
          index,
          pk: partitionOfList(this.#tenantId, name, { channel, unread }),
          limit: COUNTED_AT_MOST + 1,
        }),
      ),
    );
    const count = counts.reduce((sum, one) => sum + one, 0);
    return { count: Math.min(count, COUNTED_AT_MOST), atLeast: count > COUNTED_AT_MOST };
  }

  async changedSince(seq: number, limit: number): Promise<Page<ConversationChange>> {
    const pk = partitionOfChanges(this.#tenantId);
    const page = await this.#table.page({ index: INBOX_INDEXES.changes, pk, after: seq, limit });
    return { ...page, items: page.items.map(changeOf) };
  }

  async lastSeq(): Promise<number> {
    const item = await this.#table.get(sequenceKey(this.#tenantId), true);
    return (item?.['n'] as number | undefined) ?? 0;
  }

  async remove(prospectId: string, now: Instant): Promise<number | undefined> {
    if ((await this.get(prospectId)) === undefined) return undefined;
    const key = conversationKey(this.#tenantId, prospectId);
    const seq = await this.#table.increment(sequenceKey(this.#tenantId), 'n');
    await this.#table.put({
      ...key,
      ...tombstone(this.#tenantId, prospectId, seq),
      at: now,
      expiresAt: Math.ceil((now + TOLD_FOR) / 1_000),
    });
    return seq;
  }

  #expiry(lastAt: Instant): number {
    return Math.ceil((lastAt + this.#retentionDays * DAY) / 1_000);
  }
}

function changeOf(item: Item): ConversationChange {
  return {
    seq: item['seq'] as number,
    at: item['at'] as number,
    ...(isTombstone(item)
      ? { prospectId: item['gone'] as string }
      : { prospectId: conversationOf(item).prospectId, conversation: conversationOf(item) }),
  };
}
