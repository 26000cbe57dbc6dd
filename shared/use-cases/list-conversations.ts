import type { Channel } from '../domain/channel.ts';
import type { AgentId, NumberedConversation } from '../domain/conversation.ts';
import type { ConversationCount, ConversationList, ConversationStore } from '../ports/conversation-store.ts';
import { DELIVERABLE_CHANNELS, type DeliverableChannel } from '../domain/channel.ts';

export const VIEWS = ['to-answer', 'mine', 'unassigned', 'snoozed', 'failed', 'all'] as const;
export type View = (typeof VIEWS)[number];

/** What is asked for: a view, and what narrows it down. */
export interface ConversationQuery {
  view?: View | undefined;
  channel?: Channel | undefined;
  unread?: boolean | undefined;
  waiting?: boolean | undefined;
  /** An agent; `none`: nobody. */
  assignee?: AgentId | undefined;
}

/** Filters for which there is no list of its own are tried on so many pages at most: then a page is short. */
const PAGES_READ = 5;

/** The list that a view is. `agent`: who asks. */
function listOf({ view, waiting, assignee }: ConversationQuery, agent: AgentId): ConversationList {
  switch (view) {
    case 'mine':
      return { kind: 'assigned', to: agent };
    case 'to-answer':
      return { kind: 'waiting' };
    case 'unassigned':
    case 'snoozed':
    case 'failed':
      return { kind: view };
    case 'all':
    case undefined:
      break;
  }
  if (assignee === 'none') return { kind: 'unassigned' };
  if (assignee !== undefined) return { kind: 'assigned', to: assignee };
  return waiting === true ? { kind: 'waiting' } : { kind: 'all' };
}

/** A page of a view; `next` says where to go on. A page may be short, and empty, though there is more. */
export async function listConversations(
  conversations: ConversationStore,
  query: ConversationQuery,
  { agent, limit, after }: { agent: AgentId; limit: number; after: string | undefined },
): Promise<{ items: readonly NumberedConversation[]; next?: string }> {
  const { channel, unread, waiting, assignee } = query;
  const list = listOf(query, agent);
  const fits = (one: NumberedConversation): boolean =>
    (waiting === undefined || (one.waitingSince !== undefined) === waiting) &&
    (assignee === undefined || (one.assignee ?? 'none') === assignee);
  const items: NumberedConversation[] = [];
  let position = after;
  for (let pages = 0; pages < PAGES_READ; pages += 1) {
    const left = limit - items.length;
    const page = await conversations.list({ list, channel, unread, limit: left, after: position });
    items.push(...page.items.filter(fits));
    position = page.next;
    if (position === undefined || items.length === limit) break;
  }
  return position === undefined ? { items } : { items, next: position };
}

/** What the views and, of what is to answer, the channels hold, counted up to 99. */
export interface InboxCounts {
  views: Record<Exclude<View, 'all'>, ConversationCount>;
  channels: Record<DeliverableChannel, ConversationCount>;
}

export async function countConversations(
  conversations: ConversationStore,
  agent: AgentId,
): Promise<InboxCounts> {
  const inChannels = (view: View) =>
    Promise.all(DELIVERABLE_CHANNELS.map((channel) => conversations.count(listOf({ view }, agent), channel)));
  const counted = async (view: View) => together(await inChannels(view));
  const [toAnswer, mine, unassigned, asleep, failed] = await Promise.all([
    inChannels('to-answer'),
    counted('mine'),
    counted('unassigned'),
    counted('snoozed'),
    counted('failed'),
  ]);
  const [sms, whatsapp, email] = toAnswer as [ConversationCount, ConversationCount, ConversationCount];
  return {
    views: { 'to-answer': together(toAnswer), mine, unassigned, snoozed: asleep, failed },
    channels: { sms, whatsapp, email },
  };
}

const COUNTED_AT_MOST = 99;

function together(counts: readonly ConversationCount[]): ConversationCount {
  const count = counts.reduce((sum, one) => sum + one.count, 0);
  const atLeast = count > COUNTED_AT_MOST || counts.some((one) => one.atLeast);
  return { count: Math.min(count, COUNTED_AT_MOST), atLeast };
}
