import * as z from 'zod/mini';
import type { AttemptEvent } from '../../../domain/attempt.ts';
import type { InboundReport, StatusReport } from '../../../domain/reports.ts';
import { confidenceIn } from '../../../domain/visit.ts';
import { isStandardSigned } from '../../standard-webhooks.ts';
import { eventStatus } from './event-status.ts';

/** Resend documents a list and types a record: both are read. */
const tags = z.union([
  z.record(z.string(), z.string()),
  z.pipe(
    z.array(z.object({ name: z.string(), value: z.string() })),
    z.transform((list) => Object.fromEntries(list.map(({ name, value }) => [name, value]))),
  ),
]);

const visit = z.object({ ipAddress: z.optional(z.string()), userAgent: z.optional(z.string()) });

/** What we read of a Resend webhook; the rest may change without notice. */
const webhookBody = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z.string(),
    to: z.optional(z.array(z.string())),
    tags: z.optional(tags),
    bounce: z.optional(
      z.object({
        type: z.optional(z.string()),
        subType: z.optional(z.string()),
        message: z.optional(z.string()),
      }),
    ),
    failed: z.optional(z.object({ reason: z.optional(z.string()) })),
    open: z.optional(visit),
    click: z.optional(visit),
  }),
});

type WebhookBody = z.infer<typeof webhookBody>;

/** Is this from the holder of the secret, and no older than five minutes? By the names that Svix gives the headers. */
export function isSignedByResend(
  secret: string,
  headers: Record<string, string | undefined>,
  body: string,
): boolean {
  const [id, timestamp, signature] = ['svix-id', 'svix-timestamp', 'svix-signature'].map(
    (name) => headers[name] ?? '',
  );
  return isStandardSigned(secret, { id, timestamp, signature }, body);
}

/** What a verified webhook says; undefined when it is about nothing of ours, or says nothing new. */
export function emailReport(text: string): StatusReport | undefined {
  const parsed = webhookBody.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { type, created_at, data } = parsed.data;
  const status = eventStatus(type);
  const at = Date.parse(created_at);
  const { tenant, message, attempt } = data.tags ?? {};
  const number = Number(attempt);
  // That it was sent, the answer to our own request has said already.
  if (
    status === undefined ||
    status === 'sent' ||
    Number.isNaN(at) ||
    tenant === undefined ||
    message === undefined
  )
    return undefined;
  if (!Number.isInteger(number) || number < 1) return undefined;
  const event: AttemptEvent = { status, at, providerId: data.email_id, ...failureOf(status, parsed.data) };
  return {
    kind: 'status',
    tenantId: tenant,
    messageId: message,
    number,
    channel: 'email',
    event,
    ...suppressionOf(parsed.data),
    ...confidenceOf(parsed.data),
  };
}

/** The address and the program of whoever was there stay here. */
function confidenceOf({ data: { open, click } }: WebhookBody): Pick<StatusReport, 'confidence'> {
  const visitor = open ?? click;
  return visitor === undefined ? {} : { confidence: confidenceIn(visitor) };
}

function failureOf(status: string, { type, data }: WebhookBody): { errorCode?: string; reason?: string } {
  if (status !== 'failed') return {};
  const { bounce, failed } = data;
  const errorCode =
    bounce?.type === undefined ? type.replace('email.', '') : `bounced-${bounce.type.toLowerCase()}`;
  const reason = bounce?.message ?? failed?.reason;
  return { errorCode, ...(reason !== undefined && { reason }) };
}

/** Only a permanent bounce says that the address is bad; the provider's own list is as good as one. */
function suppressionOf({ type, data }: WebhookBody): Pick<StatusReport, 'suppress'> {
  const address = data.to?.[0];
  if (address === undefined) return {};
  if (type === 'email.complained') return { suppress: { address, reason: 'complained' } };
  const isDead =
    type === 'email.suppressed' || (type === 'email.bounced' && data.bounce?.type === 'Permanent');
  return isDead ? { suppress: { address, reason: 'bounced' } } : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const receivedBody = z.object({
  type: z.literal('email.received'),
  created_at: z.string(),
  data: z.object({
    email_id: z.string(),
    from: z.string(),
    to: z.array(z.string()),
    cc: z.optional(z.nullable(z.array(z.string()))),
    received_for: z.optional(z.array(z.string())),
    subject: z.optional(z.string()),
  }),
});

/** An e-mail that somebody wrote to us; undefined when the webhook is about anything else. */
export function receivedReport(text: string): InboundReport | undefined {
  const parsed = receivedBody.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { created_at, data } = parsed.data;
  const at = Date.parse(created_at);
  const { address: from, name } = mailbox(data.from);
  const [to, ...alsoTo] = [...(data.received_for ?? []), ...data.to, ...(data.cc ?? [])].map(
    (one) => mailbox(one).address,
  );
  if (Number.isNaN(at) || from === '' || to === undefined) return undefined;
  return {
    kind: 'inbound',
    channel: 'email',
    from,
    to,
    ...(alsoTo.length > 0 && { alsoTo: [...new Set(alsoTo)] }),
    text: '',
    providerId: data.email_id,
    at,
    ...(name !== '' && { name }),
    ...(data.subject !== undefined && { subject: data.subject }),
  };
}

/** `"Marie Dupont" <marie@example.com>`, or an address alone; its domain in lower case, as addresses are kept. */
function mailbox(text: string): { address: string; name: string } {
  const whole = text.trim();
  // By hand: anybody may put anything here, and a pattern would go back and forth over it.
  const open = whole.endsWith('>') ? whole.lastIndexOf('<') : -1;
  const inside = whole.slice(open + 1, open === -1 ? undefined : -1).trim();
  const isNamed = open !== -1 && inside !== '' && !inside.includes('>');
  const address = isNamed ? inside : whole;
  const name = isNamed ? whole.slice(0, open).trim() : '';
  const at = address.lastIndexOf('@');
  return {
    address: address.slice(0, at) + address.slice(at).toLowerCase(),
    name: name.replace(/^"(.*)"$/, '$1').trim(),
  };
}
