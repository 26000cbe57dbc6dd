import type { Channel } from './channel.ts';
import type { Instant } from './instant.ts';
import type { MessageStatus } from './message-record.ts';
import { ulidOf } from './message-id.ts';

/** What the list shows of the last message. */
export interface Preview {
  direction: 'inbound' | 'outbound';
  messageId: string;
  text: string;
  /** Of what an agent sent. */
  status?: MessageStatus;
}

/** Where a visit or a meeting stands, by what the person answered and the agency decided. */
export interface AnsweredAppointment {
  at: Instant;
  status: 'to-confirm' | 'confirmed' | 'cancelled' | 'moved' | 'honoured';
  /** Of an appointment that is kept: it alone says what becomes of it. */
  id?: string;
}

/** An agent of the tenant, or `api` for a client application. */
export type AgentId = string;

/** The last answer that a person was given by somebody of the agency. */
export interface LastReply {
  messageId: string;
  by: AgentId;
}

/**
 * All that the inbox knows of one person beside their thread. It exists once they wrote, or an agent did, or something
 * that was sent to them was lost: other messages of client applications alone do not make one.
 */
export interface Conversation {
  prospectId: string;
  name?: string;
  /** Wrote without being known: somebody has to say who it is. */
  toQualify?: true;
  /** Of the last message. */
  channel: Channel;
  lastAt: Instant;
  preview: Preview;
  unread: number;
  /** Since when the person waits for an answer; opening the conversation does not change it. */
  waitingSince?: Instant;
  snoozedUntil?: Instant;
  /** When something that the person should have received did not reach them. */
  failedAt?: Instant;
  assignee?: AgentId;
  labels: readonly string[];
  appointment?: AnsweredAppointment;
  lastInboundId?: string;
  lastReply?: LastReply;
  /** Somebody is sending an answer. */
  replying?: { by: AgentId; at: Instant };
  /** The last messages that were counted: what is delivered again counts once. */
  counted: readonly string[];
  /** The last messages that were told not to have reached the person: what is told again counts once. */
  lost?: readonly string[];
  /** Merged into another person's, which shows it. */
  mergedInto?: string;
}

/** A conversation as it is stored: `seq` numbers the changes of a tenant's inbox and is that of the last one here. */
export interface NumberedConversation extends Conversation {
  seq: number;
}

const LONGEST_PREVIEW = 160;
/** The entries that a conversation remembers having counted. */
export const COUNTED_AT_MOST = 20;

export function previewText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_PREVIEW ? line : `${line.slice(0, LONGEST_PREVIEW - 1).trimEnd()}…`;
}

export interface Arrival {
  messageId: string;
  channel: Channel;
  at: Instant;
  text: string;
  name?: string;
  toQualify?: boolean;
  /** What was said has been dealt with: nobody has to answer. */
  isSettled: boolean;
  appointment?: AnsweredAppointment;
}

/** The person wrote. Counted once, however often it is told and in whatever order. */
export function afterInbound(
  known: Conversation | undefined,
  prospectId: string,
  said: Arrival,
): Conversation {
  if (known?.counted.includes(said.messageId)) return known;
  const { messageId, channel, at } = said;
  const isLatest = known === undefined || at >= known.lastAt;
  const preview: Preview = { direction: 'inbound', messageId, text: previewText(said.text) };
  const { snoozedUntil: _awake, ...before } = known ?? { labels: [], unread: 0, counted: [] };
  const name = known?.name ?? said.name;
  const waitingSince = said.isSettled ? known?.waitingSince : Math.min(known?.waitingSince ?? at, at);
  return {
    ...before,
    prospectId,
    channel: isLatest ? channel : known.channel,
    lastAt: isLatest ? at : known.lastAt,
    preview: isLatest ? preview : known.preview,
    unread: before.unread + 1,
    counted: [...before.counted, messageId].slice(-COUNTED_AT_MOST),
    lastInboundId: isLatest ? messageId : (known.lastInboundId ?? messageId),
    ...(name !== undefined && { name }),
    ...(said.toQualify === true && { toQualify: true as const }),
    ...(waitingSince !== undefined && { waitingSince }),
    ...shownAppointment(known, said),
  };
}

/** An answer about another time than that of a kept appointment is none to the one that is shown. */
function shownAppointment(
  known: Conversation | undefined,
  { appointment }: Arrival,
): Pick<Conversation, 'appointment'> {
  if (appointment === undefined) return {};
  const shown = known?.appointment;
  if (shown?.id === undefined) return { appointment };
  return shown.at === appointment.at ? { appointment: { ...shown, status: appointment.status } } : {};
}

/**
 * Has somebody begun to wait, by what they just said? Also told when the very last message is heard again and they
 * still wait: whoever heard it first may have died before saying so.
 */
export function beginsToWait(
  before: Conversation | undefined,
  after: Conversation | undefined,
  messageId: string,
): boolean {
  if (after?.waitingSince === undefined) return false;
  if (before?.waitingSince === undefined || before.snoozedUntil !== undefined) return true;
  return before.counted.includes(messageId) && before.counted.at(-1) === messageId;
}

export interface Reply {
  messageId: string;
  by: AgentId;
  channel: Channel | undefined;
  at: Instant;
  text: string;
  name?: string;
  /** The newest entry of the thread that its author saw. */
  seen: string | undefined;
}

/**
 * Somebody of the agency answered: nobody waits any more, but for what the person said since the author looked.
 */
export function afterReply(known: Conversation | undefined, prospectId: string, reply: Reply): Conversation {
  const { messageId, by, at, seen } = reply;
  const {
    waitingSince,
    snoozedUntil: _awake,
    failedAt: _mended,
    replying: _done,
    ...before
  } = known ?? { labels: [], unread: 0, counted: [] };
  const saidSince =
    known?.lastInboundId !== undefined && seen !== undefined && isNewer(known.lastInboundId, seen);
  const name = known?.name ?? reply.name;
  return {
    ...before,
    prospectId,
    channel: reply.channel ?? known?.channel ?? 'sms',
    lastAt: Math.max(at, known?.lastAt ?? at),
    preview: { direction: 'outbound', messageId, text: previewText(reply.text), status: 'accepted' },
    lastReply: { messageId, by },
    ...(name !== undefined && { name }),
    ...(saidSince && waitingSince !== undefined && { waitingSince: known?.lastAt ?? waitingSince }),
  };
}

/** How long somebody who began to send keeps others from sending. */
export const REPLYING_FOR = 30_000;

/** Did somebody else answer since, or is about to, so that this answer would be a second one? */
export function wasAnsweredMeanwhile(
  known: Conversation | undefined,
  { by, seen, now }: { by: AgentId; seen: string | undefined; now: Instant },
): boolean {
  if (known === undefined || seen === undefined) return false;
  const { lastReply, replying } = known;
  if (replying !== undefined && replying.by !== by && now - replying.at < REPLYING_FOR) return true;
  return lastReply !== undefined && lastReply.by !== by && isNewer(lastReply.messageId, seen);
}

/** Opened: nothing is unread up to what was seen. Who waits goes on waiting. */
export function afterReading(known: Conversation, upTo: string | undefined): Conversation {
  if (known.unread === 0) return known;
  if (upTo === undefined) return { ...known, unread: 0 };
  const newer = known.counted.filter((id) => isNewer(id, upTo)).length;
  return newer >= known.unread ? known : { ...known, unread: newer };
}

export function asUnread(known: Conversation): Conversation {
  return known.unread > 0 ? known : { ...known, unread: 1 };
}

/** Dealt with, up to what was seen: what the person said since is still to answer. */
export function afterDone(known: Conversation, upTo: string | undefined): Conversation {
  const { waitingSince, snoozedUntil: _awake, failedAt: _seen, ...rest } = known;
  const saidSince =
    upTo !== undefined && known.lastInboundId !== undefined && isNewer(known.lastInboundId, upTo);
  return { ...rest, ...(saidSince && waitingSince !== undefined && { waitingSince: known.lastAt }) };
}

export function snoozed(known: Conversation, until: Instant): Conversation {
  return { ...known, snoozedUntil: until };
}

/** Back among what is to answer: by hand, or because its time has come (`at`). */
export function awake(known: Conversation, at: Instant): Conversation {
  const { snoozedUntil, ...rest } = known;
  return snoozedUntil === undefined ? known : { ...rest, waitingSince: rest.waitingSince ?? at };
}

export function assigned(known: Conversation, agent: AgentId | undefined): Conversation {
  const { assignee: _before, ...rest } = known;
  return agent === undefined ? rest : { ...rest, assignee: agent };
}

/** What became of the message that the list shows; the conversation itself when it shows that already. */
export function withStatus<T extends Conversation>(known: T, messageId: string, status: MessageStatus): T {
  const { preview } = known;
  const isShown = preview.messageId !== messageId || preview.status === status;
  return isShown ? known : { ...known, preview: { ...preview, status } };
}

/** Ids of a thread carry their instant: does the first come after the second? */
function isNewer(id: string, than: string): boolean {
  return (ulidOf(id) ?? '') > (ulidOf(than) ?? '');
}
