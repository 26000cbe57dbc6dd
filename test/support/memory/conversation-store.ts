import { CHANNELS, type Channel } from '../../../shared/domain/channel.ts';
import type { Conversation, NumberedConversation } from '../../../shared/domain/conversation.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { type Page, readUpTo, takePage } from '../../../shared/domain/page.ts';
import type {
  ConversationChange,
  ConversationCount,
  ConversationList,
  ConversationStore,
  ListRequest,
} from '../../../shared/ports/conversation-store.ts';

const COUNTED_AT_MOST = 99;

/** The conversations of one tenant. */
export class MemoryConversationStore implements ConversationStore {
  readonly #conversations = new Map<string, NumberedConversation>();
  readonly #changes = new Map<string, { seq: number; at: Instant }>();
  #seq = 0;

  async get(prospectId: string): Promise<NumberedConversation | undefined> {
    return structuredClone(this.#conversations.get(prospectId));
  }

  async getMany(prospectIds: readonly string[]): Promise<readonly NumberedConversation[]> {
    const found = await Promise.all([...new Set(prospectIds)].map((id) => this.get(id)));
    return found.filter((one) => one !== undefined);
  }

  async change(
    prospectId: string,
    now: Instant,
    change: (known: NumberedConversation | undefined) => Conversation | undefined,
  ): Promise<NumberedConversation | undefined> {
    const known = structuredClone(this.#conversations.get(prospectId));
    const changed = change(known);
    if (changed === undefined || changed === known) return known;
    const seq = (this.#seq += 1);
    const numbered = structuredClone({ ...changed, seq });
    this.#conversations.set(prospectId, numbered);
    this.#changes.set(prospectId, { seq, at: now });
    return structuredClone(numbered);
  }

  async list({ list, channel, unread, limit, after }: ListRequest): Promise<Page<NumberedConversation>> {
    const newestFirst = list.kind !== 'waiting' && list.kind !== 'snoozed';
    const found = [...this.#conversations.values()]
      .filter((one) => one.mergedInto === undefined && isIn(list, one))
      .filter((one) => channel === undefined || one.channel === channel)
      .filter((one) => unread === undefined || one.unread > 0 === unread)
      .map((one) => ({ one, position: `${String(placeIn(list, one)).padStart(16, '0')} ${one.prospectId}` }))
      .sort((a, b) => (a.position < b.position === newestFirst ? 1 : -1));
    const rest = found.filter(
      ({ position }) => after === undefined || (newestFirst ? position < after : position > after),
    );
    const page = await takePage(rest, limit, ({ position }) => position);
    return { ...page, items: structuredClone(page.items.map(({ one }) => one)) };
  }

  async count(list: ConversationList, channel: Channel): Promise<ConversationCount> {
    const read = (limit: number, after?: string) => this.list({ list, channel, limit, after });
    const { length } = await readUpTo(COUNTED_AT_MOST + 1, read);
    return { count: Math.min(length, COUNTED_AT_MOST), atLeast: length > COUNTED_AT_MOST };
  }

  async changedSince(seq: number, limit: number): Promise<Page<ConversationChange>> {
    const later = [...this.#changes].filter(([, change]) => change.seq > seq);
    const changes = later
      .sort(([, a], [, b]) => a.seq - b.seq)
      .map(([prospectId, change]) => {
        const conversation = this.#conversations.get(prospectId);
        return {
          ...change,
          prospectId,
          ...(conversation && { conversation: structuredClone(conversation) }),
        };
      });
    return takePage(changes, limit, (change) => String(change.seq));
  }

  async lastSeq(): Promise<number> {
    return this.#seq;
  }

  async remove(prospectId: string, now: Instant): Promise<number | undefined> {
    if (!this.#conversations.delete(prospectId)) return undefined;
    const seq = (this.#seq += 1);
    this.#changes.set(prospectId, { seq, at: now });
    return seq;
  }

  all(): readonly NumberedConversation[] {
    return [...this.#conversations.values()];
  }
}

function isIn(list: ConversationList, one: Conversation): boolean {
  const isAsleep = one.snoozedUntil !== undefined;
  const waits = one.waitingSince !== undefined;
  switch (list.kind) {
    case 'all':
      return CHANNELS.includes(one.channel);
    case 'waiting':
      return waits && !isAsleep;
    case 'snoozed':
      return isAsleep;
    case 'failed':
      return one.failedAt !== undefined;
    case 'unassigned':
      return one.assignee === undefined && (waits || isAsleep || one.failedAt !== undefined);
    case 'assigned':
      return one.assignee === list.to;
  }
}

function placeIn(list: ConversationList, one: Conversation): Instant {
  const places = { waiting: one.waitingSince, snoozed: one.snoozedUntil, failed: one.failedAt };
  const place = list.kind in places ? places[list.kind as keyof typeof places] : one.lastAt;
  return place ?? 0;
}
