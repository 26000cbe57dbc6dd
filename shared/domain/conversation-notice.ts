import type { Channel } from './channel.ts';
import {
  type AnsweredAppointment,
  type Conversation,
  COUNTED_AT_MOST,
  previewText,
  withStatus,
} from './conversation.ts';
import type { Instant } from './instant.ts';
import type { MessageStatus } from './message-record.ts';

/** Does the conversation begin with this entry, also when a run that died has opened it already? */
export function isOpenedBy(known: Conversation | undefined, entryId: string): boolean {
  return known === undefined || (known.counted.length === 1 && known.counted[0] === entryId);
}

export interface Notice {
  entryId: string;
  at: Instant;
  text: string;
  name?: string;
}

/** Something that an agent has to look at, without anybody having written. Counted once, however often it is told. */
export function afterNotice(
  known: Conversation | undefined,
  prospectId: string,
  notice: Notice,
): Conversation {
  const { entryId: messageId, at, text } = notice;
  if (known?.counted.includes(messageId)) return known;
  const { snoozedUntil: _awake, ...before } = known ?? { labels: [], unread: 0, counted: [] };
  const name = known?.name ?? notice.name;
  return {
    ...before,
    prospectId,
    channel: known?.channel ?? 'sms',
    lastAt: Math.max(at, known?.lastAt ?? at),
    preview: known?.preview ?? { direction: 'outbound', messageId, text: previewText(text) },
    counted: [...before.counted, messageId].slice(-COUNTED_AT_MOST),
    waitingSince: Math.min(known?.waitingSince ?? at, at),
    ...(name !== undefined && { name }),
  };
}

/** Something that was sent to the person and did not reach them. */
export interface Loss {
  messageId: string;
  channel: Channel;
  at: Instant;
  text: string;
  status: MessageStatus;
  name?: string;
}

/**
 * An agent has to see to what did not reach the person. Nobody waits for an answer because of it, and nothing is unread.
 * Counted once, also when it was dealt with since.
 */
export function afterLoss(known: Conversation | undefined, prospectId: string, loss: Loss): Conversation {
  const { messageId, channel, at, text, status } = loss;
  if (known?.lost?.includes(messageId)) return known;
  const name = known?.name ?? loss.name;
  const opened: Conversation = {
    prospectId,
    channel,
    lastAt: at,
    preview: { direction: 'outbound', messageId, text: previewText(text), status },
    unread: 0,
    labels: [],
    counted: [],
  };
  return {
    ...(known === undefined ? opened : withStatus(known, messageId, status)),
    failedAt: Math.max(at, known?.failedAt ?? at),
    lost: [...(known?.lost ?? []), messageId].slice(-COUNTED_AT_MOST),
    ...(name !== undefined && { name }),
  };
}

/** What is known of a kept appointment; the conversation itself when it shows that already. */
export function withAppointment<T extends Conversation>(known: T, appointment: AnsweredAppointment): T {
  const { id, at, status } = known.appointment ?? {};
  const isShown = id === appointment.id && at === appointment.at && status === appointment.status;
  return isShown ? known : { ...known, appointment };
}
