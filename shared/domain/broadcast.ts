import type { Channel, DeliverableChannel } from './channel.ts';
import type { Instant } from './instant.ts';
import type { Content, Message, MessageType, TimedFallback, Urgency } from './message.ts';
import { idFromSeed } from './message-id.ts';
import type { Prospect } from './prospect.ts';
import type { RoutingDecision } from './routing/decision.ts';

/** One content for many people: what does not change once it was accepted. */
export interface Broadcast {
  id: string;
  tenantId: string;
  createdAt: Instant;
  type: MessageType;
  /** With the version of the template that was published at acceptance. */
  content: Content;
  level?: Urgency;
  channel?: Channel;
  sendAt?: Instant;
  fallback?: TimedFallback;
}

/** `planning`: its people are being decided on, and the first may have been sent something already. */
export const BROADCAST_STATES = ['planning', 'sending', 'paused', 'cancelled', 'finished'] as const;
export type BroadcastState = (typeof BROADCAST_STATES)[number];

/** One person of an audience, and what is theirs in the content. */
export interface Recipient {
  prospect: Prospect;
  /** Fills the template beside the broadcast's own `data`, and goes before it. */
  data?: Readonly<Record<string, string | number>>;
}

/** A recipient for whom a channel was decided on. */
export interface PackedRecipient extends Recipient {
  messageId: string;
  decision: RoutingDecision & { outcome: 'send'; channel: DeliverableChannel };
  /** The person had a record when this was planned: one that has gone since was erased. */
  isKnown?: true;
}

/** At most this many people share a queue message, and a batch call of a provider. */
export const PACK_SIZE = 100;

/** Send to these people, on this channel. Whoever does it rereads the broadcast: it may be paused or cancelled. */
export interface PackCommand {
  kind: 'pack';
  tenantId: string;
  broadcastId: string;
  /** Unique in its broadcast, and the same when the same people are put in it again. */
  pack: string;
  channel: DeliverableChannel;
  recipients: readonly PackedRecipient[];
  /** Of the run that put it back, once one has. */
  ticket?: string;
  /** There is no use in looking at it before. */
  notBefore?: Instant;
  /** How often it was looked at while the broadcast was paused. */
  pauses?: number;
}

/** The message that a broadcast is for one person; the same twice is the same message. */
export function messageTo(broadcast: Broadcast, { prospect, data }: Recipient): Message {
  const { id, tenantId, createdAt, type, content, level, channel, sendAt, fallback } = broadcast;
  return {
    id: idFromSeed(prospect.id, createdAt, `${id} ${prospect.id}`),
    tenantId,
    createdAt,
    type,
    prospect,
    content: data === undefined ? content : { ...content, data: { ...content.data, ...data } },
    broadcastId: id,
    ...(level !== undefined && { level }),
    ...(channel !== undefined && { channel }),
    ...(sendAt !== undefined && { sendAt }),
    ...(fallback !== undefined && { fallback }),
  };
}
