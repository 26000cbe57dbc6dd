import type { Channel } from './channel.ts';
import type { Content, Message } from './message.ts';
import { contractOf, isKnownTemplate } from './template.ts';
import type { WordedChannel } from './templates/contracts.ts';
import { renderSms } from './templates/render-sms.ts';
import { hasRequired, type Voice } from './templates/template-data.ts';
import { stopNumberOf, type Tenant } from './tenant.ts';

/** What routing has to know of a content, which is not what WhatsApp and e-mail say in words. */

/** The most characters a provider takes in one message (Twilio 1,600; Telegram 4,096). */
export const LONGEST_TEXT: Readonly<Partial<Record<Channel, number>>> = {
  sms: 1_600,
  whatsapp: 1_600,
  telegram: 4_096,
};

export function voiceOf(message: Message, tenant: Tenant): Voice {
  const { wordings, answerLinks } = message.content;
  return { tenant, locale: message.prospect.locale ?? tenant.locale, own: wordings, answers: answerLinks };
}

/** Telegram and voice say what an SMS says. */
export function wordedAs(channel: Channel): WordedChannel {
  return channel === 'telegram' || channel === 'voice' ? 'sms' : channel;
}

/** The text of an SMS, whose length is its price; undefined when the content has none. */
export function smsTextFor(message: Message, tenant: Tenant): string | undefined {
  const { body, templateId, data = {} } = message.content;
  if (body !== undefined) return body;
  if (templateId === undefined || !isKnownTemplate(templateId)) return undefined;
  const rendering = renderSms(templateId, data, voiceOf(message, tenant));
  return rendering !== undefined && 'text' in rendering ? rendering.text : undefined;
}

/**
 * The text whose length counts in routing. An advertisement is as long for an agency that nobody can text STOP to:
 * that closes the channel, and says nothing of the others.
 */
export function measuredSmsText(message: Message, tenant: Tenant): string | undefined {
  if (!lacksStopNumber(message.content, tenant)) return smsTextFor(message, tenant);
  const sms = { address: '', twoWay: false, ...tenant.senders.sms, stopNumber: '36000' };
  return smsTextFor(message, { ...tenant, senders: { ...tenant.senders, sms } });
}

/**
 * Whether there is a text for WhatsApp or e-mail. A template's is never too long for either: `LONGEST_VALUE` sees to
 * that.
 */
export function hasWords({ body, templateId, data, wordings }: Content, channel: WordedChannel): boolean {
  if (body !== undefined) return true;
  return (
    templateId !== undefined &&
    isKnownTemplate(templateId) &&
    (contractOf(templateId)?.channels.includes(channel) === true || wordings?.[channel] !== undefined) &&
    hasRequired(templateId, data)
  );
}

/** An advertisement of the catalogue that cannot leave by SMS, because nobody said where to text STOP. */
export function lacksStopNumber({ body, templateId }: Content, tenant: Tenant): boolean {
  return (
    body === undefined &&
    contractOf(templateId)?.category === 'marketing' &&
    stopNumberOf(tenant) === undefined
  );
}

/** Media, attachments and HTML make content rich (criterion 3). */
export function isRich({ content }: Message): boolean {
  return (
    content.html !== undefined || content.mediaUrl !== undefined || (content.attachments?.length ?? 0) > 0
  );
}
