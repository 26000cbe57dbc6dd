import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLocalStack, type LocalStack } from '../../local/stack.ts';
import { fixtureAssembly } from './fixture/fixture-assembly.ts';
import { ask, dataFolder, local, order, seen } from './fixture/fixture-client.ts';

let assembly: string;
let stack: LocalStack;

beforeAll(async () => {
  assembly = await fixtureAssembly();
  stack = await startLocalStack({ port: 0, dataDir: dataFolder(), assembly });
});

afterAll(async () => {
  await stack.close();
});

const eventually = { timeout: 8_000, interval: 20 };

test('a request goes through the route to the function and back', async () => {
  const response = await fetch(`${stack.url}/do`, {
    method: 'POST',
    body: '{"do":"time"}',
    headers: { 'content-type': 'application/json' },
  });
  expect(response.status).toBe(200);
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('the event has the shape of payload format 2.0', async () => {
  const response = await fetch(`${stack.url}/echo/a%20b/things?x=1&x=2`, {
    method: 'POST',
    body: 'Body=%2B1',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: 'q=1; r=2', 'X-Mixed': 'Case' },
  });
  expect(await response.json()).toMatchObject({
    version: '2.0',
    routeKey: 'ANY /echo/{id}/things',
    rawPath: '/echo/a b/things',
    rawQueryString: 'x=1&x=2',
    queryStringParameters: { x: '1,2' },
    pathParameters: { id: 'a b' },
    cookies: ['q=1', 'r=2'],
    headers: { 'x-mixed': 'Case' },
    // API Gateway encodes forms.
    isBase64Encoded: true,
    body: Buffer.from('Body=%2B1').toString('base64'),
    requestContext: { http: { method: 'POST' }, stage: '$default' },
  });
});

test('what API Gateway refuses is refused in its words', async () => {
  const missing = await fetch(`${stack.url}/nowhere`);
  expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
  const large = await fetch(`${stack.url}/do`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
  expect(large.status).toBe(413);
});

test('a handler that throws, exits or hangs fails its request and nothing else', async () => {
  for (const what of ['throw', 'crash', 'hang']) {
    expect(await ask(stack.url, { do: what })).toEqual({
      status: 500,
      body: { message: 'Internal Server Error' },
    });
  }
  expect((await ask(stack.url, { do: 'time' })).status).toBe(200);
});

test('a function sees its own environment and nothing of the machine’s', async () => {
  const { body } = await ask(stack.url, { do: 'environment' });
  expect(body).toMatchObject({
    PUBLIC_BASE_URL: stack.url,
    AWS_REGION: 'eu-west-1',
    AWS_LAMBDA_FUNCTION_NAME: 'fixture-api',
  });
  expect(body).not.toHaveProperty('HOME');
  expect(body).not.toHaveProperty('PATH');
});

test('a role that does not allow a call gets AccessDenied from each service', async () => {
  expect((await ask(stack.url, { do: 'delete' })).body).toMatchObject({ name: 'AccessDeniedException' });
  expect((await ask(stack.url, { do: 'upload', id: 'a', body: 'hello' })).status).toBe(200);
  expect((await ask(stack.url, { do: 'download', id: 'a' })).body).toMatchObject({ name: 'AccessDenied' });
  const { items } = await local<{ items: { action: string; caller: string }[] }>(stack, '/denied');
  expect(items).toContainEqual(expect.objectContaining({ caller: 'api', action: 'dynamodb:DeleteItem' }));
  expect(items).toContainEqual(expect.objectContaining({ caller: 'api', action: 's3:GetObject' }));
});

test('secrets come from the parameter that the role may read', async () => {
  const { body } = await ask(stack.url, { do: 'secret' });
  expect(JSON.parse(String(body))).toEqual(stack.settings.twilio);
});

test('published events can be looked at', async () => {
  await ask(stack.url, { do: 'publish', id: 'm1' });
  const { items } = await local<{ items: object[] }>(stack, '/events');
  expect(items.at(-1)).toMatchObject({
    source: 'coccinelle',
    'detail-type': 'message.delivered',
    detail: { id: 'm1' },
  });
});

test('calls and write units are counted per function', async () => {
  await local(stack, '/calls', { method: 'DELETE' });
  await ask(stack.url, { do: 'store', id: 'small', body: 'x' });
  await ask(stack.url, { do: 'store', id: 'large', body: 'x'.repeat(1500) });
  expect(await local(stack, '/calls')).toEqual({
    calls: { api: { 'dynamodb:PutItem': 2 } },
    writeUnits: { api: 3 },
  });
});

test('of a batch only what failed comes back, three times, and then rests until it is redriven', async () => {
  await Promise.all([order(stack.url, { id: 'good' }), order(stack.url, { id: 'bad', fail: true })]);
  await vi.waitFor(async () => {
    expect(await seen(stack.url, 'good')).toMatchObject({ times: 1 });
    expect(await seen(stack.url, 'bad')).toMatchObject({ times: 1 });
  }, eventually);
  await stack.advance(10 * 60_000);
  expect(await seen(stack.url, 'good')).toMatchObject({ times: 1 });
  expect(await seen(stack.url, 'bad')).toMatchObject({ times: 3, receives: 3 });
  const { queues } = await local<{ queues: { name: string; visible: number }[] }>(stack, '');
  expect(queues).toContainEqual(expect.objectContaining({ name: 'fixture-dead-letters', visible: 1 }));

  const moved = await local(stack, '/redrive', {
    method: 'POST',
    body: JSON.stringify({ queue: 'fixture-dead-letters' }),
  });
  expect(moved).toEqual({ moved: 1 });
  await vi.waitFor(
    async () => expect(await seen(stack.url, 'bad')).toMatchObject({ times: 4, receives: 1 }),
    eventually,
  );
  await stack.advance(10 * 60_000);
});

test('a batch whose function throws comes back whole', async () => {
  await order(stack.url, { id: 'thrower', throw: true });
  await stack.advance(10 * 60_000);
  const { queues } = await local<{ queues: { name: string; visible: number }[] }>(stack, '');
  expect(queues).toContainEqual(expect.objectContaining({ name: 'fixture-dead-letters', visible: 2 }));
});

test('schedules and delays fall due in their order when the clock jumps', async () => {
  const at = (minutes: number) => new Date(stack.clock.now() + minutes * 60_000).toISOString().slice(0, 19);
  const expectedLate = at(60);
  await ask(stack.url, { do: 'schedule', id: 'late', at: expectedLate, body: '{"id":"late"}' });
  await ask(stack.url, { do: 'schedule', id: 'early', at: at(5), body: '{"id":"early"}' });
  await ask(stack.url, { do: 'sendLater', body: '{"id":"delayed"}' });
  await ask(stack.url, { do: 'schedule', id: 'never', at: at(30), body: '{"id":"never"}' });
  await ask(stack.url, { do: 'unschedule', id: 'never' });

  await stack.advance(59 * 60_000);
  expect((await seen(stack.url, 'early')).times).toBe(1);
  expect((await seen(stack.url, 'delayed')).times).toBe(1);
  expect((await seen(stack.url, 'late')).times).toBe(0);
  const { now } = await local<{ now: string }>(stack, '/clock', {
    method: 'POST',
    body: '{"advance":"PT2M"}',
  });

  const late = await seen(stack.url, 'late');
  expect(late.times).toBe(1);
  expect(late.at.slice(0, 19)).toBe(expectedLate);
  expect((await seen(stack.url, 'never')).times).toBe(0);
  expect(Date.parse(now)).toBeGreaterThan(Date.now() + 60 * 60_000);
  expect(await local(stack, '/schedules')).toEqual({ items: [] });
});

test('the same name twice is a conflict, a past instant is due at once', async () => {
  const past = { do: 'schedule', id: 'past', at: '2020-01-01T00:00:00', body: '{"id":"past"}' };
  const future = { do: 'schedule', id: 'twice', at: '2099-01-01T00:00:00', body: '{}' };
  await ask(stack.url, past);
  await vi.waitFor(async () => expect((await seen(stack.url, 'past')).times).toBe(1), eventually);
  await ask(stack.url, future);
  expect((await ask(stack.url, future)).body).toMatchObject({ name: 'ConflictException' });
  await ask(stack.url, { do: 'unschedule', id: 'twice' });
  expect((await ask(stack.url, { do: 'unschedule', id: 'twice' })).body).toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('two stacks run side by side', async () => {
  const other = await startLocalStack({ port: 0, dataDir: dataFolder(), assembly });
  await ask(stack.url, { do: 'store', id: 'mine', body: 'x' });
  expect((await ask(other.url, { do: 'read', id: 'mine' })).body).toBeNull();
  await other.close();
});

test('functions are known by their own names', () => {
  expect(stack.model.functions.map(({ label }) => label)).toEqual(['api', 'consume']);
});

test('another DynamoDB can take the tables', async () => {
  const tables = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => {
    tables.listen(0, '127.0.0.1', resolve);
  });
  const { port } = tables.address() as AddressInfo;
  const env = { DYNAMODB_ENDPOINT: `http://127.0.0.1:${port}` };
  const names: string[] = [];
  const seed = async (dynamo: DynamoDBClient, tableName: string) => {
    names.push(tableName);
    await dynamo.send(
      new PutItemCommand({ TableName: tableName, Item: { pk: { S: 'seeded' }, sk: { S: 'item' } } }),
    );
  };
  const other = await startLocalStack({ port: 0, dataDir: dataFolder(), assembly, env, seed });
  expect(names).toHaveLength(1);
  expect((await ask(other.url, { do: 'read', id: 'seeded' })).body).toMatchObject({ pk: { S: 'seeded' } });
  await ask(other.url, { do: 'store', id: 'mine', body: 'x' });
  const direct = new DynamoDBClient({
    endpoint: env.DYNAMODB_ENDPOINT,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const { Item } = await direct.send(
    new GetItemCommand({ TableName: names[0], Key: { pk: { S: 'mine' }, sk: { S: 'item' } } }),
  );
  expect(Item).toMatchObject({ body: { S: 'x' } });
  await other.close();
  tables.close();
  tables.closeAllConnections();
});

test('a taken port is refused', async () => {
  const port = Number(new URL(stack.url).port);
  await expect(startLocalStack({ port, dataDir: dataFolder(), assembly })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
