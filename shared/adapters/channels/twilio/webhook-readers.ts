import type { Secrets } from '../../../ports/secrets.ts';
import type { WebhookReader } from '../../../ports/webhook-reader.ts';
import type { ProviderReport } from '../../../domain/reports.ts';
import {
  inboundReport,
  isSignature,
  isSignedByTwilio,
  parseForm,
  statusReport,
  type TwilioForm,
} from './webhooks.ts';

type Interpret = (form: TwilioForm, url: string, now: number) => ProviderReport | undefined;

function twilioReader(secrets: Secrets, interpret: Interpret): WebhookReader {
  return {
    async read({ url, headers, body }, now) {
      const signature = headers['x-twilio-signature'];
      if (!isSignature(signature)) return { outcome: 'forged' };
      const form = parseForm(body);
      const { authToken } = await secrets.of('twilio');
      if (!isSignedByTwilio(authToken, signature, url, form)) return { outcome: 'forged' };
      const report = interpret(form, url, now);
      return report === undefined ? { outcome: 'ignored' } : { outcome: 'report', report };
    },
  };
}

/** Status callbacks: their URL says which attempt they are about. */
export const twilioStatusReader = (secrets: Secrets): WebhookReader =>
  twilioReader(secrets, (form, url, now) => statusReport(new URL(url).searchParams, form, now));

/** What people write to our numbers. */
export const twilioInboundReader = (secrets: Secrets): WebhookReader =>
  twilioReader(secrets, (form, _url, now) => inboundReport(form, now));
