/** The shapes of the inbox, statistics and settings as the HTTP contract has them. Instants are ISO 8601. */
import type { Channel } from '../../../shared/domain/channel.ts';

export type { Channel };
export type { MicroEuros } from '../../../shared/domain/price.ts';

export type MessageStatus =
  | 'accepted'
  | 'deferred'
  | 'sending'
  | 'uncertain'
  | 'sent'
  | 'delivered'
  | 'opened'
  | 'read'
  | 'clicked'
  | 'replied'
  | 'rejected'
  | 'undeliverable'
  | 'cancelled'
  | 'expired';

export interface Money {
  micros: number;
  currency: 'EUR';
}

export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

export type AppointmentStatus = 'to-confirm' | 'confirmed' | 'cancelled';

/** One person in the list. */
export interface ConversationView {
  prospectId: string;
  name?: string;
  /** Wrote without being known to the agency. */
  toQualify?: true;
  /** Of the last message. */
  channel: Channel;
  lastAt: string;
  preview: { direction: 'inbound' | 'outbound'; text: string; messageId: string; status?: MessageStatus };
  unread: number;
  waitingSince?: string;
  snoozedUntil?: string;
  failedAt?: string;
  assignee?: string;
  labels: string[];
  appointment?: { at: string; status: AppointmentStatus };
  /** Of its last change, per tenant. */
  seq: number;
}

export const VIEWS = ['to-answer', 'mine', 'unassigned', 'snoozed', 'failed', 'all'] as const;
export type View = (typeof VIEWS)[number];

export interface Count {
  count: number;
  atLeast?: true;
}

export interface Counts {
  views: Partial<Record<View, Count>>;
  channels: Partial<Record<Channel, Count>>;
}

export interface Consent {
  granted: boolean;
  text: string;
  source: string;
  at: string;
}

export interface Prospect {
  id: string;
  name?: string;
  phone?: string;
  email?: string;
  whatsapp?: string;
  telegram?: string;
  locale?: 'fr' | 'en';
  timeZone?: string;
  customer?: boolean;
  consents?: { marketing?: Consent };
  preferences?: Preferences;
}

export interface Preferences {
  preferredChannels?: Channel[];
  fallbackChannels?: Channel[];
  disabledChannels?: Channel[];
  quietHoursStart?: string;
  quietHoursEnd?: string;
  allowSMSDuringQuietHours?: boolean;
}

export interface Gate {
  rule: string;
  detail: string;
}

export interface ReachableChannel {
  channel: Channel;
  address?: string;
  state: 'open' | 'closed';
  gates: Gate[];
  windowUntil?: string;
}

export interface Duplicate {
  prospectId: string;
  name?: string;
  because: 'phone' | 'email' | 'whatsapp';
}

export interface ConversationDetails extends ConversationView {
  prospect: Prospect;
  channels: ReachableChannel[];
  draft?: { channel?: Channel; text: string; at: string };
  mergedFrom: { prospectId: string; name?: string }[];
  duplicates: Duplicate[];
  spent: Money;
}

export interface Author {
  id: string;
  name: string;
}

export interface InboundEntry {
  kind: 'inbound';
  id: string;
  at: string;
  channel: Channel;
  text: string;
  quoted?: string;
  subject?: string;
  media: { filename: string; contentType: string; url: string }[];
  repliesTo?: string;
  command?: 'stop' | 'start' | 'help' | 'yes' | 'no' | 'later' | 'cancel';
}

export interface OutboundEntry {
  kind: 'outbound';
  id: string;
  at: string;
  channel?: Channel;
  subject?: string;
  text: string;
  status: MessageStatus;
  reason?: string;
  errorCode?: string;
  agent?: Author;
  templateId?: string;
  messageType: string;
  deferredUntil?: string;
  media?: string;
}

export interface NoteEntry {
  kind: 'note';
  id: string;
  at: string;
  text: string;
  agent: Author;
}

export interface EventEntry {
  kind: 'event';
  id: string;
  at: string;
  event: string;
  channel?: Channel;
  agent?: Author;
  text?: string;
}

export type ThreadEntry = InboundEntry | OutboundEntry | NoteEntry | EventEntry;

export interface ReplyBody {
  text?: string;
  templateId?: string;
  data?: Record<string, string | number>;
  channel?: Channel;
  subject?: string;
  /** The newest entry that the agent saw. */
  seen?: string;
  force?: true;
}

export interface Agent {
  id: string;
  name: string;
  email?: string;
  role: 'agent' | 'admin';
  lastSeenAt?: string;
}

export interface Me {
  agent: { id: string; name: string; email?: string; role: 'agent' | 'admin' };
  tenant: { id: string; name: string; locale: 'fr' | 'en'; timeZone: string };
  scopes: string[];
}

export interface SavedReply {
  id: string;
  title: string;
  text: string;
}

export interface SearchHit {
  prospectId: string;
  name?: string;
  match: { kind: 'name' | 'address' | 'text'; text: string; at?: string; messageId?: string };
}

export interface ProspectSummary {
  id: string;
  name?: string;
  phone?: string;
  email?: string;
  toQualify?: boolean;
}

export interface SyncAnswer {
  seq: number;
  items: ConversationView[];
  more?: true;
}
