/** The inbox's shapes by name, from the OpenAPI document. Instants are ISO 8601. */
import type { Channel } from '../../../shared/domain/channel.ts';
import type { components } from './schema.ts';

export type { Channel };
export type { MicroEuros } from '../../../shared/domain/price.ts';

type Schemas = components['schemas'];

export interface Money {
  micros: number;
  currency: 'EUR';
}

export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

/** One person in the list. */
export type ConversationView = Schemas['Conversation'];
/** A conversation that changed, or one that is no longer shown on its own. */
export type ConversationChange = Schemas['Sync']['items'][number];
export type SyncAnswer = Schemas['Sync'];
export type Counts = Schemas['ConversationCounts'];
export type Count = Counts['channels']['sms'];

export const VIEWS = ['to-answer', 'mine', 'unassigned', 'snoozed', 'failed', 'all'] as const;
export type View = (typeof VIEWS)[number];

export type ReachableChannel = Schemas['ConversationDetails']['channels'][number];
export type Duplicate = Schemas['ConversationDetails']['duplicates'][number];
export type ConversationDetails = Omit<Schemas['ConversationDetails'], 'prospect'> & { prospect: Prospect };

export type ThreadEntry = Schemas['Thread']['items'][number];
export type InboundEntry = Extract<ThreadEntry, { kind: 'inbound' }>;
export type OutboundEntry = Extract<ThreadEntry, { kind: 'outbound' }>;
export type NoteEntry = Extract<ThreadEntry, { kind: 'note' }>;
export type EventEntry = Extract<ThreadEntry, { kind: 'event' }>;
export type MessageStatus = OutboundEntry['status'];

export type ReplyBody = Schemas['ReplyBody'];
export type Agent = Schemas['Agents']['items'][number];
export type Me = Schemas['Me'];

/** A rule that speaks against a channel. */
export interface Gate {
  rule: string;
  detail: string;
}

export interface Consent {
  granted: boolean;
  text: string;
  source: string;
  at: string;
}

/** What is changed of a person: null takes a field out, what is absent stays. */
export type ProspectPatch = Schemas['ProspectPatch'];

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

export type SearchHit = Schemas['SearchResults']['items'][number];
