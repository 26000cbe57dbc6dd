import * as z from 'zod/mini';
import { pageQuery } from './list-page.ts';

/** The query of `GET /v1/journeys/{journeyId}`. */
export const journeyQuery = z.strictObject({
  version: z.optional(
    z.pipe(
      z.string().check(z.refine((text) => /^[1-9]\d{0,6}$/.test(text), 'must be a number from 1 on')),
      z.transform(Number),
    ),
  ),
});

/** The query of `GET /v1/journeys/{journeyId}/enrolments`. */
export const enrolmentsQuery = z.strictObject(pageQuery);
