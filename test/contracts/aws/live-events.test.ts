import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppSyncEvents } from '../../../shared/adapters/signed-aws/appsync-events.ts';
import { CLIENT, listen, type Answer, type Loopback } from '../../support/loopback.ts';
import { timelessRetry } from '../../support/timeless-retry.ts';

let appsync: Loopback;
let answer: Answer;
let lost: unknown[];
beforeEach(async () => {
  lost = [];
  answer = { body: '{"failed":[],"successful":[{"identifier":"1","index":0}]}' };
  appsync = await listen(() => answer);
  Object.assign(process.env, {
    AWS_REGION: CLIENT.region,
    AWS_ACCESS_KEY_ID: CLIENT.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CLIENT.credentials.secretAccessKey,
  });
});
afterEach(() => appsync.close());

const publish = () =>
  new AppSyncEvents(`${appsync.url}/event`, (error) => lost.push(error), timelessRetry().retry).publish(
    'tenant_a',
    'conversations',
    {
      seq: 7,
    },
  );

test('An event is published on the channel of its tenant, signed for AppSync', async () => {
  await publish();
  const [{ method, path, headers, body } = appsync.received[0]!] = appsync.received;
  expect([method, path, headers['content-type']]).toEqual(['POST', '/event', 'application/json']);
  expect(JSON.parse(body.toString())).toEqual({
    channel: '/tenants/tenant-a/conversations',
    events: ['{"seq":7}'],
  });
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=LOCALTESTS\/\d{8}\/eu-west-1\/appsync\/aws4_request/,
  );
  expect(lost).toEqual([]);
});

test.each<[string, Answer]>([
  ['is refused', { status: 401, body: '{"errors":[{"errorType":"UnauthorizedException"}]}' }],
  ['fails by itself', { body: '{"failed":[{"identifier":"1","index":0,"code":500}],"successful":[]}' }],
  ['is answered with nonsense', { body: '<html>' }],
  ['is cut off', { reset: true }],
])('An event that %s is lost without disturbing anybody, and somebody hears of it', async (_, given) => {
  answer = given;
  await expect(publish()).resolves.toBeUndefined();
  expect(lost).toHaveLength(1);
});
