import type { Answer } from './inbound-command.ts';

/** What other systems may hear about a message; a stage chooses which ones it publishes. */
export const DOMAIN_EVENT_TYPES = [
  'message.sent',
  'message.delivered',
  'message.opened',
  'message.clicked',
  'message.failed',
  'message.undeliverable',
  'message.uncertain',
  'message.cancelled',
  'message.expired',
  'message.received',
  'prospect.answered',
  'prospect.opted-out',
  'prospect.unsubscribed',
  'prospect.erased',
] as const;

export type DomainEventType = (typeof DOMAIN_EVENT_TYPES)[number];

/** `id` is the same for every copy of one event: the bus delivers at least once. Addresses and texts are never in it. */
export interface DomainEvent {
  id: string;
  type: DomainEventType;
  tenantId: string;
  at: number;
  messageId?: string;
  prospectId?: string;
  channel?: string;
  attempt?: number;
  errorCode?: string;
  /** What was answered to the message. */
  answer?: Answer;
}
