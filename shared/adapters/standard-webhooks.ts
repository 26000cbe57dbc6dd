import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** The library reads as far as it understands: what stands behind a timestamp or a signature was never signed. */
const TIMESTAMP = /^\d{1,12}$/;
const SIGNATURES = /^v\d+a?,[\w+/=-]+(?: v\d+a?,[\w+/=-]+)*$/;

/** The headers of the scheme, by whatever names they came. */
export interface StandardHeaders {
  id: string | undefined;
  timestamp: string | undefined;
  signature: string | undefined;
}

/** Is this from the holder of the secret, and no older than five minutes? By the scheme of Standard Webhooks. */
export function isStandardSigned(
  secret: string,
  { id = '', timestamp = '', signature = '' }: StandardHeaders,
  body: string,
): boolean {
  if (!TIMESTAMP.test(timestamp) || !SIGNATURES.test(signature)) return false;
  try {
    new Webhook(secret).verify(body, {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    // The signature fits: what is inside is read elsewhere.
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}
