import * as z from 'zod/mini';
import { pageQuery } from './list-page.ts';

/** `GET /v1/broadcasts`: each takes several reads to show. */
export const broadcastQuery = z.strictObject({
  ...pageQuery,
  limit: z.optional(
    z.pipe(
      z.string().check(z.refine((text) => /^\d{1,2}$/.test(text), 'must be a number from 1 to 50')),
      z.pipe(z.transform(Number), z.int().check(z.gte(1), z.lte(50))),
    ),
  ),
});

/** `GET /v1/broadcasts/{broadcastId}/left-out`: a page is a part of the audience. */
export const leftOutQuery = z.strictObject({ cursor: pageQuery.cursor });
