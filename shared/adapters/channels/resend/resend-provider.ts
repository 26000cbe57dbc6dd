import { type CreateEmailOptions, Resend } from 'resend';
import { type AttemptEvent, attemptKey } from '../../../domain/attempt.ts';
import { HOUR } from '../../../domain/instant.ts';
import { LINK_PATH } from '../../../domain/link.ts';
import type { AttachmentStore } from '../../../ports/attachment-store.ts';
import type {
  AttemptQuestion,
  ChannelProvider,
  Delivery,
  DeliveryOutcome,
  Inquiry,
  TogetherOutcome,
} from '../../../ports/channel-provider.ts';
import type { Links } from '../../../ports/links.ts';
import type { Secrets } from '../../../ports/secrets.ts';
import { withAnswerLinks } from '../answer-links.ts';
import { eventStatus } from './event-status.ts';
import { outgoingEmail } from './outgoing.ts';

export interface ResendOptions {
  secrets: Secrets;
  /** Asked for only when a message has files. */
  attachments: () => AttachmentStore;
  /** For the link that ends marketing, which every advertisement carries, and those that answer a question. */
  links: Links;
  /** Where people reach us: scheme, host and base path, without a trailing slash. */
  publicBaseUrl: string;
  /** Instead of Resend's own. */
  baseUrl?: string | undefined;
}

/** How long Resend may take; well within the sender's lease. */
const TIME_OUT = 8_000;
/** For a hundred e-mails: a megabyte or two. */
const BATCH_TIME_OUT = 30_000;

/** Resend keeps a key for 24 hours; the hour between is for clocks that differ and for calls that take their time. */
const KEY_LIVES = 23 * HOUR;

interface ResendFault {
  name: string;
  message: string;
  statusCode: number | null;
}

/** E-mail by Resend, whose idempotency keys make a repeated attempt harmless for 24 hours. */
export class ResendProvider implements ChannelProvider {
  readonly name = 'resend';
  readonly repeatableFor = KEY_LIVES;
  readonly #options: ResendOptions;

  constructor(options: ResendOptions) {
    this.#options = options;
  }

  async send(delivery: Delivery): Promise<DeliveryOutcome> {
    const email = await this.#emailOf(delivery);
    const client = await this.#client();
    const idempotencyKey = attemptKey(delivery.message.id, delivery.number);
    const { data, error, headers } = await client.emails.send(email, { idempotencyKey, ...timeOut() });
    if (data !== null) return { outcome: 'accepted', providerId: data.id };
    return outcomeOf(error, Number(headers?.['retry-after']) || undefined);
  }

  /** In permissive mode, so that one address that Resend refuses holds up nobody else. Files cannot be part of it. */
  async sendTogether(deliveries: readonly Delivery[], idempotencyKey: string): Promise<TogetherOutcome> {
    const emails: CreateEmailOptions[] = [];
    for (const delivery of deliveries) {
      const email = await this.#emailOf(delivery);
      if (email.attachments !== undefined) return { outcome: 'not-together' };
      emails.push(email);
    }
    const client = await this.#client();
    const { data, error, headers } = await client.batch.send(emails, {
      idempotencyKey,
      batchValidation: 'permissive',
      ...timeOut(BATCH_TIME_OUT),
    });
    if (data === null) {
      const outcome = outcomeOf(error, Number(headers?.['retry-after']) || undefined);
      if (outcome.outcome !== 'accepted') return outcome;
    }
    return eachOf(deliveries.length, data?.data ?? [], data?.errors ?? []);
  }

  async #emailOf(delivery: Delivery): Promise<CreateEmailOptions> {
    return outgoingEmail(
      await withAnswerLinks(delivery, this.#options.links),
      this.#options.attachments,
      await this.#unsubscribeLink(delivery),
    );
  }

  async inquire({ providerId, now }: AttemptQuestion): Promise<Inquiry> {
    if (providerId === undefined) return { outcome: 'unknown' };
    const client = await this.#client();
    const { data, error } = await client.emails.get(providerId, timeOut());
    if (data === null) return error?.statusCode === 404 ? { outcome: 'not-found' } : { outcome: 'unknown' };
    const status = eventStatus(`email.${data.last_event}`);
    if (status === undefined || status === 'sent') return { outcome: 'in-transit', providerId };
    // It does not say who opened it, or followed a link: that it arrived is certain.
    const isVisit = status === 'opened' || status === 'clicked';
    const event: AttemptEvent = { status: isVisit ? 'delivered' : status, at: now, providerId };
    return {
      outcome: 'found',
      event: status === 'failed' ? { ...event, errorCode: data.last_event } : event,
    };
  }

  /** RFC 8058: one click, without signing in anywhere. */
  async #unsubscribeLink({ message, tenant }: Delivery): Promise<string | undefined> {
    if (message.type !== 'marketing') return undefined;
    const { seal } = await this.#options.links();
    const token = seal({
      kind: 'unsubscribe',
      tenantId: tenant.id,
      prospectId: message.prospect.id,
      messageId: message.id,
      locale: message.prospect.locale ?? tenant.locale,
    });
    return `${this.#options.publicBaseUrl}${LINK_PATH}${token}`;
  }

  async #client(): Promise<Resend> {
    const { apiKey } = await this.#options.secrets.of('resend');
    const { baseUrl } = this.#options;
    return new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  }
}

/**
 * The errors say by their place which e-mails were refused; the ids are those of the others, in their order. An answer
 * that does not add up may mean anything, and the same key will give the same: nobody is sent it twice.
 */
function eachOf(
  count: number,
  ids: readonly { id: string }[],
  errors: readonly { index: number; message: string }[],
): TogetherOutcome {
  const reasons = new Map(errors.map(({ index, message }) => [index, message]));
  if (ids.length + reasons.size !== count)
    return { outcome: 'uncertain', reason: 'Resend answered for another number of e-mails.' };
  const left = ids.values();
  const each = Array.from({ length: count }, (_, index) => {
    const reason = reasons.get(index);
    if (reason !== undefined) return { outcome: 'rejected', errorCode: 'validation_error', reason } as const;
    return { outcome: 'accepted', providerId: left.next().value?.id ?? '' } as const;
  });
  return { outcome: 'taken', each };
}

/** The SDK hands its options to `fetch`, and reports an aborted call as one that could not be resolved. */
function timeOut(milliseconds = TIME_OUT): object {
  return { signal: AbortSignal.timeout(milliseconds) };
}

/** Without an answer, or with a 5xx or a 409, the same key decides at the next try. */
function outcomeOf(
  { name, message: reason, statusCode }: ResendFault,
  retryAfterSeconds: number | undefined,
): DeliveryOutcome {
  if (name === 'concurrent_idempotent_requests') return { outcome: 'busy', retryAfterSeconds: 2, reason };
  if (statusCode === null || statusCode >= 500 || statusCode === 409) return { outcome: 'uncertain', reason };
  if (name === 'daily_quota_exceeded' || name === 'monthly_quota_exceeded') {
    return { outcome: 'rejected', errorCode: name, reason, misconfigured: true };
  }
  if (statusCode === 429) return { outcome: 'busy', retryAfterSeconds: retryAfterSeconds ?? 2, reason };
  const misconfigured = statusCode === 401 || statusCode === 403;
  return { outcome: 'rejected', errorCode: name, reason, ...(misconfigured && { misconfigured }) };
}
