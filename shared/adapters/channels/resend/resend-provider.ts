import { Resend } from 'resend';
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
    const email = await outgoingEmail(
      await withAnswerLinks(delivery, this.#options.links),
      this.#options.attachments,
      await this.#unsubscribeLink(delivery),
    );
    const client = await this.#client();
    const idempotencyKey = attemptKey(delivery.message.id, delivery.number);
    const { data, error, headers } = await client.emails.send(email, { idempotencyKey, ...timeOut() });
    if (data !== null) return { outcome: 'accepted', providerId: data.id };
    return outcomeOf(error, Number(headers?.['retry-after']) || undefined);
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

/** The SDK hands its options to `fetch`, and reports an aborted call as one that could not be resolved. */
function timeOut(): object {
  return { signal: AbortSignal.timeout(TIME_OUT) };
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
