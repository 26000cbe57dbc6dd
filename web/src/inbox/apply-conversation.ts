import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { ConversationDetails, ConversationView, Page } from '../api/types.ts';
import { asDone } from './pending-done.ts';
import { belongs, type Filters, inOrder } from './filters.ts';

type Pages = InfiniteData<Page<ConversationView>>;

/**
 * Puts what is now known of a conversation into every list that is shown, and into its own pane. Something older
 * than what is known (by `seq`) changes nothing: live events overtake answers.
 */
export function applyConversation(client: QueryClient, known: ConversationView, agentId: string): void {
  const next = asDone(known);
  const key = ['conversation', next.prospectId];
  const details = client.getQueryData<ConversationDetails>(key);
  if (details !== undefined) {
    if (next.seq < details.seq) return;
    client.setQueryData<ConversationDetails>(key, { ...withoutOptional(details), ...next });
  }
  const lists = client.getQueriesData<Pages>({ queryKey: ['conversations'] });
  for (const [queryKey, pages] of lists) {
    const filters = queryKey[1] as Filters;
    if (pages === undefined) continue;
    const changed = placed(pages, next, filters, agentId);
    if (changed !== pages) client.setQueryData<Pages>(queryKey, changed);
  }
}

/** Undefined fields of a view are absent from it: the old ones must not shine through. */
function withoutOptional(details: ConversationDetails): ConversationDetails {
  const {
    waitingSince: _waiting,
    snoozedUntil: _snoozed,
    failedAt: _failed,
    assignee: _assignee,
    appointment: _appointment,
    toQualify: _toQualify,
    name: _name,
    ...rest
  } = details;
  return rest;
}

function placed(pages: Pages, next: ConversationView, filters: Filters, agentId: string): Pages {
  const known = findIn(pages, next.prospectId);
  if (known !== undefined && known.seq > next.seq) return pages;
  const wanted = belongs(next, filters, agentId);
  if (known === undefined && !wanted) return pages;
  const without = pages.pages.map((page) =>
    page.items.includes(known as ConversationView)
      ? { ...page, items: page.items.filter((item) => item !== known) }
      : page,
  );
  if (wanted) insert(without, next, filters);
  return { ...pages, pages: without };
}

function findIn({ pages }: Pages, prospectId: string): ConversationView | undefined {
  for (const { items } of pages) {
    const found = items.find((item) => item.prospectId === prospectId);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Into the page that it belongs to; behind the last one that is loaded it will come with its own page. */
function insert(pages: Page<ConversationView>[], next: ConversationView, { view }: Filters): void {
  for (const [index, page] of pages.entries()) {
    const at = page.items.findIndex((item) => inOrder(next, item, view) < 0);
    const isLast = index === pages.length - 1;
    if (at === -1 && !(isLast && page.nextCursor === undefined)) continue;
    const items = [...page.items];
    items.splice(at === -1 ? items.length : at, 0, next);
    pages[index] = { ...page, items };
    return;
  }
}

/** Takes away what is no longer shown on its own: erased, or brought together with another. */
export function removeConversation(client: QueryClient, prospectId: string): void {
  client.setQueriesData<Pages>(
    { queryKey: ['conversations'] },
    (pages) =>
      pages && {
        ...pages,
        pages: pages.pages.map((page) => ({
          ...page,
          items: page.items.filter((item) => item.prospectId !== prospectId),
        })),
      },
  );
  void client.invalidateQueries({ queryKey: ['conversation', prospectId] });
  void client.invalidateQueries({ queryKey: ['counts'] });
}

/** What is known of a person without asking: from their pane, or from a list. */
export function knownConversation(client: QueryClient, prospectId: string): ConversationView | undefined {
  const details = client.getQueryData<ConversationDetails>(['conversation', prospectId]);
  if (details !== undefined) return details;
  for (const [, pages] of client.getQueriesData<Pages>({ queryKey: ['conversations'] })) {
    const found = pages && findIn(pages, prospectId);
    if (found) return found;
  }
  return undefined;
}
