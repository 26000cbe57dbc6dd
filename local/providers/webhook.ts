import { createHmac, randomUUID } from 'node:crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';

/** One signed request that a provider owes the product. */
export interface Webhook {
  readonly id: string;
  readonly provider: 'twilio' | 'resend';
  /** The provider's id of the message that it tells of. */
  readonly about: string;
  /** Exactly as the product gave it; its fragment may carry Twilio's retry policy. */
  readonly url: string;
  readonly body: string;
  /** Milliseconds of the virtual clock. */
  readonly dueAt: number;
  /** How often it was tried. */
  readonly attempts: number;
}

/** What signs the webhooks. */
export interface WebhookSecrets {
  readonly twilioAuthToken: string;
  readonly resendWebhookSecret: string;
}

export function newWebhook(webhook: Pick<Webhook, 'provider' | 'about' | 'url' | 'body' | 'dueAt'>): Webhook {
  const id = webhook.provider === 'resend' ? `msg_${randomUUID().replaceAll('-', '')}` : randomUUID();
  return { id, attempts: 0, ...webhook };
}

/**
 * `X-Twilio-Signature`: HMAC-SHA1 over the exact URL and the sorted parameters. The fragment never travels, so it is
 * not signed.
 */
function twilioSignature(authToken: string, url: string, parameters: URLSearchParams): string {
  const names = [...new Set(parameters.keys())].sort();
  const pairs = names.flatMap((name) =>
    [...new Set(parameters.getAll(name))].sort().map((value) => name + value),
  );
  return createHmac('sha1', authToken)
    .update(withoutFragment(url) + pairs.join(''), 'utf8')
    .digest('base64');
}

export function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? url;
}

/** The headers of one attempt, made at `now` (ms). */
export function signedHeaders(
  webhook: Webhook,
  secrets: WebhookSecrets,
  now: number,
): Record<string, string> {
  if (webhook.provider === 'twilio') {
    return {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
      'i-twilio-idempotency-token': webhook.id,
      'x-twilio-signature': twilioSignature(
        secrets.twilioAuthToken,
        webhook.url,
        new URLSearchParams(webhook.body),
      ),
    };
  }
  // Verifiers compare whole seconds with their own clock.
  const at = new Date(Math.floor(now / 1000) * 1000);
  return {
    'content-type': 'application/json',
    'user-agent': 'Svix-Webhooks/1.24.0',
    'svix-id': webhook.id,
    'svix-timestamp': String(at.getTime() / 1000),
    'svix-signature': new StandardWebhook(secrets.resendWebhookSecret).sign(webhook.id, at, webhook.body),
  };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Resend's published schedule after a failed attempt. */
const RESEND_BACKOFF = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];

/** What came of an attempt: an HTTP status, or no connection. */
export type WebhookResult = { readonly status: number; readonly body: string } | { readonly error: string };

/** Milliseconds before the next attempt, or undefined when the provider is done, well or not. */
export function retryDelay(webhook: Webhook, result: WebhookResult): number | undefined {
  if ('status' in result && result.status >= 200 && result.status < 300) return undefined;
  if (webhook.provider === 'resend') return RESEND_BACKOFF[webhook.attempts];
  const policy = new URLSearchParams(new URL(webhook.url).hash.slice(1));
  const retries = Number(policy.get('rc') ?? 1);
  if (webhook.attempts >= retries) return undefined;
  return 'error' in result || twilioRetriesStatus(policy.get('rp') ?? 'ct', result.status)
    ? SECOND
    : undefined;
}

function twilioRetriesStatus(policy: string, status: number): boolean {
  const causes = policy.split(',');
  return causes.includes('all') || causes.includes(status >= 500 ? '5xx' : '4xx');
}
