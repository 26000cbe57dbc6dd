import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type IncomingMessage } from 'node:http';
import { readBody } from '../../local/aws/read-body.ts';
import { embeddedTables, type TableBackend } from '../../local/aws/table-backend.ts';
import type { AwsResponse } from '../../local/aws/wire.ts';
import { INBOX_INDEXES } from '../../shared/adapters/dynamodb/conversation-items.ts';

export interface OpenTable {
  readonly client: DynamoDBClient;
  readonly name: string;
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

const indexes = Object.values(INBOX_INDEXES);
const attributes = [...new Set(['pk', 'sk', ...indexes.flatMap(({ pk, sk }) => [pk, sk])])];

/**
 * A fresh table with the keys of the stack's: on the DynamoDB of DYNAMODB_ENDPOINT, or on the one that is embedded in the
 * local stack.
 */
export async function openTable(name = `coccinelle-test-${randomUUID()}`): Promise<OpenTable> {
  const { endpoint, stop } = await openDatabase();
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'LOCALTESTS', secretAccessKey: 'local' },
  });
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map((attribute) => ({
        AttributeName: attribute,
        AttributeType: attribute === INBOX_INDEXES.changes.sk ? 'N' : 'S',
      })),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: [
          { AttributeName: index.pk, KeyType: 'HASH' },
          { AttributeName: index.sk, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  // In seconds. Left to itself it looks again after twenty, and a table here takes some milliseconds.
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 0.02, maxDelay: 1 }, { TableName: name });
  const close = async (): Promise<void> => {
    await client.send(new DeleteTableCommand({ TableName: name }));
    client.destroy();
    stop();
  };
  return { client, name, endpoint, close };
}

async function openDatabase(): Promise<{ endpoint: string; stop: () => void }> {
  const given = process.env['DYNAMODB_ENDPOINT'];
  if (given !== undefined && given !== '') return { endpoint: given, stop: () => {} };
  const tables = await embeddedTables();
  const server = createServer((request, response) => {
    void answer(tables, request).then(({ status, headers, body }) =>
      response.writeHead(status, headers).end(body),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
    void tables.close();
  };
  return { endpoint: `http://127.0.0.1:${port}`, stop };
}

async function answer(tables: TableBackend, request: IncomingMessage): Promise<AwsResponse> {
  const body = (await readBody(request, Infinity)) ?? Buffer.alloc(0);
  const target = String(request.headers['x-amz-target']);
  const url = new URL('http://127.0.0.1/');
  return await tables.send({ method: 'POST', url, headers: { 'x-amz-target': target }, body });
}
