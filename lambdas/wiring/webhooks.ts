import { resendReader } from '../../shared/adapters/channels/resend/webhook-reader.ts';
import {
  twilioInboundReader,
  twilioStatusReader,
} from '../../shared/adapters/channels/twilio/webhook-readers.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { SsmSecrets } from '../../shared/adapters/signed-aws/ssm-secrets.ts';
import { sqsReportQueue } from '../../shared/adapters/sqs/command-queues.ts';
import { requireEnv } from '../../shared/env.ts';
import { AppError } from '../../shared/errors.ts';
import type { WebhookReader } from '../../shared/ports/webhook-reader.ts';
import type { ApiOptions } from '../../shared/runtime/http/api.ts';
import type { WebhookPorts } from '../../shared/use-cases/receive-webhook.ts';
import { logger } from './common.ts';
import { queue } from './queues.ts';

export function webhookPorts(): WebhookPorts {
  return { clock: systemClock, reportQueue: sqsReportQueue(queue('eventsQueueUrl')) };
}

export function webhookReaders(): Record<'twilioStatus' | 'twilioInbound' | 'resend', WebhookReader> {
  const secrets = new SsmSecrets(requireEnv('secretsPrefix'));
  return {
    twilioStatus: twilioStatusReader(secrets),
    twilioInbound: twilioInboundReader(secrets),
    resend: resendReader(secrets),
  };
}

/** Providers sign instead of showing a key: no route here takes one. */
export function webhookOptions(): ApiOptions {
  const authorize = async (): Promise<string> => {
    throw new AppError('unauthenticated', 'Webhooks are signed.');
  };
  return { authorize, logger: logger() };
}
