import webhooks from 'twilio/lib/webhooks/webhooks.js';
import { CHANNELS } from '../../../domain/channel.ts';
import type { InboundReport, StatusReport } from '../../../domain/reports.ts';
import { AppError } from '../../../errors.ts';
import { meaningOf } from './errors.ts';
import { eventOf } from './status.ts';

/**
 * Every field received, repeated ones as lists: the signature covers them all, known or not. Without a prototype: a
 * field called `constructor` is one like any other, and one called `__proto__` is not left out of the signature.
 */
export type TwilioForm = Record<string, string | string[]>;

/**
 * Several times what Twilio sends: some sixty fields, a text of at most 4,096 characters (12 each in this form), ten
 * addresses of files. The signature is over the fields in their order, so a form is read before anybody knows its sender.
 */
const LARGEST_FORM = 256 * 1024;
const MOST_FIELDS = 1_000;

/** @throws AppError `payload-too-large` for what no webhook of Twilio is. */
export function parseForm(body: string): TwilioForm {
  if (body.length > LARGEST_FORM || hasMoreFields(body, MOST_FIELDS))
    throw new AppError(
      'payload-too-large',
      `A form has at most ${LARGEST_FORM} characters and ${MOST_FIELDS} fields.`,
    );
  const form = Object.create(null) as TwilioForm;
  for (const [name, value] of new URLSearchParams(body)) {
    const known = form[name];
    if (known === undefined) form[name] = value;
    else if (typeof known === 'string') form[name] = [known, value];
    else known.push(value);
  }
  return form;
}

function hasMoreFields(body: string, most: number): boolean {
  let count = 1;
  for (let at = body.indexOf('&'); at !== -1 && count <= most; at = body.indexOf('&', at + 1)) count += 1;
  return count > most;
}

/** Base64 of a SHA-1. */
const SIGNATURE = /^[\w+/]{27}=$/;

/** Can this be a signature at all? What cannot is not looked at any further. */
export function isSignature(header: string | undefined): header is string {
  return header !== undefined && SIGNATURE.test(header);
}

/** Is this form from the holder of the auth token, for exactly this URL? */
export function isSignedByTwilio(
  authToken: string,
  signature: string,
  url: string,
  form: TwilioForm,
): boolean {
  return webhooks.validateRequest(authToken, signature, url, form);
}

/** What a status callback says; undefined when it is about nothing of ours, or says nothing new. */
export function statusReport(
  query: URLSearchParams,
  form: TwilioForm,
  now: number,
): StatusReport | undefined {
  const tenantId = query.get('tenant');
  const messageId = query.get('message');
  const number = Number(query.get('attempt'));
  const channel = CHANNELS.find((name) => name === query.get('channel'));
  if (
    tenantId === null ||
    messageId === null ||
    !Number.isInteger(number) ||
    number < 1 ||
    channel === undefined
  )
    return undefined;
  const errorCode = text(form, 'ErrorCode');
  const event = eventOf(text(form, 'MessageStatus') ?? '', now, text(form, 'MessageSid') ?? '', errorCode);
  // The answer to our own request has said it already; a write for it again would be one in five.
  if (event === undefined || event.status === 'sent') return undefined;
  const reason = event.errorCode === undefined ? undefined : meaningOf(event.errorCode).suppress;
  const address = withoutPrefix(text(form, 'To') ?? '');
  const suppress = reason === undefined || address === '' ? {} : { suppress: { address, reason } };
  return { kind: 'status', tenantId, messageId, number, channel, event, ...suppress };
}

/** A person's SMS or WhatsApp message; undefined when it lacks what every one has. */
export function inboundReport(form: TwilioForm, now: number): InboundReport | undefined {
  const from = text(form, 'From');
  const to = text(form, 'To');
  const providerId = text(form, 'MessageSid');
  if (from === undefined || to === undefined || providerId === undefined) return undefined;
  const channel = from.startsWith('whatsapp:') ? 'whatsapp' : 'sms';
  const tapped = text(form, 'ButtonText');
  const name = text(form, 'ProfileName');
  const repliesTo = text(form, 'OriginalRepliedMessageSid');
  const media = mediaIn(form);
  return {
    kind: 'inbound',
    channel,
    from: withoutPrefix(from),
    to: withoutPrefix(to),
    text: tapped ?? text(form, 'Body') ?? '',
    providerId,
    at: now,
    ...(name !== undefined && { name }),
    ...(media.length > 0 && { media }),
    ...(repliesTo !== undefined && { repliesTo }),
    ...(tapped !== undefined && { isTap: true }),
    // Advanced Opt-Out: Twilio has told the person what it did.
    ...(text(form, 'OptOutType') !== undefined && { isAnswered: true }),
  };
}

/** Ten at most, as Twilio has it. */
function mediaIn(form: TwilioForm): { url: string; contentType: string }[] {
  const count = Math.min(Number(text(form, 'NumMedia') ?? 0) || 0, 10);
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const url = text(form, `MediaUrl${index}`);
    const contentType = text(form, `MediaContentType${index}`) ?? 'application/octet-stream';
    return url === undefined ? [] : [{ url, contentType }];
  });
}

function text(form: TwilioForm, name: string): string | undefined {
  const value = form[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function withoutPrefix(address: string): string {
  return address.replace(/^whatsapp:/, '');
}
