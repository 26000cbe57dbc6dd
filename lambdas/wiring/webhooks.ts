import { resendReader } from '../../shared/adapters/channels/resend/webhook-reader.ts';
import {
  twilioInboundReader,
  twilioStatusReader,
} from '../../shared/adapters/channels/twilio/webhook-readers.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { signatureReader } from '../../shared/adapters/signatures/signature-reader.ts';
import { SsmSecrets } from '../../shared/adapters/signed-aws/ssm-secrets.ts';
import { SsmTenantSecrets } from '../../shared/adapters/signed-aws/ssm-tenant-secrets.ts';
import { sqsReportQueue } from '../../shared/adapters/sqs/command-queues.ts';
import { requireEnv } from '../../shared/env.ts';
import type { WebhookReaders } from '../../shared/ports/webhook-reader.ts';
import type { WebhookPorts } from '../../shared/use-cases/receive-webhook.ts';
import { noteStale, retry } from './common.ts';
import { queue } from './queues.ts';

export function webhookPorts(): WebhookPorts {
  return { clock: systemClock, reportQueue: sqsReportQueue(queue('eventsQueueUrl')) };
}

export function webhookReaders(): WebhookReaders {
  const options = { retry: retry(), onStale: noteStale };
  const secrets = new SsmSecrets(requireEnv('secretsPrefix'), options);
  const tenantSecrets = new SsmTenantSecrets(requireEnv('secretsPrefix'), options);
  return {
    twilioStatus: twilioStatusReader(secrets),
    twilioInbound: twilioInboundReader(secrets),
    resend: resendReader(secrets),
    signature: (tenantId) => signatureReader(tenantSecrets, tenantId),
  };
}
