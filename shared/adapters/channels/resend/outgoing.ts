import type { CreateEmailOptions } from 'resend';
import { type CalendarFile, calendarFileFor } from '../../../domain/calendar-file.ts';
import { emailContentFor } from '../../../domain/email-content.ts';
import type { AttachmentStore } from '../../../ports/attachment-store.ts';
import type { Delivery } from '../../../ports/channel-provider.ts';

/**
 * The e-mail of one attempt. Built from the message alone, so that every run sends the same body under the same key.
 * The tags come back with every webhook and say which attempt it is about.
 * @param unsubscribeLink a URL of our own that takes a POST without anything else (RFC 8058), for mailboxes to offer.
 */
export async function outgoingEmail(
  delivery: Delivery,
  attachments: () => AttachmentStore,
  unsubscribeLink?: string,
): Promise<CreateEmailOptions> {
  const { tenant, message, number, to } = delivery;
  const sender = tenant.senders.email;
  if (sender === undefined) throw new Error(`Tenant ${tenant.id} has no e-mail sender`);
  // Our own link, which in a header must not hold what ends it.
  const farewell = unsubscribeLink === undefined ? undefined : new URL(unsubscribeLink).href;
  const content = emailContentFor(message, tenant, farewell);
  if (content === undefined) throw new Error(`Message ${message.id} has no text for e-mail`);
  const files = await Promise.all(
    (message.content.attachments ?? []).map((file) => attach(file, attachments)),
  );
  const calendar = calendarFileFor(message, tenant);
  const all = calendar === undefined ? files : [...files, attachedText(calendar)];
  const { html, text, subject } = content;
  return {
    from: sender.name === undefined ? sender.address : `${quoted(sender.name)} <${sender.address}>`,
    to: [to],
    subject,
    tags: tagsOf(tenant.id, message.id, number),
    html,
    ...(text !== undefined && { text }),
    ...(all.length > 0 && { attachments: all }),
    headers: {
      References: referenceTo(message.id, sender.address),
      ...(farewell !== undefined && unsubscribing(farewell)),
    },
  };
}

/** Every answer repeats it (RFC 5322, 3.6.4), and so says which message of whose it answers, whatever its sender. */
function referenceTo(messageId: string, from: string): string {
  return `<${messageId}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

/** What a mailbox shows beside the sender as « Se désabonner »: RFC 8058, which Gmail and Yahoo ask of advertisements. */
function unsubscribing(link: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function tagsOf(tenantId: string, messageId: string, number: number): { name: string; value: string }[] {
  return [
    { name: 'tenant', value: tenantId },
    { name: 'message', value: messageId },
    { name: 'attempt', value: String(number) },
  ];
}

/** A line break in a name would start another header; so might, somewhere on the way, any control character. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function quoted(name: string): string {
  return `"${oneLine(name).replace(/["\\]/g, '')}"`;
}

async function attach(
  { filename, contentType, key, url }: { filename: string; contentType?: string; key?: string; url?: string },
  store: () => AttachmentStore,
) {
  const type = contentType === undefined ? {} : { contentType };
  if (key === undefined) return { filename, ...type, ...(url !== undefined && { path: url }) };
  return { filename, ...type, content: Buffer.from(await store().get(key)) };
}

function attachedText({ filename, contentType, text }: CalendarFile) {
  return { filename, contentType, content: Buffer.from(text) };
}
