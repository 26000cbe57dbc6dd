import type { MessageListInstanceCreateOptions } from 'twilio/lib/rest/api/v2010/account/message.js';
import { approvedTemplateFor, type FilledTemplate } from '../../../domain/approved-template.ts';
import { deadlineOf } from '../../../domain/message.ts';
import { textFor } from '../../../domain/rendered-content.ts';
import type { Delivery } from '../../../ports/channel-provider.ts';

/** Twilio keeps a message for at most ten hours. */
const LONGEST_VALIDITY = 36_000;

/** Where Twilio reports: the URL says which attempt, and Twilio signs the whole of it. */
function statusCallback(publicBaseUrl: string, { tenant, message, number, channel }: Delivery): string {
  const query = new URLSearchParams({
    tenant: tenant.id,
    message: message.id,
    attempt: String(number),
    channel,
  });
  return `${publicBaseUrl}/webhooks/twilio/status?${query.toString()}`;
}

/**
 * Where callbacks can reach us: an https address, or any address that a stand-in for Twilio can call. Twilio refuses
 * messages with a callback that it cannot call (21609); without one their outcome is asked for.
 */
export function callbackBase(publicBaseUrl: string, isStandIn: boolean): string | undefined {
  return isStandIn || publicBaseUrl.startsWith('https://') ? publicBaseUrl : undefined;
}

/** The template that stands in for words: where WhatsApp takes none, or there are none. */
export function templateOf({ message, tenant, channel, windowOpen }: Delivery): FilledTemplate | undefined {
  if (channel !== 'whatsapp' || (windowOpen && textFor(message, channel, tenant) !== undefined))
    return undefined;
  const template = approvedTemplateFor(message, tenant);
  if (template === undefined) throw new Error(`Message ${message.id} has no approved template`);
  return template;
}

/** What goes with the words of a message. */
interface Beside {
  /** The approved template that is sent instead of words. */
  template: Pick<FilledTemplate, 'contentSid' | 'variables'> | undefined;
  /** A link to the attachment or photo. */
  mediaUrl: string | undefined;
}

/** The request for one attempt. */
export function outgoingMessage(
  delivery: Delivery,
  callbacksTo: string | undefined,
  now: number,
  beside: Beside,
): MessageListInstanceCreateOptions {
  const { tenant, channel, to } = delivery;
  const from = tenant.senders[channel]?.address;
  if (from === undefined) throw new Error(`Tenant ${tenant.id} has no ${channel} sender`);
  const prefix = channel === 'whatsapp' ? 'whatsapp:' : '';
  return {
    to: prefix + to,
    from: prefix + from,
    ...(callbacksTo !== undefined && { statusCallback: statusCallback(callbacksTo, delivery) }),
    ...contentOf(delivery, beside),
    ...validityOf(delivery, now),
  };
}

function contentOf(
  { message, tenant, channel }: Delivery,
  { template, mediaUrl }: Beside,
): Partial<MessageListInstanceCreateOptions> {
  if (template !== undefined)
    return { contentSid: template.contentSid, contentVariables: JSON.stringify(template.variables) };
  const body = textFor(message, channel, tenant);
  if (body === undefined) throw new Error(`Message ${message.id} has no text for ${channel}`);
  return channel === 'whatsapp' && mediaUrl !== undefined ? { body, mediaUrl: [mediaUrl] } : { body };
}

/** A text that its deadline has overtaken must not arrive. WhatsApp has no such setting. */
function validityOf({ message, channel }: Delivery, now: number): { validityPeriod?: number } {
  const deadline = deadlineOf(message);
  if (deadline === undefined || channel !== 'sms') return {};
  return { validityPeriod: Math.min(LONGEST_VALIDITY, Math.max(1, Math.floor((deadline - now) / 1_000))) };
}
