import * as z from 'zod/mini';
import { DELIVERABLE_CHANNELS } from '../../domain/channel.ts';
import { DAY, MINUTE } from '../../domain/instant.ts';
import { HOURS, UPDATED_STATUSES } from '../../domain/journeys/definition.ts';
import { MESSAGE_TYPES } from '../../domain/message.ts';
import { clientName, duration, instant, offset, shortText, timeOfDay } from '../fields.ts';
import { addressee, attachment, fallback, templateData } from './message-body.ts';

/** Limits of one definition, and of what somebody brings along: one item of the table holds it several times. */
export const JOURNEY_LIMITS = { requestBytes: 64 * 1024, steps: 60, dataCharacters: 12_000 } as const;
const YEAR = 366 * DAY;

const NAME = /^[a-z][a-z0-9-]{0,39}$/;
const name = z
  .string()
  .check(z.refine((text) => NAME.test(text), 'must be 1 to 40 of a-z 0-9 -, and begin with a letter'));

/** The name of a journey in an address. */
export const journeyId = name;

const hours = z.optional(z.enum(HOURS));
const lasting = duration.check(
  z.refine((ms) => ms >= MINUTE && ms <= YEAR, 'must be between PT1M and P366D'),
);
const beside = offset.check(z.refine((ms) => Math.abs(ms) <= YEAR, 'must be at most P366D'));

const relativeFields = {
  until: z.optional(beside),
  timeOfDay: z.optional(timeOfDay),
};

/** `{for}` lasts, `{until}` ends beside the instant that the enrolment is about. */
const timing = z
  .strictObject({ for: z.optional(lasting), ...relativeFields, hours })
  .check(
    z.refine(
      (given) => (given.for === undefined) !== (given.until === undefined),
      'needs either for or until',
    ),
  )
  .check(
    z.refine(
      ({ until, timeOfDay: time }) => time === undefined || (until !== undefined && until % DAY === 0),
      'takes a timeOfDay only with an until of whole days',
    ),
  );

const notAfter = z.strictObject({ until: beside, timeOfDay: z.optional(timeOfDay), hours });

const step = z.discriminatedUnion('kind', [
  z.strictObject({
    id: name,
    kind: z.literal('send'),
    template: shortText(100),
    instead: z.optional(shortText(100)),
    channels: z.optional(z.array(z.enum(DELIVERABLE_CHANNELS)).check(z.minLength(1), z.maxLength(3))),
    messageType: z.optional(z.enum(MESSAGE_TYPES)),
    fallback: z.optional(fallback),
    data: z.optional(templateData),
    attach: z.optional(z.literal(true)),
    next: z.optional(name),
  }),
  z.strictObject({
    id: name,
    kind: z.literal('wait'),
    timing,
    notAfter: z.optional(notAfter),
    whenPast: z.optional(name),
    next: z.optional(name),
  }),
  z.strictObject({
    id: name,
    kind: z.literal('branch'),
    of: z.optional(name),
    within: timing,
    cases: z.array(z.strictObject({ when: name, go: name })).check(z.minLength(1), z.maxLength(10)),
    otherwise: name,
  }),
  z.strictObject({
    id: name,
    kind: z.literal('update'),
    appointment: z.enum(UPDATED_STATUSES),
    next: z.optional(name),
  }),
  z.strictObject({
    id: name,
    kind: z.literal('notify-agent'),
    text: z
      .strictObject({ fr: z.optional(shortText(500)), en: z.optional(shortText(500)) })
      .check(z.refine(({ fr, en }) => (fr ?? en) !== undefined, 'needs a text in French or English')),
    next: z.optional(name),
  }),
  z.strictObject({ id: name, kind: z.literal('exit'), reason: z.optional(name) }),
]);

/** `PUT /v1/journeys/{journeyId}`. */
export const journeyBody = z.strictObject({
  name: shortText(100),
  steps: z.array(step).check(z.minLength(1), z.maxLength(JOURNEY_LIMITS.steps)),
  whenever: z.optional(
    z
      .array(z.strictObject({ when: name, of: z.optional(name), go: name }))
      .check(z.maxLength(JOURNEY_LIMITS.steps)),
  ),
  whenRescheduled: z.optional(name),
});

export type JourneyBody = z.infer<typeof journeyBody>;

/** What fills the templates on somebody's way. */
export const entryData = templateData.check(
  z.refine(
    (data) => JSON.stringify(data).length <= JOURNEY_LIMITS.dataCharacters,
    `must be at most ${JOURNEY_LIMITS.dataCharacters} characters in all`,
  ),
);

/** `POST /v1/journeys/{journeyId}/enrolments`. */
export const enrolmentBody = z.strictObject({
  prospect: addressee,
  subject: z.optional(z.strictObject({ at: instant })),
  data: z.optional(entryData),
  property: z.optional(clientName),
  attachments: z.optional(
    z.array(attachment).check(
      z.maxLength(10),
      z.refine((files) => files.every(({ url }) => url !== undefined), 'are given by url here'),
    ),
  ),
});

/** `POST /v1/journeys/{journeyId}/enrolments/{enrolmentId}/events`. */
export const journeyEventBody = z.strictObject({ type: name });
