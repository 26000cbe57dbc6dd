import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.ts';
import type { Prospect } from '../api/types.ts';

export function prospectQuery(prospectId: string) {
  return queryOptions({
    queryKey: ['prospect', prospectId],
    queryFn: async ({ signal }) =>
      (await answerOf(
        api.GET('/v1/prospects/{prospectId}', { params: { path: { prospectId } }, signal }),
      )) as Prospect,
  });
}
