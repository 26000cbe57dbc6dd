import * as z from 'zod/mini';
import { APPOINTMENT_STATUSES } from '../../domain/appointment.ts';
import { CHANNELS, DELIVERABLE_CHANNELS } from '../../domain/channel.ts';
import { INBOUND_COMMANDS } from '../../domain/inbound-command.ts';
import { MESSAGE_TYPES } from '../../domain/message.ts';
import { MESSAGE_STATUSES } from '../../domain/message-record.ts';
import { HAPPENINGS } from '../../domain/thread.ts';
import { appointmentResponse } from './appointment-view.ts';

/** The shapes of the inbox, for the OpenAPI document and for the tests that hold the API to it. */
const channel = z.enum(CHANNELS);
const instant = z.iso.datetime();
const status = z.enum(MESSAGE_STATUSES);
const agent = z.strictObject({ id: z.string() });
const money = z.strictObject({ micros: z.int(), currency: z.literal('EUR') });

const conversationFields = {
  prospectId: z.string(),
  name: z.optional(z.string()),
  /** Wrote without being known. */
  toQualify: z.optional(z.literal(true)),
  /** Of the last message. */
  channel,
  lastAt: instant,
  preview: z.strictObject({
    direction: z.enum(['inbound', 'outbound']),
    messageId: z.string(),
    text: z.string(),
    status: z.optional(status),
  }),
  unread: z.int(),
  waitingSince: z.optional(instant),
  snoozedUntil: z.optional(instant),
  failedAt: z.optional(instant),
  assignee: z.optional(z.string()),
  labels: z.array(z.string()),
  appointment: z.optional(
    z.strictObject({ at: instant, status: z.enum(APPOINTMENT_STATUSES), id: z.optional(z.string()) }),
  ),
  /** Numbers the changes of the tenant's inbox. */
  seq: z.int(),
};

export const conversationResponse = z.strictObject(conversationFields);

export const conversationListResponse = z.strictObject({
  items: z.array(conversationResponse),
  nextCursor: z.optional(z.string()),
});

const count = z.strictObject({ count: z.int(), atLeast: z.boolean() });

export const countsResponse = z.strictObject({
  views: z.strictObject({
    'to-answer': count,
    mine: count,
    unassigned: count,
    snoozed: count,
    failed: count,
  }),
  channels: z.strictObject({ sms: count, whatsapp: count, email: count }),
});

const person = { prospectId: z.string(), name: z.optional(z.string()) };

export const conversationDetailsResponse = z.strictObject({
  ...conversationFields,
  prospect: z.looseObject({ id: z.string() }),
  channels: z.array(
    z.strictObject({
      channel: z.enum(DELIVERABLE_CHANNELS),
      address: z.optional(z.string()),
      state: z.enum(['open', 'closed']),
      gates: z.array(z.strictObject({ rule: z.string(), detail: z.string(), at: z.optional(instant) })),
      /** Until when WhatsApp takes free text. */
      windowUntil: z.optional(instant),
    }),
  ),
  draft: z.optional(z.strictObject({ text: z.string(), channel: z.optional(channel), at: instant })),
  mergedFrom: z.array(z.strictObject(person)),
  duplicates: z.array(z.strictObject({ ...person, because: z.enum(['phone', 'whatsapp', 'email']) })),
  /** The last ones, the latest first. */
  appointments: z.array(appointmentResponse),
  spent: money,
});

const common = { id: z.string(), at: instant };

const inboundEntry = z.strictObject({
  kind: z.literal('inbound'),
  ...common,
  channel,
  text: z.string(),
  quoted: z.optional(z.string()),
  subject: z.optional(z.string()),
  media: z.array(
    z.strictObject({ filename: z.string(), contentType: z.string(), url: z.optional(z.string()) }),
  ),
  repliesTo: z.optional(z.string()),
  command: z.optional(z.enum(INBOUND_COMMANDS)),
});

const outboundEntry = z.strictObject({
  kind: z.literal('outbound'),
  ...common,
  channel: z.optional(channel),
  subject: z.optional(z.string()),
  text: z.string(),
  status,
  reason: z.optional(z.string()),
  errorCode: z.optional(z.string()),
  agent: z.optional(agent),
  automatic: z.optional(z.enum(['help', 'stop-confirmation'])),
  templateId: z.optional(z.string()),
  messageType: z.enum(MESSAGE_TYPES),
  deferredUntil: z.optional(instant),
  media: z.optional(z.string()),
  files: z.optional(z.array(z.string())),
});

export const noteResponse = z.strictObject({ kind: z.literal('note'), ...common, text: z.string(), agent });

const eventEntry = z.strictObject({
  kind: z.literal('event'),
  ...common,
  event: z.enum(HAPPENINGS),
  channel: z.optional(channel),
  agent: z.optional(agent),
  text: z.optional(z.string()),
});

export const threadResponse = z.strictObject({
  items: z.array(z.discriminatedUnion('kind', [inboundEntry, outboundEntry, noteResponse, eventEntry])),
  nextCursor: z.optional(z.string()),
});

export const syncResponse = z.strictObject({
  seq: z.int(),
  items: z.array(
    z.union([
      conversationResponse,
      z.strictObject({ prospectId: z.string(), seq: z.int(), removed: z.literal(true) }),
    ]),
  ),
  more: z.optional(z.literal(true)),
});

export const receivedFileResponse = z.strictObject({ url: z.string() });

export const savedReplyResponse = z.strictObject({ id: z.string(), title: z.string(), text: z.string() });

export const savedRepliesResponse = z.strictObject({ items: z.array(savedReplyResponse) });
