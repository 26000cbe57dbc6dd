import * as z from 'zod/mini';
import { DAY } from '../../domain/instant.ts';
import { instant, shortText } from '../fields.ts';
import { entryData } from './journey-body.ts';
import { pageQuery } from './list-page.ts';
import { addressee } from './message-body.ts';

const minutes = z.int().check(z.gte(5), z.lte(24 * 60));

/** `POST /v1/appointments`. */
export const appointmentBody = z.strictObject({
  prospect: addressee,
  at: instant,
  durationMinutes: minutes,
  address: shortText(200),
  location: z.optional(
    z.strictObject({
      lat: z.number().check(z.gte(-90), z.lte(90)),
      lng: z.number().check(z.gte(-180), z.lte(180)),
    }),
  ),
  agentName: z.optional(shortText(200)),
  /** For the messages of the journey: `agentPhone`, `surveyLink`, `scheduleVisitLink`… */
  data: z.optional(entryData),
});

/** `PATCH /v1/appointments/{appointmentId}`: a new time, or how it ended. */
export const appointmentChange = z
  .strictObject({
    at: z.optional(instant),
    durationMinutes: z.optional(minutes),
    status: z.optional(z.enum(['cancelled', 'honoured'])),
  })
  .check(
    z.refine(
      ({ at, durationMinutes, status }) =>
        (status === undefined) !== (at === undefined && durationMinutes === undefined),
      'needs either a new time (at, durationMinutes) or a status',
    ),
  );

const LONGEST = 92 * DAY;

/** `GET /v1/appointments?from=&to=`. */
export const appointmentsQuery = z.strictObject({ from: instant, to: instant, ...pageQuery }).check(
  z.refine(({ from, to }) => to > from && to - from <= LONGEST, {
    message: 'must be after from, by at most 92 days',
    path: ['to'],
  }),
);
