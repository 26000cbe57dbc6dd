import type { Secrets } from '../../../ports/secrets.ts';
import type { WebhookReader } from '../../../ports/webhook-reader.ts';
import { emailReport, isSignedByResend, receivedReport } from './webhooks.ts';

/** Resend's events, signed by the Standard Webhooks scheme. */
export function resendReader(secrets: Secrets): WebhookReader {
  return {
    async read({ headers, body }) {
      // No secret is read for what is not signed at all.
      if (headers['svix-signature'] === undefined) return { outcome: 'forged' };
      const { webhookSecret } = await secrets.of('resend');
      if (!isSignedByResend(webhookSecret, headers, body)) return { outcome: 'forged' };
      const report = receivedReport(body) ?? emailReport(body);
      return report === undefined ? { outcome: 'ignored' } : { outcome: 'report', report };
    },
  };
}
