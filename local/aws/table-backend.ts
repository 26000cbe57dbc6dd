import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TableModel } from '../template/model.ts';
import { WRITE_UNITS_HEADER } from './gateway.ts';
import { TableClient } from './tables/table-client.ts';
import { writeUnits, WRITES } from './tables/write-units.ts';
import { bodyOf, operationOf, type AwsRequest, type AwsResponse } from './wire.ts';

/** Something that speaks DynamoDB, and counts the write units of each request. */
export interface TableBackend {
  send(request: AwsRequest): Promise<AwsResponse>;
  close(): Promise<void>;
}

const DYNAMODB_JSON = 'application/x-amz-json-1.0';

/** A DynamoDB elsewhere, such as DynamoDB Local. */
export function remoteTables(endpoint: string, region: string): TableBackend {
  return {
    async send(request) {
      // One identity for all functions: DynamoDB Local keeps a database per access key. Roles are checked before.
      const target = request.headers['x-amz-target'] ?? '';
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: { ...identity(region), 'content-type': DYNAMODB_JSON, 'x-amz-target': target },
        body: counted(request),
      });
      const body = await answer.text();
      const operation = operationOf(request);
      const units = WRITES.has(operation) ? writeUnits(operation, JSON.parse(body)) : 0;
      return { status: answer.status, headers: headersOf(units), body };
    },
    close: () => Promise.resolve(),
  };
}

/** The body of a request, so that what it consumed is told. */
function counted(request: AwsRequest): Uint8Array<ArrayBuffer> {
  if (!WRITES.has(operationOf(request))) return new Uint8Array(request.body);
  const body = { ReturnConsumedCapacity: 'TOTAL', ...bodyOf(request) };
  return new TextEncoder().encode(JSON.stringify(body));
}

/** The embedded DynamoDB; in memory unless `path` is given. */
export async function embeddedTables(path?: string): Promise<TableBackend> {
  const client = await TableClient.open(path);
  return {
    async send(request) {
      const operation = operationOf(request);
      const answer = await client.send({ operation, body: request.body.toString('utf8') });
      return { status: answer.status, headers: headersOf(answer.writeUnits), body: answer.body };
    },
    close: () => client.close(),
  };
}

function headersOf(units: number): Readonly<Record<string, string>> {
  return {
    'content-type': DYNAMODB_JSON,
    'x-amzn-requestid': randomUUID(),
    ...(units > 0 && { [WRITE_UNITS_HEADER]: String(units) }),
  };
}

/** Creates the tables that are not there yet. They can be used when this resolves. */
export async function createTables(
  backend: TableBackend,
  tables: readonly TableModel[],
  place: { readonly region: string },
): Promise<void> {
  for (const { name, definition } of tables) {
    const answer = await backend.send(ownRequest('CreateTable', definition, place.region));
    const body = String(answer.body);
    if (answer.status !== 200 && !body.includes('ResourceInUseException'))
      throw new Error(`The table ${name} could not be created: ${body}`);
    const describe = ownRequest('DescribeTable', { TableName: name }, place.region);
    while (!/"TableStatus":\s*"ACTIVE"/.test(String((await backend.send(describe)).body))) await sleep(5);
  }
}

function ownRequest(operation: string, body: object, region: string): AwsRequest {
  return {
    method: 'POST',
    url: new URL('http://127.0.0.1/'),
    headers: {
      ...identity(region),
      'content-type': DYNAMODB_JSON,
      'x-amz-target': `DynamoDB_20120810.${operation}`,
    },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** Headers of the runner's own requests, as far as emulators look at them. */
function identity(region: string): Readonly<Record<string, string>> {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `LOCALRUNNER/${date.slice(0, 8)}/${region}/dynamodb/aws4_request`;
  return {
    'x-amz-date': date,
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=local`,
  };
}
