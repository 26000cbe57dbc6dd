import type { Channel } from './channel.ts';
import type { Message } from './message.ts';
import type { Locale } from './prospect.ts';
import { renderTemplate } from './template.ts';
import type { Tenant } from './tenant.ts';

/** The most characters a provider takes in one message (Twilio 1,600; Telegram 4,096). */
export const LONGEST_TEXT: Readonly<Partial<Record<Channel, number>>> = {
  sms: 1_600,
  whatsapp: 1_600,
  telegram: 4_096,
};

function localeOf(message: Message, tenant: Tenant): Locale {
  return message.prospect.locale ?? tenant.locale;
}

/** The plain text that a channel would carry; undefined when the content has none for it. */
export function textFor(message: Message, channel: Channel, tenant: Tenant): string | undefined {
  const { body, templateId, data } = message.content;
  if (body !== undefined) return body;
  if (templateId === undefined) return undefined;
  const worded = channel === 'telegram' || channel === 'voice' ? 'sms' : channel;
  const rendering = renderTemplate(templateId, worded, localeOf(message, tenant), data);
  return rendering !== undefined && 'text' in rendering ? rendering.text : undefined;
}

/** The subject of an e-mail: the message's own, the template's, or the tenant's name. */
export function subjectFor(message: Message, tenant: Tenant): string {
  const { subject, templateId, data } = message.content;
  if (subject !== undefined) return subject;
  const rendering =
    templateId === undefined
      ? undefined
      : renderTemplate(templateId, 'email', localeOf(message, tenant), data);
  return (rendering !== undefined && 'text' in rendering ? rendering.subject : undefined) ?? tenant.name;
}

/** An approved WhatsApp template ready to send: what Twilio calls the content and its numbered variables. */
export interface FilledTemplate {
  contentSid: string;
  variables: Record<string, string>;
}

/** Fills the template that Meta approved for the tenant; undefined when there is none or a variable is missing. */
export function approvedTemplateFor(message: Message, tenant: Tenant): FilledTemplate | undefined {
  const { templateId, data = {} } = message.content;
  if (templateId === undefined || !Object.hasOwn(tenant.whatsappTemplates, templateId)) return undefined;
  const approved = tenant.whatsappTemplates[templateId];
  if (approved === undefined) return undefined;
  const variables: Record<string, string> = {};
  for (const [index, name] of approved.variables.entries()) {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined || value === '') return undefined;
    variables[String(index + 1)] = String(value);
  }
  return { contentSid: approved.contentSid, variables };
}

/** Media, attachments and HTML make content rich (criterion 3). */
export function isRich({ content }: Message): boolean {
  return (
    content.html !== undefined || content.mediaUrl !== undefined || (content.attachments?.length ?? 0) > 0
  );
}
