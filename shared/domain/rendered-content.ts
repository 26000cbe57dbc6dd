import { smsTextFor, voiceOf, wordedAs } from './carried-content.ts';
import type { Channel } from './channel.ts';
import type { Message } from './message.ts';
import { isKnownTemplate } from './template.ts';
import { imageIn } from './templates/template-data.ts';
import { renderEmail, type RenderedEmail } from './templates/render-email.ts';
import { renderWhatsApp } from './templates/render-whatsapp.ts';
import type { Tenant } from './tenant.ts';

/** The plain text that a channel would carry; undefined when the content has none for it. */
export function textFor(message: Message, channel: Channel, tenant: Tenant): string | undefined {
  const worded = wordedAs(channel);
  if (worded === 'sms') return smsTextFor(message, tenant);
  const { body, templateId, data = {} } = message.content;
  if (body !== undefined) return body;
  if (worded === 'email') return emailOf(message, tenant)?.text;
  if (templateId === undefined || !isKnownTemplate(templateId)) return undefined;
  const rendering = renderWhatsApp(templateId, data, voiceOf(message, tenant));
  return rendering !== undefined && 'text' in rendering ? rendering.text : undefined;
}

/** The picture that goes with the words: the message's own, or the one that its template is given. An https URL. */
export function photoOf({ content }: Message): string | undefined {
  const { mediaUrl, body, templateId, data = {} } = content;
  if (mediaUrl !== undefined || body !== undefined || !isKnownTemplate(templateId ?? '')) return mediaUrl;
  return imageIn(data);
}

/** The subject of an e-mail: the message's own, the template's, or the tenant's name. */
export function subjectFor(message: Message, tenant: Tenant, template = emailOf(message, tenant)): string {
  return message.content.subject ?? template?.subject ?? tenant.name;
}

/** The e-mail of the message's template, whatever the message says in words of its own. */
export function emailOf(message: Message, tenant: Tenant): RenderedEmail | undefined {
  const { templateId, data = {} } = message.content;
  if (templateId === undefined || !isKnownTemplate(templateId)) return undefined;
  const rendering = renderEmail(templateId, data, voiceOf(message, tenant));
  return rendering !== undefined && 'text' in rendering ? rendering : undefined;
}
