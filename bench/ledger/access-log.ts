import { LOG_LINE_OVERHEAD_BYTES } from './usage.ts';

/**
 * API Gateway's access log, one line a request: the fields of `lib/constructs/messaging-api.ts` with values of their
 * usual length.
 */
const USUAL_LINE = {
  requestId: 'Zy4Gdh3xDoEEPKw=',
  time: '24/Nov/2026:13:00:00 +0000',
  route: '',
  status: '202',
  latency: '38',
  integrationLatency: '35',
  integrationError: '-',
};

export function accessLogBytesOf(event: unknown): number {
  const { routeKey } = event as { routeKey: string };
  return Buffer.byteLength(JSON.stringify({ ...USUAL_LINE, route: routeKey })) + LOG_LINE_OVERHEAD_BYTES;
}
