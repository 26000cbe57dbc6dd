import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { INBOX_INDEXES } from '../../shared/adapters/dynamodb/conversation-items.ts';

export interface OpenTable {
  readonly client: DynamoDBClient;
  readonly name: string;
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

const indexes = Object.values(INBOX_INDEXES);
const attributes = [...new Set(['pk', 'sk', ...indexes.flatMap(({ pk, sk }) => [pk, sk])])];

/** A fresh table with the keys of the stack's: on the DynamoDB of DYNAMODB_ENDPOINT, or on an embedded one. */
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
  await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName: name });
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
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { endpoint: `http://127.0.0.1:${port}`, stop };
}
