import type { CreateEmailOptions } from 'resend';
import { subjectFor, textFor } from '../../../domain/rendered-content.ts';
import type { AttachmentStore } from '../../../ports/attachment-store.ts';
import type { Delivery } from '../../../ports/channel-provider.ts';

/**
 * The e-mail of one attempt. Built from the message alone, so that every run sends the same body under the same key.
 * The tags come back with every webhook and say which attempt it is about.
 */
export async function outgoingEmail(
  delivery: Delivery,
  attachments: () => AttachmentStore,
  unsubscribeLink?: string,
): Promise<CreateEmailOptions> {
  const { tenant, message, number, to } = delivery;
  const sender = tenant.senders.email;
  if (sender === undefined) throw new Error(`Tenant ${tenant.id} has no e-mail sender`);
  const text = textFor(message, 'email', tenant);
  const { html } = message.content;
  const files = await Promise.all(
    (message.content.attachments ?? []).map((file) => attach(file, attachments)),
  );
  const common = {
    from: sender.name === undefined ? sender.address : `${quoted(sender.name)} <${sender.address}>`,
    to: [to],
    subject: oneLine(subjectFor(message, tenant)),
    tags: tagsOf(tenant.id, message.id, number),
    ...(files.length > 0 && { attachments: files }),
    ...(unsubscribeLink !== undefined && { headers: unsubscribing(unsubscribeLink) }),
  };
  if (html !== undefined) return { ...common, html, ...(text !== undefined && { text }) };
  if (text === undefined) throw new Error(`Message ${message.id} has no text for e-mail`);
  return { ...common, text };
}

/** What a mailbox shows beside the sender as « Se désabonner »: RFC 8058, which Gmail and Yahoo ask of advertisers. */
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

/** A line break in a subject would start another header; so might, somewhere on the way, any control character. */
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
