import type { Channel } from './channel.ts';
import type { AgentId } from './conversation.ts';
import type { InboundCommand } from './inbound-command.ts';
import type { Instant } from './instant.ts';

/** A file that came with a message. */
export interface InboundFile {
  filename: string;
  contentType: string;
  /** Where it is kept; absent when it could not be fetched or was too large. */
  key?: string;
}

/** What a person wrote to the tenant. */
export interface InboundMessage {
  kind: 'inbound';
  id: string;
  at: Instant;
  channel: Channel;
  from: string;
  to: string;
  text: string;
  /** What an e-mail repeats of the one it answers. */
  quoted?: string;
  subject?: string;
  files: readonly InboundFile[];
  /** The message of ours that it answers, where the provider says so. */
  repliesTo?: string;
  command?: InboundCommand;
}

/** What agents tell each other; the person never sees it. */
export interface Note {
  kind: 'note';
  id: string;
  at: Instant;
  by: AgentId;
  text: string;
}

export const HAPPENINGS = [
  'assigned',
  'unassigned',
  'merged',
  'unmerged',
  'opted-out',
  'opted-in',
  'done',
] as const;

/** Something that happened to the conversation and is worth knowing later. */
export interface Happening {
  kind: 'event';
  id: string;
  at: Instant;
  event: (typeof HAPPENINGS)[number];
  by?: AgentId;
  channel?: Channel;
  /** Who it was assigned to, or the person that was merged. */
  about?: string;
}

/** What a thread holds besides the messages that were sent. */
export type ThreadEntry = InboundMessage | Note | Happening;
