import { randomBytes, randomUUID } from 'node:crypto';
import type { Reply } from './control-schemas.ts';
import { bareAddress, concerns, type SimulatedMessage } from './message.ts';
import { emailReceivedBody } from './resend-event.ts';
import { segmentsOf } from './segment-count.ts';
import type { Simulation } from './simulation.ts';
import { inboundBody } from './twilio-callback.ts';
import type { WebhookResult } from './webhook.ts';

/** A prospect writes: the message is kept and the provider tells the product. Undefined: nobody knows to whom. */
export async function receiveReply(
  simulation: Simulation,
  reply: Reply,
): Promise<{ providerId: string; webhook: WebhookResult } | undefined> {
  const answered = lastSentTo(simulation, reply);
  const to = reply.to ?? answered?.from ?? simulation.options.defaultSenders?.[reply.channel];
  if (to === undefined) return undefined;
  const message = replyMessage(reply, to, answered, simulation.now());
  const webhook = await simulation.receive(message, inboundWebhook(simulation, reply, message, answered));
  return { providerId: message.providerId, webhook };
}

function lastSentTo(simulation: Simulation, reply: Reply): SimulatedMessage | undefined {
  return [...simulation.store.messages.values()].findLast(
    (message) =>
      message.direction === 'outbound' &&
      message.channel === reply.channel &&
      concerns(message, reply.from) &&
      (reply.to === undefined || bareAddress(message.from) === bareAddress(reply.to)),
  );
}

function inboundWebhook(
  simulation: Simulation,
  reply: Reply,
  message: SimulatedMessage,
  repliedTo: SimulatedMessage | undefined,
): { url: string; body: string } {
  const { publicUrl, twilio } = simulation.options;
  if (message.provider === 'resend')
    return { url: `${publicUrl}/webhooks/resend`, body: emailReceivedBody(message) };
  const { profileName, buttonPayload } = reply;
  // A tap answers its template; typed text answers nothing in particular.
  const details = {
    profileName,
    buttonPayload,
    repliedTo: buttonPayload === undefined ? undefined : repliedTo,
  };
  return {
    url: `${publicUrl}/webhooks/twilio/inbound`,
    body: inboundBody(message, {
      ...details,
      accountSid: twilio.accountSid,
      mediaFolder: mediaFolderOf(simulation),
    }),
  };
}

/** Where Twilio keeps what people send, as the product reaches it. */
function mediaFolderOf({ options }: Simulation): string {
  const { publicUrl, localUrl = publicUrl, twilio } = options;
  return `${localUrl}/_local/providers/twilio/2010-04-01/Accounts/${twilio.accountSid}/Messages`;
}

function replyMessage(
  reply: Reply,
  to: string,
  answered: SimulatedMessage | undefined,
  at: number,
): SimulatedMessage {
  const { channel, text, html, mediaUrl } = reply;
  const common = {
    channel,
    direction: 'inbound',
    text,
    attachments: (reply.attachments ?? []).map((file) => ({
      ...file,
      size: Buffer.byteLength(file.content, 'base64'),
    })),
    acceptedAt: at,
    history: [{ status: 'received', at }],
  } as const;
  if (channel === 'email') {
    return {
      ...common,
      providerId: randomUUID(),
      provider: 'resend',
      from: reply.from,
      to: [to],
      subject: reply.subject ?? subjectAnswering(answered),
      html,
      media: [],
      segments: 1,
      email: replyDetails(reply, answered),
    };
  }
  return {
    ...common,
    providerId: `${mediaUrl ? 'MM' : 'SM'}${randomBytes(16).toString('hex')}`,
    provider: 'twilio',
    from: bareAddress(reply.from),
    to: [to.replace(/^whatsapp:/, '')],
    media: mediaUrl ? [mediaUrl] : [],
    segments: channel === 'sms' ? segmentsOf(text) : 1,
  };
}

function subjectAnswering(answered: SimulatedMessage | undefined): string {
  const subject = answered?.subject ?? '';
  return /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`.trim();
}

function replyDetails(
  { replyTo, headers: given = {}, autoSubmitted = false }: Reply,
  answered: SimulatedMessage | undefined,
): NonNullable<SimulatedMessage['email']> {
  const messageId = `<${randomUUID()}@mail.example.com>`;
  const original = answered?.email?.messageId;
  // A mail program repeats what the message refers to, and adds the message itself (RFC 5322, 3.6.4).
  const references = [answered?.email?.headers['References'], original].filter(Boolean).join(' ');
  const own = {
    ...(original && { 'in-reply-to': original, references }),
    ...(autoSubmitted !== false && {
      'auto-submitted': autoSubmitted === true ? 'auto-replied' : autoSubmitted,
    }),
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value])),
  };
  const headers = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== ''));
  return { messageId, cc: [], bcc: [], replyTo: replyTo ? [replyTo] : [], tags: {}, headers };
}
