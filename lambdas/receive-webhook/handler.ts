import type { WebhookReader, WebhookReaders } from '../../shared/ports/webhook-reader.ts';
import {
  apiHandler,
  type ApiOptions,
  type ApiRequest,
  type ApiResponse,
  type Route,
} from '../../shared/runtime/http/api.ts';
import { requireAtMost } from '../../shared/runtime/http/request-size.ts';
import { receiveWebhook, type WebhookPorts } from '../../shared/use-cases/receive-webhook.ts';

/** An empty answer in Twilio's own language: reply nothing. */
const NO_REPLY: ApiResponse = {
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: '<Response></Response>',
};
const RECEIVED: ApiResponse = { status: 204 };

/** In bytes. What providers tell goes on in one message of SQS, which may not be larger either. */
const LARGEST_WEBHOOK = 1024 * 1024;

/** What providers tell us. `publicBaseUrl`: what they called and signed, whatever host stands in front of us. */
export function createHandler(
  ports: WebhookPorts,
  readers: WebhookReaders,
  publicBaseUrl: string,
  options: ApiOptions,
) {
  const route = (
    path: string,
    reader: WebhookReader | ((request: ApiRequest) => WebhookReader),
    answer: ApiResponse,
  ): Route => ({
    method: 'POST',
    path,
    scope: 'public',
    handle: async (request) => {
      requireAtMost(request.body, LARGEST_WEBHOOK);
      await receiveWebhook(ports, typeof reader === 'function' ? reader(request) : reader, {
        url: publicUrl(publicBaseUrl, path, request),
        headers: request.headers,
        body: request.body,
      });
      return answer;
    },
  });
  return apiHandler(
    [
      route('/webhooks/twilio/status', readers.twilioStatus, RECEIVED),
      route('/webhooks/twilio/inbound', readers.twilioInbound, NO_REPLY),
      route('/webhooks/resend', readers.resend, RECEIVED),
      route(
        '/webhooks/signature/{tenantId}',
        ({ params }) => readers.signature(params['tenantId'] ?? ''),
        RECEIVED,
      ),
    ],
    options,
  );
}

function publicUrl(base: string, path: string, { rawQuery }: ApiRequest): string {
  return rawQuery === '' ? base + path : `${base}${path}?${rawQuery}`;
}
