import * as z from 'zod/mini';
import { CHANNELS } from '../domain/channel.ts';
import { ANSWERS } from '../domain/inbound-command.ts';
import { DOMAIN_EVENT_TYPES, type DomainEvent } from '../domain/domain-event.ts';

/**
 * The `detail` of an event on the bus (`source`: `coccinelle`, `detail-type`: the type). `id` is the same for every
 * copy: the bus delivers at least once. No address, name or text is ever in it.
 */
export const domainEventDetail = z.object({
  id: z.string(),
  version: z.literal(1),
  type: z.enum(DOMAIN_EVENT_TYPES),
  tenantId: z.string(),
  at: z.iso.datetime(),
  messageId: z.optional(z.string()),
  prospectId: z.optional(z.string()),
  channel: z.optional(z.enum(CHANNELS)),
  attempt: z.optional(z.number()),
  errorCode: z.optional(z.string()),
  answer: z.optional(z.enum(ANSWERS)),
});

export function toDetail(event: DomainEvent): Omit<DomainEvent, 'at'> & { version: 1; at: string } {
  return { ...event, version: 1, at: new Date(event.at).toISOString() };
}
