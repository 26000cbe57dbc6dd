import { createHmac } from 'node:crypto';
import { SIGNATURE_SECRETS } from '../../local/settings.ts';

/** What a signature provider of the demonstration agency sends to the local stack. */
export interface SignedCall {
  body: string;
  headers: Record<string, string>;
}

/** By the scheme of Yousign. */
export function yousignCall(event: string, enrolmentId: string): SignedCall {
  const request = { id: 'b6c63685-c556-4a30-8fe9-b6f2b187d936', status: 'done', external_id: enrolmentId };
  const body = JSON.stringify({
    event_name: `signature_request.${event}`,
    data: { signature_request: request },
  });
  const digest = createHmac('sha256', SIGNATURE_SECRETS.yousign).update(body).digest('hex');
  return { body, headers: { 'x-yousign-signature-256': `sha256=${digest}` } };
}

/** By the scheme of Standard Webhooks; `at` in milliseconds. */
export function standardCall(type: string, enrolmentId: string, at: number): SignedCall {
  const body = JSON.stringify({ type, data: { enrolmentId } });
  const [id, timestamp] = ['call_1', String(Math.floor(at / 1_000))];
  const key = Buffer.from(SIGNATURE_SECRETS.standard.slice('whsec_'.length), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest}` };
  return { body, headers };
}
