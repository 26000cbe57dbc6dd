import { subjectFor, textFor } from '../../shared/domain/rendered-content.ts';
import type { SimulatedMessage } from '../providers/message.ts';
import { segmentsOf } from '../providers/segment-count.ts';
import type { Taken } from './demo-provider.ts';
import type { Said } from './play-story.ts';

/** What the simulated phones and mailboxes show of the month, the oldest first. */
export function phoneMessages(taken: readonly Taken[], said: readonly Said[]): SimulatedMessage[] {
  const messages = [...taken.flatMap(receivedOf), ...said.map(writtenOf)];
  return messages.sort((a, b) => a.acceptedAt - b.acceptedAt);
}

/** What only e-mail has. */
const detailsOf = (providerId: string): NonNullable<SimulatedMessage['email']> => ({
  messageId: `<${providerId}@mail.example.com>`,
  cc: [],
  bcc: [],
  replyTo: [],
  tags: {},
  headers: {},
});

function receivedOf({ delivery, providerId, at }: Taken): SimulatedMessage[] {
  const { message, tenant, channel, to } = delivery;
  if (channel !== 'sms' && channel !== 'whatsapp' && channel !== 'email') return [];
  const text = textFor(message, channel, tenant) ?? '';
  const isEmail = channel === 'email';
  return [
    {
      providerId,
      provider: isEmail ? 'resend' : 'twilio',
      channel,
      direction: 'outbound',
      to: [to],
      from: tenant.senders[channel]?.address ?? '',
      text,
      media: [],
      attachments: [],
      segments: channel === 'sms' ? segmentsOf(text) : 1,
      acceptedAt: at,
      history: [{ status: 'delivered', at }],
      ...(isEmail && { subject: subjectFor(message, tenant), email: detailsOf(providerId) }),
    },
  ];
}

function writtenOf({ channel, from, to, text, subject, files, providerId, at }: Said): SimulatedMessage {
  const isEmail = channel === 'email';
  const attachments = files.map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    size: content.length,
    content: Buffer.from(content).toString('base64'),
  }));
  return {
    providerId,
    provider: isEmail ? 'resend' : 'twilio',
    channel,
    direction: 'inbound',
    to: [to],
    from,
    text,
    // Twilio knows photos by their addresses.
    media: isEmail ? [] : files.map(({ filename }) => `https://photos.example/${filename}`),
    attachments: isEmail ? attachments : [],
    segments: channel === 'sms' ? segmentsOf(text) : 1,
    acceptedAt: at,
    history: [{ status: 'received', at }],
    ...(isEmail && { subject, email: detailsOf(providerId) }),
  };
}
