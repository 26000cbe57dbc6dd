import * as z from 'zod/mini';
import { ATTEMPT_STATUSES } from '../../domain/attempt.ts';
import { CHANNELS } from '../../domain/channel.ts';
import { MESSAGE_TYPES, URGENCIES } from '../../domain/message.ts';
import { MESSAGE_STATUSES } from '../../domain/message-record.ts';
import { CRITERIA, GATE_RULES } from '../../domain/routing/decision.ts';
import { appointmentResponse } from './appointment-view.ts';
import { enrolmentResponse } from './journey-responses.ts';

/** The shapes of answers, for the OpenAPI document and for the tests that hold the API to it. */
const channel = z.enum(CHANNELS);
const instant = z.iso.datetime();
export const money = z.strictObject({ micros: z.int(), currency: z.literal('EUR') });
const points = z.strictObject(Object.fromEntries(CRITERIA.map((criterion) => [criterion, z.int()])));

export const acceptedResponse = z.strictObject({ id: z.string(), status: z.literal('accepted') });

const gate = z.strictObject({
  rule: z.enum(GATE_RULES),
  verdict: z.enum(['deny', 'defer']),
  until: z.optional(instant),
  detail: z.string(),
});

const channelEvaluation = z.strictObject({
  channel,
  allowed: z.boolean(),
  gates: z.array(gate),
  score: z.int(),
  points,
  cost: money,
});

export const decisionResponse = z.strictObject({
  outcome: z.enum(['send', 'defer', 'undeliverable']),
  channel: z.optional(channel),
  until: z.optional(instant),
  estimatedCost: z.optional(money),
  estimatedDeliveryTime: z.optional(z.int()),
  alternatives: z.optional(z.array(z.strictObject({ channel, score: z.int() }))),
  reason: z.string(),
  confidence: z.number().check(z.gte(0), z.lte(1)),
  urgency: z.enum(URGENCIES),
  pointsVersion: z.string(),
  channels: z.array(channelEvaluation),
});

const attempt = z.strictObject({
  number: z.int(),
  channel,
  status: z.enum(ATTEMPT_STATUSES.filter((status) => status !== 'abandoned')),
  providerId: z.optional(z.string()),
  errorCode: z.optional(z.string()),
  reason: z.optional(z.string()),
  at: instant,
});

const messageFields = {
  id: z.string(),
  status: z.enum(MESSAGE_STATUSES),
  channel: z.optional(channel),
  prospectId: z.string(),
  messageType: z.enum(MESSAGE_TYPES),
  /** 0: the catalogue's own words. */
  template: z.optional(z.strictObject({ id: z.string(), version: z.int() })),
  createdAt: instant,
  decision: z.optional(decisionResponse),
  attempts: z.array(attempt),
  timeline: z.array(z.strictObject({ status: z.string(), at: instant, channel: z.optional(channel) })),
};

export const messageResponse = z.strictObject(messageFields);

/** What is kept of a person. What they were told is as the client said it. */
export const exportResponse = z.strictObject({
  prospect: z.optional(z.looseObject({ id: z.string() })),
  addresses: z.array(
    z.strictObject({
      channel,
      suppression: z.optional(
        z.strictObject({ reason: z.string(), text: z.string(), source: z.string(), at: instant }),
      ),
      lastInboundAt: z.optional(instant),
    }),
  ),
  messages: z.array(z.strictObject({ ...messageFields, to: z.looseObject({}), content: z.looseObject({}) })),
  /** What they wrote, and what agents noted of them. */
  received: z.array(z.looseObject({ kind: z.string(), id: z.string(), at: instant })),
  appointments: z.array(appointmentResponse),
  journeys: z.array(enrolmentResponse),
  nextCursor: z.optional(z.string()),
});

export const problemResponse = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.optional(z.array(z.strictObject({ path: z.string(), message: z.string() }))),
});
