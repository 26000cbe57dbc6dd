import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.ts';
import type { components } from '../api/schema.ts';

export type Template = components['schemas']['Template'];
export type TemplateSummary = components['schemas']['Templates']['items'][number];
export type WordedChannel = TemplateSummary['channels'][number];

const ALL = 200;

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/templates', { params: { query: { limit: ALL } }, signal })),
  staleTime: 5 * 60_000,
});

export function templateQuery(templateId: string) {
  return queryOptions({
    queryKey: ['template', templateId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/templates/{templateId}', { params: { path: { templateId } }, signal })),
  });
}

export const savedRepliesQuery = queryOptions({
  queryKey: ['saved-replies'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/saved-replies', { signal })),
});
