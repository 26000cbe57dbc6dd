import * as z from 'zod/mini';
import { CHANNELS, DELIVERABLE_CHANNELS } from '../domain/channel.ts';
import type { FollowUp, PlanCommand, PrepareCommand, RouteCommand, SendCommand } from '../domain/commands.ts';
import { FACTS, JOURNEY_ANSWERS } from '../domain/journeys/definition.ts';
import type { IntakeCommand } from '../domain/journeys/intake.ts';
import type { JourneyTold } from '../domain/journeys/journey-event.ts';
import { NOTICE_KINDS, type Notice } from '../domain/notice.ts';
import { MILESTONES } from '../domain/milestone.ts';
import type { ProviderReport } from '../domain/reports.ts';
import type { AttemptProgress } from '../domain/statistics.ts';

/**
 * What travels in our queues, version 1. Each schema checks what makes a record of its kind; the message and the
 * decision inside were written by this same code and are trusted. A record of another version or kind is poison: it
 * ends in the dead-letter queue, where a deployment that knows it can take it back.
 */
const version = z.literal(1);
const text = z.string().check(z.minLength(1));
const chunk = z.int().check(z.gte(0));
const attemptNumber = z.int().check(z.gte(1), z.lte(99));
const message = z.looseObject({
  id: text,
  tenantId: text,
  prospect: z.looseObject({ id: text }),
  type: text,
  createdAt: z.number(),
  content: z.looseObject({}),
});
const attemptRef = { tenantId: text, messageId: text, number: attemptNumber };

const routeCommand = z.object({ v: version, message, number: attemptNumber });

const sendCommand = z.object({
  v: version,
  message,
  number: attemptNumber,
  decision: z.looseObject({
    outcome: z.literal('send'),
    channel: z.enum(DELIVERABLE_CHANNELS),
    channels: z.array(z.looseObject({})),
  }),
  since: z.optional(z.number()),
  ticket: z.optional(text),
  mayHaveLeft: z.optional(z.boolean()),
  isUnstored: z.optional(z.boolean()),
});

const providerReport = z.discriminatedUnion('kind', [
  z.looseObject({
    v: version,
    kind: z.literal('status'),
    ...attemptRef,
    channel: z.enum(CHANNELS),
    event: z.looseObject({ status: text, at: z.number() }),
  }),
  z.looseObject({
    v: version,
    kind: z.literal('inbound'),
    channel: z.enum(CHANNELS),
    from: text,
    to: text,
    text: z.string(),
    providerId: text,
    at: z.number(),
  }),
  z.looseObject({
    v: version,
    kind: z.literal('signature'),
    tenantId: text,
    enrolmentId: text,
    type: text,
    at: z.number(),
  }),
]);

const prepareFields = [
  { kind: z.literal('read-audience'), tenantId: text, audienceId: text },
  { kind: z.literal('begin-broadcast'), tenantId: text, broadcastId: text },
] as const;
const planFields = {
  tenantId: text,
  broadcastId: text,
  chunk,
  round: z.int().check(z.gte(0)),
};

const prepareCommand = z.discriminatedUnion('kind', [
  z.object({ v: version, ...prepareFields[0] }),
  z.object({ v: version, ...prepareFields[1] }),
]);
const planCommand = z.object({ v: version, ...planFields });

const followUp = z.discriminatedUnion('kind', [
  z.object({ v: version, kind: z.literal('resume'), ...attemptRef }),
  z.object({ v: version, kind: z.literal('check-fallback'), ...attemptRef }),
  z.object({
    v: version,
    kind: z.literal('check-fallbacks'),
    attempts: z.array(z.object(attemptRef)).check(z.minLength(1)),
  }),
  z.object({ v: version, kind: z.literal('wake'), tenantId: text, prospectId: text, until: z.number() }),
  z.object({
    v: version,
    kind: z.literal('prepare'),
    command: z.discriminatedUnion('kind', [z.object(prepareFields[0]), z.object(prepareFields[1])]),
  }),
  z.object({ v: version, kind: z.literal('plan'), command: z.object(planFields) }),
  z.object({
    v: version,
    kind: z.literal('reconcile'),
    attempts: z.array(z.object(attemptRef)).check(z.minLength(1)),
    tries: z.int(),
  }),
]);

const notice = z.object({
  v: version,
  tenantId: text,
  prospectId: text,
  kind: z.enum(NOTICE_KINDS),
  at: z.number(),
});

/** What a batch of records had to tell. */
const attemptProgress = z.object({
  v: version,
  attempts: z
    .array(
      z.object({
        ...attemptRef,
        channel: z.enum(DELIVERABLE_CHANNELS),
        attemptedAt: z.number(),
        broadcastId: z.optional(text),
        pack: z.optional(text),
        reached: z.partialRecord(z.enum(MILESTONES), z.number()),
        cost: z.number(),
        smsCost: z.number(),
      }),
    )
    .check(z.minLength(1)),
});

const journeyEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('due'), serial: z.int() }),
  z.object({ kind: z.literal('message'), messageId: text, fact: z.enum(FACTS), at: z.number() }),
  z.object({ kind: z.literal('answered'), messageId: text, answer: z.enum(JOURNEY_ANSWERS), at: z.number() }),
  z.object({ kind: z.literal('told'), type: text, at: z.number() }),
  z.object({
    kind: z.literal('rescheduled'),
    to: z.number(),
    minutes: z.optional(z.number()),
    order: z.int(),
    at: z.number(),
  }),
  z.object({ kind: z.literal('left'), reason: text, at: z.number() }),
]);
const enrolmentRef = { tenantId: text, enrolmentId: text };
const journeyTold = z.discriminatedUnion('kind', [
  z.object({
    v: version,
    kind: z.literal('entered'),
    tenantId: text,
    enrolment: z.looseObject({
      id: text,
      journeyId: text,
      version: z.int(),
      prospect: z.looseObject({ id: text }),
      outbox: z.array(z.looseObject({ kind: text })),
    }),
    appointment: z.optional(
      z.looseObject({ id: text, at: z.number(), prospect: z.looseObject({ id: text }) }),
    ),
  }),
  z.object({ v: version, kind: z.literal('happened'), ...enrolmentRef, event: journeyEvent }),
  z.object({
    v: version,
    kind: z.literal('cohort-due'),
    tenantId: text,
    journeyId: text,
    intakeId: text,
    chunk,
    until: z.number(),
  }),
]);

const intakeRef = { v: version, tenantId: text, journeyId: text, intakeId: text };
const intakeCommand = z.discriminatedUnion('kind', [
  z.object({ ...intakeRef, kind: z.literal('begin') }),
  z.object({ ...intakeRef, kind: z.literal('enter'), chunk }),
  z.object({ ...intakeRef, kind: z.literal('wake'), chunk, until: z.number() }),
  z.object({ ...intakeRef, kind: z.literal('leave'), chunk, round: z.int().check(z.gte(0)) }),
]);

/** Reads a queue body. @throws ZodError when it is none of ours. */
export const parseRouteCommand = (body: unknown): RouteCommand =>
  routeCommand.parse(body) as unknown as RouteCommand;
export const parseSendCommand = (body: unknown): SendCommand =>
  sendCommand.parse(body) as unknown as SendCommand;
export const parseProviderReport = (body: unknown): ProviderReport =>
  providerReport.parse(body) as unknown as ProviderReport;
export const parsePrepareCommand = (body: unknown): PrepareCommand => prepareCommand.parse(body);
export const parseIntakeCommand = (body: unknown): IntakeCommand => intakeCommand.parse(body);
export const parsePlanCommand = (body: unknown): PlanCommand => planCommand.parse(body);
export const parseFollowUp = (body: unknown): FollowUp => followUp.parse(body);
export const parseNotice = (body: unknown): Notice => notice.parse(body);
export const parseAttemptProgress = (body: unknown): readonly AttemptProgress[] =>
  attemptProgress.parse(body).attempts as readonly AttemptProgress[];
export const parseJourneyTold = (body: unknown): JourneyTold =>
  journeyTold.parse(body) as unknown as JourneyTold;
