import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Table } from '../../../shared/adapters/dynamodb/table.ts';
import { PassingFault, Retry } from '../../../shared/adapters/retry.ts';
import { AppSyncEvents } from '../../../shared/adapters/signed-aws/appsync-events.ts';
import { S3Attachments } from '../../../shared/adapters/signed-aws/s3-attachments.ts';
import { SsmSecrets } from '../../../shared/adapters/signed-aws/ssm-secrets.ts';
import { SsmTenantSecrets } from '../../../shared/adapters/signed-aws/ssm-tenant-secrets.ts';
import { MINUTE } from '../../../shared/domain/instant.ts';
import { type Answer, CLIENT, listen, type Loopback } from '../../support/loopback.ts';
import { timelessRetry } from '../../support/timeless-retry.ts';

let server: Loopback;
/** What is answered, one after the other; the last one for ever. */
let answers: Answer[];
beforeAll(async () => {
  server = await listen(() => (answers.length > 1 ? answers.shift()! : answers[0]!));
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
  vi.stubEnv('AWS_REGION', CLIENT.region);
  vi.stubEnv('AWS_ACCESS_KEY_ID', CLIENT.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', CLIENT.credentials.secretAccessKey);
  vi.stubEnv('AWS_ENDPOINT_URL_S3', server.url);
  vi.stubEnv('AWS_ENDPOINT_URL_SSM', server.url);
});

describe('A retry', () => {
  const refused = async (): Promise<never> => {
    throw new PassingFault('busy');
  };

  test('waits at random from nothing to twice as long as before, four times at most', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3 }),
        async (drawn) => {
          let next = 0;
          const { retry, pauses } = timelessRetry({ random: () => drawn[next++ % drawn.length]! });
          await expect(retry.run(refused)).rejects.toThrow('busy');
          expect(pauses).toEqual([100, 200, 400].map((most, index) => most * drawn[index]!));
        },
      ),
    );
  });

  test('never waits longer than two seconds', async () => {
    const { retry, pauses } = timelessRetry();
    await expect(retry.run(refused, undefined, { attempts: 8 })).rejects.toThrow('busy');
    expect(pauses).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
  });

  test('ends well before its function does, so that there is time to say what failed', async () => {
    const { retry, pauses } = timelessRetry({ remaining: 1_200 });
    const left: number[] = [];
    const attempt = (timeLeft: number) => {
      left.push(timeLeft);
      return refused();
    };
    await expect(retry.run(attempt)).rejects.toThrow('busy');
    expect([pauses, left]).toEqual([
      [100, 200],
      [600, 500, 300],
    ]);
  });

  test('ends within the time that is given for all attempts together', async () => {
    const { retry, pauses } = timelessRetry();
    await expect(retry.run(refused, undefined, { within: 250 })).rejects.toThrow('busy');
    expect(pauses).toEqual([100]);
  });

  test('does not repeat what will not pass', async () => {
    const { retry, pauses } = timelessRetry();
    const wrong = async () => {
      throw new Error('wrong');
    };
    await expect(retry.run(wrong)).rejects.toThrow('wrong');
    expect(pauses).toEqual([]);
  });
});

const PASSING: readonly [string, Answer][] = [
  ['429', { status: 429 }],
  [
    'a throttled SSM’s 400',
    { status: 400, body: '{"__type":"ThrottlingException","message":"Rate exceeded"}' },
  ],
  ['S3’s SlowDown', { status: 503, body: '<Error><Code>SlowDown</Code></Error>' }],
  ['S3’s RequestTimeout', { status: 400, body: '<Error><Code>RequestTimeout</Code></Error>' }],
  ['500', { status: 500 }],
  ['a cut connection', { reset: true }],
];
const LASTING: readonly [string, Answer][] = [
  ['404', { status: 404 }],
  ['403', { status: 403 }],
  ['a malformed request', { status: 400, body: '{"__type":"ValidationException"}' }],
];

describe('Requests to AWS', () => {
  const content = Buffer.from('content');

  test.each(PASSING)('are sent again, whole, after %s', async (_, fault) => {
    answers = [fault, fault, { status: 200 }];
    const { retry, pauses } = timelessRetry();
    await new S3Attachments('files', retry).put('attachments/a', content, 'application/pdf');
    expect(server.received.map(({ method, body }) => [method, body.toString()])).toEqual(
      Array.from({ length: 3 }, () => ['PUT', 'content']),
    );
    expect(pauses).toEqual([100, 200]);
  });

  test.each(PASSING)('give up after four times of %s', async (_, fault) => {
    answers = [fault];
    const { retry } = timelessRetry();
    await expect(new S3Attachments('files', retry).get('attachments/a')).rejects.toThrow(
      /s3 answered|fetch failed/,
    );
    expect(server.received).toHaveLength(4);
  });

  test.each(LASTING)('are not sent again after %s', async (_, fault) => {
    answers = [fault];
    const { retry } = timelessRetry();
    await expect(new S3Attachments('files', retry).get('attachments/a')).rejects.toThrow('s3 answered 4');
    expect(server.received).toHaveLength(1);
  });

  test('for screens are sent again within the second that a screen may take', async () => {
    answers = [{ status: 429 }, { reset: true }, { body: '{"failed":[],"successful":[]}' }];
    const { retry } = timelessRetry();
    const lost: unknown[] = [];
    await new AppSyncEvents(server.url, (error) => lost.push(error), retry).publish('a', 'agents', {});
    expect([lost, server.received.length]).toEqual([[], 3]);
    answers = [{ status: 429 }];
    const slow = timelessRetry({ remaining: 1_200 });
    await new AppSyncEvents(server.url, (error) => lost.push(error), slow.retry).publish('a', 'agents', {});
    expect([lost.length, server.received.length]).toEqual([1, 3 + 3]);
  });
});

describe('Requests to AWS by the clock of the machine', () => {
  test('are sent when little time is left, and for screens', async () => {
    answers = [{ status: 503 }, { body: '{"failed":[],"successful":[]}' }];
    const lost: unknown[] = [];
    await new AppSyncEvents(server.url, (error) => lost.push(error)).publish('a', 'agents', {});
    answers = [{ body: 'content' }];
    const retry = new Retry({ remaining: () => 2_000 - performance.now() / 1_000_000 });
    const file = await new S3Attachments('files', retry).get('attachments/a');
    expect([lost, Buffer.from(file).toString()]).toEqual([[], 'content']);
  });

  test('end with the time that is left', async () => {
    const silent = createServer(() => {});
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    const retry = new Retry({ remaining: () => 300.5 });
    await expect(new S3Attachments('files', retry).get('attachments/a')).rejects.toThrow('timeout');
    silent.closeAllConnections();
    silent.close();
  });
});

describe('A secret that SSM does not give', () => {
  const GIVEN: Answer = {
    body: JSON.stringify({ Parameter: { Value: '{"accountSid":"AC1","authToken":"t"}' } }),
  };
  let now: number;
  let stale: string[];
  const options = () => ({
    retry: timelessRetry().retry,
    now: () => now,
    onStale: (kind: string) => stale.push(kind),
  });
  beforeEach(() => {
    now = 0;
    stale = [];
  });

  test.each(PASSING)('is what it was before, after %s, with a warning', async (_, fault) => {
    answers = [GIVEN];
    const secrets = new SsmSecrets('/coccinelle/dev', options());
    const first = await secrets.of('twilio');
    answers = [fault];
    now = 6 * MINUTE;
    expect(await secrets.of('twilio')).toEqual(first);
    expect(await secrets.of('twilio')).toEqual(first);
    // SSM is not asked for each message while it does not answer.
    expect([stale, server.received.length]).toEqual([['twilio'], 1 + 4]);
    answers = [{ body: GIVEN.body!.toString().replace('AC1', 'AC2') }];
    now += MINUTE;
    expect(await secrets.of('twilio')).toMatchObject({ accountSid: 'AC2' });
  });

  test('is asked for again without a fault when SSM is throttled once', async () => {
    answers = [PASSING[1]![1], GIVEN];
    expect(await new SsmSecrets('/coccinelle/dev', options()).of('twilio')).toMatchObject({
      accountSid: 'AC1',
    });
    expect(stale).toEqual([]);
  });

  test('is a fault when it was never read, was read an hour ago, or is refused', async () => {
    const secrets = new SsmSecrets('/coccinelle/dev', options());
    answers = [PASSING[1]![1]];
    await expect(secrets.of('twilio')).rejects.toThrow('ssm answered 400');
    answers = [GIVEN];
    await secrets.of('twilio');
    answers = [{ status: 400, body: '{"__type":"AccessDeniedException"}' }];
    now = 6 * MINUTE;
    await expect(secrets.of('twilio')).rejects.toThrow('ssm answered 400');
    answers = [{ status: 500 }];
    now = 60 * MINUTE;
    await expect(secrets.of('twilio')).rejects.toThrow('ssm answered 500');
    expect(stale).toEqual([]);
  });

  test('names its kind and never the tenant whose it is', async () => {
    answers = [{ body: JSON.stringify({ Parameter: { Value: '{"yousign":"s"}' } }) }];
    const secrets = new SsmTenantSecrets('/coccinelle/dev', options());
    await secrets.ofSignatures('tenant_a');
    answers = [{ status: 500 }];
    now = 6 * MINUTE;
    expect(await secrets.ofSignatures('tenant_a')).toEqual({ yousign: 's' });
    expect(stale).toEqual(['signature']);
  });
});

describe('Many items of the table', () => {
  const keys = Array.from({ length: 5 }, (_, number) => ({ pk: 'p', sk: String(number) }));
  const stored = ({ pk, sk }: { pk: string; sk: string }) => ({ pk: { S: pk }, sk: { S: sk } });
  const read = (some: typeof keys, left: typeof keys): Answer => ({
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({
      Responses: { table: some.map(stored) },
      UnprocessedKeys: left.length > 0 ? { table: { Keys: left.map(stored) } } : {},
    }),
  });
  const table = (retry = timelessRetry()) => ({
    ...retry,
    table: new Table(new DynamoDBClient({ ...CLIENT, endpoint: server.url }), 'table', retry.retry),
  });

  test('that it left for later are asked for after a pause, and nothing twice', async () => {
    answers = [
      read(keys.slice(0, 2), keys.slice(2)),
      read(keys.slice(2, 3), keys.slice(3)),
      read(keys.slice(3), []),
    ];
    const { table: many, pauses } = table();
    expect((await many.getMany(keys)).toSorted((a, b) => Number(a['sk']) - Number(b['sk']))).toEqual(keys);
    expect(pauses).toEqual([100, 200]);
    const asked = server.received.map(
      ({ body }) => JSON.parse(body.toString()).RequestItems.table.Keys.length,
    );
    expect(asked).toEqual([5, 3, 2]);
  });

  test('that it leaves for ever are a fault after eight times, or when the function has no more time', async () => {
    answers = [read([], keys)];
    const { table: many } = table();
    await expect(many.getMany(keys)).rejects.toThrow('The table left 5 of 5 items unread');
    expect(server.received).toHaveLength(8);
    await expect(table(timelessRetry({ remaining: 1_200 })).table.getMany(keys)).rejects.toThrow(
      PassingFault,
    );
    expect(server.received).toHaveLength(8 + 3);
  });

  test('of which there are none are not asked for', async () => {
    expect(await table().table.getMany([])).toEqual([]);
    expect(server.received).toEqual([]);
  });
});
