import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DynamoDbService } from '../../local/aws/dynamodb.ts';
import { WRITE_UNITS_HEADER } from '../../local/aws/gateway.ts';
import { createTables, embeddedTables, type TableBackend } from '../../local/aws/table-backend.ts';
import type { TableModel } from '../../local/template/model.ts';

const PLACE = { region: 'eu-west-1', accountId: '123456789012' };
const TABLE = {
  name: 'people',
  definition: {
    TableName: 'people',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
} as unknown as TableModel;

let folder: string;
let tables: TableBackend;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coccinelle-table-'));
  tables = await embeddedTables(join(folder, 'tables'));
  await createTables(tables, [TABLE], PLACE);
});

afterEach(async () => {
  await tables.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(operation: string, body: object | string) {
  const {
    status,
    headers,
    body: answer,
  } = await new DynamoDbService(tables, PLACE).handle({
    method: 'POST',
    url: new URL('http://127.0.0.1/'),
    headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  const read: Record<string, unknown> = JSON.parse(String(answer));
  return { status, units: headers[WRITE_UNITS_HEADER], body: read };
}

const itemOf = (id: string, words = 'x') => ({
  TableName: 'people',
  Item: { pk: { S: id }, words: { S: words } },
});
const keyOf = (id: string) => ({ TableName: 'people', Key: { pk: { S: id } } });
const once = { ConditionExpression: 'attribute_not_exists(pk)' };

test('what was written is there when the database is opened again', async () => {
  await Promise.all(Array.from({ length: 50 }, (_, number) => ask('PutItem', itemOf(`p${number}`))));
  await tables.close();
  tables = await embeddedTables(join(folder, 'tables'));
  await createTables(tables, [TABLE], PLACE);
  const keys = Array.from({ length: 50 }, (_, number) => ({ pk: { S: `p${number}` } }));
  const { body } = await ask('BatchGetItem', { RequestItems: { people: { Keys: keys } } });
  expect(body).toMatchObject({ Responses: { people: { length: 50 } }, UnprocessedKeys: {} });
});

test('of many who write at once on a condition, one does, and each is charged', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, number) => ask('PutItem', { ...itemOf('one', `${number}`), ...once })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.map(({ units }) => units)).toEqual(answers.map(() => '1'));
  const winner = answers.findIndex(({ status }) => status === 200);
  expect((await ask('GetItem', keyOf('one'))).body).toMatchObject({ Item: { words: { S: `${winner}` } } });
});

test('units are counted for the stack, and told to those who ask', async () => {
  const large = itemOf('large', 'x'.repeat(1_500));
  const silent = await ask('PutItem', large);
  expect([silent.units, silent.body]).toEqual(['2', {}]);
  const told = await ask('PutItem', { ...large, ReturnConsumedCapacity: 'TOTAL' });
  expect(told.body).toMatchObject({ ConsumedCapacity: { CapacityUnits: 2 } });
  expect((await ask('GetItem', keyOf('large'))).units).toBeUndefined();
});

test('what DynamoDB refuses is refused by its name', async () => {
  const type = async (operation: string, body: object | string) => {
    const { status, body: answer } = await ask(operation, body);
    return `${status} ${String(answer['__type']).split('#')[1]}`;
  };
  expect(await type('ExecuteStatement', {})).toBe('400 UnknownOperationException');
  expect(await type('GetItem', 'no JSON')).toBe('400 SerializationException');
  expect(await type('GetItem', { ...keyOf('a'), TableName: 'none' })).toBe('400 ResourceNotFoundException');
  expect(await type('GetItem', { TableName: 'people', Key: { other: { S: 'a' } } })).toBe(
    '400 ValidationException',
  );
});

test('a table that was deleted is gone at once, whoever used it before', async () => {
  await ask('PutItem', itemOf('a'));
  await ask('DeleteTable', { TableName: 'people' });
  expect((await ask('GetItem', keyOf('a'))).body['__type']).toMatch(/ResourceNotFoundException$/);
});

test('after its end it answers nobody, and leaves nobody waiting', async () => {
  const last = ask('PutItem', itemOf('last'));
  await tables.close();
  expect((await last).status).toBe(200);
  await expect(ask('GetItem', keyOf('last'))).rejects.toThrow('closed');
  tables = await embeddedTables();
});
