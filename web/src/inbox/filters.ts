import type { Channel, ConversationView, View } from '../api/types.ts';
import { VIEWS } from '../api/types.ts';
import { CHANNELS } from '../../../shared/domain/channel.ts';

/** Which conversations the list shows; it lives in the address. */
export interface Filters {
  view: View;
  channel?: Channel;
  unread?: true;
}

/** How many conversations are asked for at a time. */
export const LIST_PAGE = 100;

export function filtersFrom(query: URLSearchParams): Filters {
  const view = VIEWS.find((known) => known === query.get('view')) ?? 'to-answer';
  const channel = CHANNELS.find((known) => known === query.get('channel'));
  return {
    view,
    ...(channel !== undefined && { channel }),
    ...(query.get('unread') === 'true' && { unread: true as const }),
  };
}

/** The person whose conversation is open; people's ids may hold a dot, so they are no part of the path. */
export const PERSON = 'person';

/** The same address with other values; undefined takes one out. */
export function withQuery(query: URLSearchParams, changes: Record<string, string | undefined>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === '' ? '/inbox' : `/inbox?${text}`;
}

/** Whether a conversation belongs in a list, as the API decides it. */
export function belongs(
  conversation: ConversationView,
  { view, channel, unread }: Filters,
  agentId: string,
): boolean {
  if (channel !== undefined && conversation.channel !== channel) return false;
  if (unread === true && conversation.unread === 0) return false;
  switch (view) {
    case 'to-answer':
      return conversation.waitingSince !== undefined && conversation.snoozedUntil === undefined;
    case 'mine':
      return conversation.assignee === agentId;
    case 'unassigned':
      return conversation.assignee === undefined;
    case 'snoozed':
      return conversation.snoozedUntil !== undefined;
    case 'failed':
      return conversation.failedAt !== undefined;
    case 'all':
      return true;
  }
}

/** The order of a list: who waits longest, who returns soonest, else who was last heard of. */
export function inOrder(a: ConversationView, b: ConversationView, view: View): number {
  if (view === 'to-answer') return compare(a.waitingSince, b.waitingSince);
  if (view === 'snoozed') return compare(a.snoozedUntil, b.snoozedUntil);
  return compare(b.lastAt, a.lastAt);
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b);
}
