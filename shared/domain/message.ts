import type { Channel } from './channel.ts';
import type { AgentId } from './conversation.ts';
import { type Instant, MINUTE } from './instant.ts';
import type { AnswerLinks } from './link.ts';
import type { Preferences, Prospect } from './prospect.ts';
import type { OwnWordings } from './templates/own-wordings.ts';

export const MESSAGE_TYPES = [
  'appointment',
  'notification',
  'marketing',
  'survey',
  'document',
  'general',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export const URGENCIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** A file kept by us (`key`) or fetched by the provider (`url`). */
export interface Attachment {
  filename: string;
  contentType?: string;
  key?: string;
  url?: string;
}

/** What to say. At least one of `body`, `html` and `templateId` is present. */
export interface Content {
  subject?: string;
  body?: string;
  html?: string;
  templateId?: string;
  /** The agency's version of the template that was published when the message was accepted; absent: the catalogue's. */
  templateVersion?: number;
  /** The words of that version: read where they are needed, and never part of what is stored or queued. */
  wordings?: OwnWordings;
  /** Where it is answered with one tap: made where it is sent, and never part of what is stored or queued. */
  answerLinks?: AnswerLinks;
  data?: Readonly<Record<string, string | number>>;
  /** The agency's id of the property that it is about: what is true of it is read anew until it leaves. */
  property?: string;
  /** What was true of it: read where it is needed, kept with the attempt. */
  propertyVersion?: number;
  /** It is sold or withdrawn: found out where it is needed, and never part of what is stored or queued. */
  offMarket?: true;
  mediaUrl?: string;
  attachments?: readonly Attachment[];
}

/** What must have happened, by when, for no other channel to be tried. */
export interface TimedFallback {
  afterMs: number;
  unless: 'delivered' | 'opened';
}

/** A message as accepted: it never changes afterwards, what becomes of it is kept beside it. */
export interface Message {
  id: string;
  tenantId: string;
  prospect: Prospect;
  type: MessageType;
  createdAt: Instant;
  content: Content;
  level?: Urgency;
  /** Minutes after `createdAt` (or `sendAt`) at which it is of no use any more. */
  sendWithin?: number;
  appointmentAt?: Instant;
  /** How long the appointment lasts; an hour unless told. */
  appointmentMinutes?: number;
  /** Overrides the prospect's own preferences, field by field. */
  preferences?: Preferences;
  /** The channel asked for: gates bind, scores do not. */
  channel?: Channel;
  sendAt?: Instant;
  fallback?: TimedFallback;
  /** The broadcast that it belongs to. */
  broadcastId?: string;
  /** The agent who wrote it; absent for what a client application sends. */
  author?: AgentId;
  /** What we answer by ourselves: to AIDE, and to STOP, which it alone may still follow. */
  automatic?: 'help' | 'stop-confirmation';
  /** To an agent: a digest, or a test of a template. It is no prospect who does not get it. */
  isForAgent?: true;
  /** The enrolment whose journey sent it, and hears what becomes of it. */
  enrolmentId?: string;
}

/** Whose a message is once it was forgotten. */
const NOBODY = 'erased';

/** What is left of a message whose person asked to be forgotten: that it was there. */
export function forgotten({ id, tenantId, type, createdAt }: Message): Message {
  return { id, tenantId, type, createdAt, prospect: { id: NOBODY }, content: {} };
}

export function isForgotten({ prospect }: Message): boolean {
  return prospect.id === NOBODY;
}

const DEFAULT_LIFETIME = 7 * 24 * 3_600_000;

/** The instant from which the message counts: when it was posted, or when it was asked to leave. */
export function startOf(message: Message): Instant {
  return message.sendAt ?? message.createdAt;
}

/** The message's own deadline, if it has one: the end of `sendWithin` or the appointment, whichever is first. */
export function deadlineOf(message: Message): Instant | undefined {
  const within =
    message.sendWithin === undefined ? undefined : startOf(message) + message.sendWithin * 60_000;
  if (within === undefined) return message.appointmentAt;
  return message.appointmentAt === undefined ? within : Math.min(within, message.appointmentAt);
}

/** When to stop trying: the deadline, or a week after the start. */
export function expiryOf(message: Message): Instant {
  return deadlineOf(message) ?? startOf(message) + DEFAULT_LIFETIME;
}

/** What is done for a message is done so long before its deadline that it can still arrive. */
const LAST_CHANCE = 15 * MINUTE;

/**
 * When to come back to a message at `now` that can wait for `delay` milliseconds: then, or earlier where that would be
 * too late for its deadline and something can still be done.
 */
export function inTimeFor(message: Message, now: Instant, delay: number): Instant {
  const deadline = deadlineOf(message);
  const lastChance = deadline === undefined ? now : deadline - LAST_CHANCE;
  return lastChance > now + MINUTE ? Math.min(now + delay, lastChance) : now + delay;
}

/**
 * What to do when nobody can tell whether an attempt left: a reminder is worth a second copy, an advertisement
 * is not.
 */
export function isWorthASecondCopy(type: MessageType): boolean {
  return type !== 'marketing' && type !== 'survey';
}
