import type { APIGatewayProxyEventV2, Context, SQSEvent } from 'aws-lambda';
import { afterEach, expect, test } from 'vitest';
import { createHandler as createPublishApplication } from '../../lambdas/publish-application/handler.ts';
import { countingRecords } from '../../lambdas/wiring/common.ts';
import { noteDeadline, remainingTime } from '../../shared/runtime/deadline.ts';
import { apiHandler } from '../../shared/runtime/http/api.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import { groupConsumer } from '../../shared/runtime/queue/group-consumer.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';

const logger = createLogger('ERROR');
const context = { awsRequestId: 'r', getRemainingTimeInMillis: () => 5_000 } as Context;
const queued = {
  Records: [{ messageId: '1', body: '{}', attributes: { ApproximateReceiveCount: '1' } }],
} as unknown as SQSEvent;

let seen: number | undefined;
const look = async (): Promise<void> => {
  seen = remainingTime();
};
afterEach(() => {
  seen = undefined;
  noteDeadline(undefined);
});

const consumer = queueConsumer({ name: 'a', parse: (body) => body, handle: look, logger });
const group = groupConsumer({
  name: 'a',
  parse: (body) => [body],
  groupOf: () => 'g',
  handle: async () => {
    await look();
    return {};
  },
  logger,
});
const api = apiHandler(
  [
    {
      method: 'GET',
      path: '/a',
      scope: 'public',
      handle: async () => {
        await look();
        return { status: 204 };
      },
    },
  ],
  { authorize: async () => ({ tenantId: 'a' }), logger },
);
const request = {
  version: '2.0',
  rawQueryString: '',
  headers: {},
  requestContext: { http: { method: 'GET', path: '/a' } },
} as unknown as APIGatewayProxyEventV2;
const publisher = createPublishApplication(
  {
    store: { put: look, list: async () => [], remove: look },
    files: async () => [{ path: 'index.html', content: Buffer.from('') }],
    answer: async () => {},
  },
  logger,
);
const created = {
  RequestType: 'Create',
  ResourceProperties: { settings: '{}' },
} as unknown as Parameters<typeof publisher>[0];

test.each<[string, () => unknown]>([
  ['of a queue', () => countingRecords(consumer)(queued, context)],
  ['of a queue that is worked off in groups', () => group(queued, context)],
  ['of the API', () => api(request, context)],
  ['that publishes the application', () => publisher(created, context)],
])('A function %s knows how much time it has left', async (_, run) => {
  expect(remainingTime()).toBe(Infinity);
  await run();
  expect(seen).toBeGreaterThan(3_000);
  expect(seen).toBeLessThanOrEqual(5_000);
});
