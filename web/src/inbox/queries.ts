import {
  type InfiniteData,
  infiniteQueryOptions,
  queryOptions,
  type QueryClient,
} from '@tanstack/react-query';
import { answerOf, api } from '../api/client.ts';
import type { ConversationView, Page, ThreadEntry } from '../api/types.ts';
import { type Filters, LIST_PAGE } from './filters.ts';
import { asDone } from './pending-done.ts';

const THREAD_PAGE = 50;
const LONG = 5 * 60_000;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answerOf(api.GET('/v1/me')),
  staleTime: LONG,
});

export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: () => answerOf(api.GET('/v1/agents')),
  staleTime: LONG,
});

export function conversationsQuery(filters: Filters) {
  return infiniteQueryOptions({
    queryKey: ['conversations', filters],
    queryFn: async ({ pageParam, signal }) => {
      const page = await answerOf(
        api.GET('/v1/conversations', {
          params: {
            query: { ...filters, limit: LIST_PAGE, ...(pageParam !== '' && { cursor: pageParam }) },
          },
          signal,
        }),
      );
      const items = page.items.map(asDone);
      return { ...page, items: filters.view === 'to-answer' ? items.filter(isWaiting) : items };
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** But for those who are about to be done. */
const isWaiting = ({ waitingSince }: ConversationView): boolean => waitingSince !== undefined;

export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: () => answerOf(api.GET('/v1/conversations/counts')),
});

export function conversationQuery(prospectId: string) {
  return queryOptions({
    queryKey: ['conversation', prospectId],
    queryFn: async ({ signal }) =>
      asDone(
        await answerOf(
          api.GET('/v1/conversations/{prospectId}', { params: { path: { prospectId } }, signal }),
        ),
      ),
  });
}

export function threadQuery(prospectId: string) {
  return infiniteQueryOptions({
    queryKey: ['thread', prospectId],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/v1/conversations/{prospectId}/messages', {
          params: {
            path: { prospectId },
            query: { limit: THREAD_PAGE, ...(pageParam !== '' && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function searchQuery(words: string) {
  return queryOptions({
    queryKey: ['search', words],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/search', { params: { query: { q: words } }, signal })),
    enabled: words.length > 1,
  });
}

/** Puts an entry at the newest end of a thread that is loaded, or another in its place. */
export function putEntry(client: QueryClient, prospectId: string, entry: ThreadEntry): void {
  client.setQueryData<InfiniteData<Page<ThreadEntry>>>(['thread', prospectId], (thread) => {
    const [first, ...rest] = thread?.pages ?? [];
    if (thread === undefined || first === undefined) return thread;
    const items = [entry, ...first.items.filter(({ id }) => id !== entry.id)];
    return { ...thread, pages: [{ ...first, items }, ...rest] };
  });
}
