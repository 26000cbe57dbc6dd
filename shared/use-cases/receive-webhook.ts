import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReportQueue } from '../ports/report-queue.ts';
import type { WebhookReader, WebhookRequest } from '../ports/webhook-reader.ts';

export interface WebhookPorts {
  clock: Clock;
  reportQueue: ReportQueue;
}

/**
 * Verifies a webhook and hands it over in one write; what it means is worked out behind the queue, where nothing is
 * lost. @throws AppError `invalid-signature`.
 */
export async function receiveWebhook(
  ports: WebhookPorts,
  reader: WebhookReader,
  request: WebhookRequest,
): Promise<'queued' | 'ignored'> {
  const reading = await reader.read(request, ports.clock.now());
  if (reading.outcome === 'forged')
    throw new AppError('invalid-signature', 'The signature does not fit the request.');
  if (reading.outcome === 'ignored') return 'ignored';
  await ports.reportQueue.send(reading.report);
  return 'queued';
}
