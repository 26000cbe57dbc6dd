import * as z from 'zod';
import { bareAddress, SIMULATED_CHANNELS } from './message.ts';

export const TWILIO_EVENTS = ['sent', 'delivered', 'undelivered', 'failed', 'read'] as const;
export const RESEND_EVENTS = [
  'sent',
  'delivered',
  'delivery_delayed',
  'opened',
  'clicked',
  'bounced',
  'complained',
  'failed',
  'suppressed',
] as const;

export const eventSchema = z.strictObject({
  providerId: z.string().min(1),
  event: z.enum([...new Set([...TWILIO_EVENTS, ...RESEND_EVENTS])]),
  /** Twilio's error code, or the bounce type of an e-mail. */
  errorCode: z.union([z.int().transform(String), z.string().min(1)]).optional(),
  /** The link that a `clicked` e-mail tells of. */
  link: z.url().optional(),
});

export const verdictSchema = z.strictObject({
  contentSid: z.string().min(1),
  status: z.enum(['approved', 'rejected', 'paused', 'disabled']),
  reason: z.string().max(500).default(''),
});

const PHONE = /^\+[1-9]\d{6,14}$/;
const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

export const replySchema = z
  .strictObject({
    channel: z.enum(SIMULATED_CHANNELS),
    from: z.string().min(1),
    to: z.string().min(1).optional(),
    text: z.string().max(100_000).default(''),
    subject: z.string().optional(),
    html: z.string().optional(),
    buttonPayload: z.string().optional(),
    mediaUrl: z.url().optional(),
    profileName: z.string().optional(),
    /** Headers of an e-mail, in place of those that answering gives it; an empty one is left out. */
    headers: z.record(z.string().regex(/^[!-9;-~]{1,100}$/), z.string().max(10_000)).optional(),
    /** Where an e-mail asks to be answered. */
    replyTo: z.string().regex(EMAIL).optional(),
    /** A machine answers, such as one that says that the person is away; what its header says unless `true`. */
    autoSubmitted: z.union([z.boolean(), z.string().min(1).max(200)]).optional(),
    /** Files of an e-mail, in base64. */
    attachments: z
      .array(
        z.strictObject({
          filename: z.string().min(1).max(200),
          contentType: z.string().min(1).max(200),
          content: z.base64().max(5_000_000),
        }),
      )
      .max(10)
      .optional(),
  })
  .refine(({ channel, from }) => (channel === 'email' ? EMAIL : PHONE).test(bareAddress(from)), {
    path: ['from'],
    message: 'Must be an E.164 number (+33612345678) for sms and whatsapp, an address for email',
  })
  .refine(({ text, mediaUrl, html }) => text !== '' || mediaUrl !== undefined || html !== undefined, {
    path: ['text'],
    message: 'A reply says something: text, or mediaUrl on a phone, or html by e-mail',
  })
  .refine(({ channel, mediaUrl, buttonPayload }) => channel !== 'email' || (!mediaUrl && !buttonPayload), {
    path: ['channel'],
    message: 'mediaUrl and buttonPayload exist on phones alone',
  })
  .refine(
    ({ channel, headers, replyTo, autoSubmitted }) =>
      channel === 'email' || [headers, replyTo, autoSubmitted].every((given) => given === undefined),
    { path: ['channel'], message: 'headers, replyTo and autoSubmitted exist in e-mails alone' },
  )
  .refine(({ channel, attachments }) => channel === 'email' || attachments === undefined, {
    path: ['attachments'],
    message: 'attachments exist in e-mails alone; give a mediaUrl',
  });

export type Reply = z.infer<typeof replySchema>;
