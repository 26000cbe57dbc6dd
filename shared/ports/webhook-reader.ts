import type { Instant } from '../domain/instant.ts';
import type { ProviderReport } from '../domain/reports.ts';

/** A provider's request, exactly as it came in. */
export interface WebhookRequest {
  /** The public URL that the provider called and signed, with its query. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  body: string;
}

/** `forged`: the signature does not fit, nothing may change. `ignored`: genuine, and about nothing of ours. */
export type WebhookReading =
  | { outcome: 'forged' }
  | { outcome: 'ignored' }
  | { outcome: 'report'; report: ProviderReport };

/** Verifies and reads one kind of webhook. @throws AppError `payload-too-large`; Error when the secret cannot be read. */
export interface WebhookReader {
  read(request: WebhookRequest, now: Instant): Promise<WebhookReading>;
}

/** One for each kind of webhook. */
export interface WebhookReaders {
  twilioStatus: WebhookReader;
  twilioInbound: WebhookReader;
  resend: WebhookReader;
  /** Of the signature provider of one tenant. */
  signature: (tenantId: string) => WebhookReader;
}
