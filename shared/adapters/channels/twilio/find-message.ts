import type { MessageInstance, MessageListInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import { textFor } from '../../../domain/rendered-content.ts';
import type { AttemptQuestion, Inquiry } from '../../../ports/channel-provider.ts';
import { eventOf } from './status.ts';

/** How far the clocks of Twilio and of the sender may be apart. */
const CLOCK_MARGIN = 5 * 60_000;
const LOOKED_AT = 50;

/**
 * Asks Twilio for a message by its id, or for one that looks like the attempt and is no other attempt's. The
 * newest come first; filtering by the date of sending would leave out what still waits in Twilio's queue.
 */
export async function findMessage(
  messages: MessageListInstance,
  question: AttemptQuestion,
): Promise<Inquiry> {
  const { providerId } = question;
  if (providerId !== undefined) return toInquiry(await messages(providerId).fetch(), question);
  const { delivery } = question;
  const prefix = delivery.channel === 'whatsapp' ? 'whatsapp:' : '';
  const candidates = await messages.list({ to: prefix + delivery.to, limit: LOOKED_AT, pageSize: LOOKED_AT });
  const found = candidates.find((candidate) => looksLike(candidate, question));
  return found === undefined ? { outcome: 'not-found' } : toInquiry(found, question);
}

/** Same direction and text, made since the claim, and not known as another attempt's. Templates have no text to compare. */
function looksLike(candidate: MessageInstance, { delivery, claimedAt, others }: AttemptQuestion): boolean {
  const { message, channel, tenant } = delivery;
  if (others.has(candidate.sid) || !candidate.direction.startsWith('outbound')) return false;
  if (candidate.dateCreated.getTime() < claimedAt - CLOCK_MARGIN) return false;
  const text = textFor(message, channel, tenant);
  return channel === 'whatsapp' || text === undefined || candidate.body === text;
}

function toInquiry(
  { sid, status, errorCode, dateUpdated }: MessageInstance,
  { now }: AttemptQuestion,
): Inquiry {
  const at = Number.isNaN(dateUpdated?.getTime()) ? now : (dateUpdated?.getTime() ?? now);
  const event = eventOf(
    status,
    at,
    sid,
    errorCode === null || errorCode === undefined ? undefined : String(errorCode),
  );
  if (event === undefined || event.status === 'sent') return { outcome: 'in-transit', providerId: sid };
  return { outcome: 'found', event };
}
