import * as z from 'zod/mini';
import { FACTS, HOURS, JOURNEY_ANSWERS, UPDATED_STATUSES } from '../../domain/journeys/definition.ts';
import { LOGGED } from '../../domain/journeys/enrolment.ts';
import { DELIVERABLE_CHANNELS } from '../../domain/channel.ts';
import { MESSAGE_TYPES } from '../../domain/message.ts';

/** The shapes of journeys, for the OpenAPI document and for the tests that hold the API to it. */
const instant = z.iso.datetime();
const text = z.string();

const head = { id: text, name: text, version: z.int(), builtIn: z.boolean() };
const hours = z.optional(z.enum(HOURS));
const timing = z.strictObject({
  for: z.optional(text),
  until: z.optional(text),
  timeOfDay: z.optional(text),
  hours,
});
const next = z.optional(text);

const step = z.discriminatedUnion('kind', [
  z.strictObject({
    id: text,
    kind: z.literal('send'),
    template: text,
    instead: z.optional(text),
    channels: z.optional(z.array(z.enum(DELIVERABLE_CHANNELS))),
    messageType: z.optional(z.enum(MESSAGE_TYPES)),
    fallback: z.optional(z.strictObject({ after: text, unless: z.enum(['delivered', 'opened']) })),
    data: z.optional(z.record(text, z.union([text, z.number()]))),
    attach: z.optional(z.literal(true)),
    next,
  }),
  z.strictObject({
    id: text,
    kind: z.literal('wait'),
    timing,
    notAfter: z.optional(timing),
    whenPast: z.optional(text),
    next,
  }),
  z.strictObject({
    id: text,
    kind: z.literal('branch'),
    of: z.optional(text),
    within: timing,
    cases: z.array(z.strictObject({ when: text, go: text })),
    otherwise: text,
  }),
  z.strictObject({ id: text, kind: z.literal('update'), appointment: z.enum(UPDATED_STATUSES), next }),
  z.strictObject({
    id: text,
    kind: z.literal('notify-agent'),
    text: z.strictObject({ fr: z.optional(text), en: z.optional(text) }),
    next,
  }),
  z.strictObject({ id: text, kind: z.literal('exit'), reason: z.optional(text) }),
]);

export const journeysResponse = z.strictObject({ items: z.array(z.strictObject(head)) });

export const journeyResponse = z.strictObject({
  ...head,
  steps: z.array(step),
  whenever: z.optional(z.array(z.strictObject({ when: text, of: z.optional(text), go: text }))),
  whenRescheduled: z.optional(text),
});

const enrolmentHead = {
  id: text,
  journeyId: text,
  version: z.int(),
  prospectId: text,
  createdAt: instant,
  state: z.enum(['active', 'finished', 'left']),
  /** Why it was left, or where it ended. */
  reason: z.optional(text),
  /** What comes next, and when at the latest. */
  waitsAt: z.optional(z.strictObject({ step: text, until: instant })),
  subject: z.optional(z.strictObject({ at: instant, appointmentId: z.optional(text) })),
  property: z.optional(text),
};

export const enrolmentsResponse = z.strictObject({
  items: z.array(z.strictObject(enrolmentHead)),
  nextCursor: z.optional(text),
});

export const enrolmentResponse = z.strictObject({
  ...enrolmentHead,
  data: z.record(text, z.union([text, z.number()])),
  messages: z.array(
    z.strictObject({
      step: text,
      messageId: text,
      at: instant,
      known: z.array(z.strictObject({ fact: z.enum(FACTS), at: instant })),
      answer: z.optional(z.enum(JOURNEY_ANSWERS)),
    }),
  ),
  log: z.array(
    z.strictObject({
      at: instant,
      what: z.enum(LOGGED),
      step: z.optional(text),
      why: z.optional(text),
      messageId: z.optional(text),
      until: z.optional(instant),
    }),
  ),
});
