import { randomUUID } from 'node:crypto';
import type { SimulatedAttachment, SimulatedMessage } from './message.ts';
import type { ResendCreation } from './resend-creation.ts';

/** An e-mail as it is accepted. */
export function newEmail(
  creation: ResendCreation,
  attachments: readonly SimulatedAttachment[],
  at: number,
): SimulatedMessage {
  const { from, to, subject, text, html } = creation;
  return {
    providerId: randomUUID(),
    provider: 'resend',
    channel: 'email',
    direction: 'outbound',
    to,
    from,
    subject,
    text,
    html,
    media: [],
    attachments,
    segments: 1,
    email: {
      messageId: `<${randomUUID()}@eu-west-1.amazonses.com>`,
      cc: creation.cc ?? [],
      bcc: creation.bcc ?? [],
      replyTo: creation.reply_to ?? [],
      tags: Object.fromEntries((creation.tags ?? []).map(({ name, value }) => [name, value])),
      headers: creation.headers ?? {},
    },
    acceptedAt: at,
    history: [{ status: 'queued', at }],
  };
}
