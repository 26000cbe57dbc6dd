import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { components } from '../api/schema.ts';

type Schemas = components['schemas'];
export type Broadcast = Schemas['Broadcast'];
export type BroadcastBody = Schemas['BroadcastBody'];
export type DryRun = Schemas['DryRun'];
export type Segment = Schemas['Segment'];
export type Criteria = Schemas['SegmentBody']['criteria'];
export type Property = Schemas['Property'];
/** A channel that a broadcast may go out on, in the order in which they are shown. */
export const SENT_ON = ['email', 'whatsapp', 'sms'] as const;

const SECOND = 1_000;
const SOON = 3 * SECOND;
const LATER = 15 * SECOND;
/** Receipts come in for a while after the last message left. */
const SETTLING = 60 * 60 * SECOND;

/** How soon to look again by itself; never again at what changes no more. */
function lookAgainIn({ status, createdAt }: Broadcast): number | false {
  if (status === 'planning' || status === 'sending') return SOON;
  if (status === 'waiting' || status === 'paused') return LATER;
  return Date.now() - Date.parse(createdAt) < SETTLING ? LATER : false;
}

export const broadcastsQuery = infiniteQueryOptions({
  queryKey: ['broadcasts'],
  queryFn: ({ pageParam, signal }) =>
    answerOf(
      api.GET('/v1/broadcasts', {
        params: { query: pageParam === '' ? {} : { cursor: pageParam } },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }) => nextCursor,
  refetchInterval: ({ state: { data } }) => {
    const shown = data?.pages.flatMap(({ items }) => items) ?? [];
    const soonest = Math.min(...shown.map((one) => lookAgainIn(one) || Infinity));
    // The list need not be as quick as the one that is open.
    return Number.isFinite(soonest) && Math.max(soonest, 2 * SOON);
  },
});

export function broadcastQuery(broadcastId: string) {
  return queryOptions({
    queryKey: ['broadcast', broadcastId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/broadcasts/{broadcastId}', { params: { path: { broadcastId } }, signal })),
    refetchInterval: ({ state: { data } }) => data !== undefined && lookAgainIn(data),
  });
}

export function leftOutQuery(broadcastId: string) {
  return infiniteQueryOptions({
    queryKey: ['left-out', broadcastId],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/v1/broadcasts/{broadcastId}/left-out', {
          params: { path: { broadcastId }, query: pageParam === '' ? {} : { cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export const segmentsQuery = queryOptions({
  queryKey: ['segments'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/segments', { signal })),
});

/** Null where the agency has no property under this reference. */
export function propertyQuery(propertyId: string) {
  return queryOptions({
    queryKey: ['property', propertyId],
    queryFn: async ({ signal }): Promise<Property | null> => {
      try {
        return await answerOf(
          api.GET('/v1/properties/{propertyId}', { params: { path: { propertyId } }, signal }),
        );
      } catch (problem) {
        if (problem instanceof ApiProblem && problem.status === 404) return null;
        throw problem;
      }
    },
    enabled: propertyId !== '',
  });
}
