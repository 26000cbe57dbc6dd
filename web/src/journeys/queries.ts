import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.ts';
import type { components } from '../api/schema.ts';

type Schemas = components['schemas'];
export type Journey = Schemas['Journey'];
export type Step = Journey['steps'][number];
export type Enrolment = Schemas['Enrolment'];
export type EnrolmentHead = Schemas['Enrolments']['items'][number];

const A_WHILE = 20_000;

export const journeysQuery = queryOptions({
  queryKey: ['journeys'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/journeys', { signal })),
});

/** @param version what somebody entered; the newest when absent. */
export function journeyQuery(journeyId: string, version?: number) {
  return queryOptions({
    queryKey: ['journey', journeyId, version],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/journeys/{journeyId}', {
          params: { path: { journeyId }, query: version === undefined ? {} : { version } },
          signal,
        }),
      ),
  });
}

export function enrolmentsQuery(journeyId: string) {
  return infiniteQueryOptions({
    queryKey: ['enrolments', journeyId],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/v1/journeys/{journeyId}/enrolments', {
          params: {
            path: { journeyId },
            // Names are asked for one by one.
            query: { limit: 20, ...(pageParam !== '' && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

export function enrolmentQuery(journeyId: string, enrolmentId: string) {
  return queryOptions({
    queryKey: ['enrolment', journeyId, enrolmentId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/journeys/{journeyId}/enrolments/{enrolmentId}', {
          params: { path: { journeyId, enrolmentId } },
          signal,
        }),
      ),
    refetchInterval: ({ state: { data } }) => data?.state === 'active' && A_WHILE,
  });
}
