import { htmlOf } from './letters.ts';
import type { Answer } from './http-exchange.ts';
import { currentStatus, type SimulatedMessage } from './message.ts';
import { resendError } from './resend-error.ts';
import { receivedFiles } from './resend-received-file.ts';

/** `GET /emails/{id}`. */
export function emailResource(message: SimulatedMessage | undefined): Answer {
  if (message?.provider !== 'resend' || message.direction !== 'outbound') return notFound();
  const { email, providerId, to, from, subject, text, html } = message;
  return {
    status: 200,
    body: {
      object: 'email',
      id: providerId,
      message_id: email?.messageId,
      to,
      from,
      created_at: new Date(message.acceptedAt).toISOString(),
      subject,
      html: html === undefined ? null : htmlOf(html),
      text: text ?? null,
      cc: email?.cc ?? [],
      bcc: email?.bcc ?? [],
      reply_to: email?.replyTo ?? [],
      last_event: currentStatus(message).status,
      scheduled_at: null,
      tags: Object.entries(email?.tags ?? {}).map(([name, value]) => ({ name, value })),
    },
  };
}

/** `GET /emails/receiving/{id}`: the body that the webhook does not carry. */
export function receivedEmailResource(message: SimulatedMessage | undefined): Answer {
  if (message?.provider !== 'resend' || message.direction !== 'inbound') return notFound();
  const { email, providerId, to, from, subject, text, html } = message;
  return {
    status: 200,
    body: {
      object: 'email',
      id: providerId,
      to,
      from,
      created_at: new Date(message.acceptedAt).toISOString(),
      subject,
      html: html === undefined ? null : htmlOf(html),
      text: text ?? null,
      headers: email?.headers ?? {},
      bcc: [],
      cc: [],
      reply_to: email?.replyTo ?? [],
      received_for: to,
      message_id: email?.messageId,
      raw: null,
      attachments: receivedFiles(message),
    },
  };
}

function notFound(): Answer {
  return resendError(404, 'not_found', 'Email not found');
}
