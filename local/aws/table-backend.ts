import dynalite from 'dynalite';
import type { Server } from 'node:http';
import { Readable } from 'node:stream';
import type { TableModel } from '../template/model.ts';
import type { AwsRequest, AwsResponse } from './wire.ts';

/** Something that speaks DynamoDB. */
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
        body: new Uint8Array(request.body),
      });
      return { status: answer.status, headers: { 'content-type': DYNAMODB_JSON }, body: await answer.text() };
    },
    close: () => Promise.resolve(),
  };
}

/** The embedded DynamoDB. Requests go to its handler within the process, without a second hop. */
export async function embeddedTables(path: string): Promise<TableBackend> {
  const server = dynalite({ path, createTableMs: 0 });
  // It closes its database only as part of closing a server that listens.
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const underWay = new Set<Promise<AwsResponse>>();
  return {
    async send(request) {
      const answer = inject(server, request);
      underWay.add(answer);
      try {
        return await answer;
      } finally {
        underWay.delete(answer);
      }
    },
    async close() {
      // A function that was stopped in the middle may have left a request behind, which needs the database.
      await Promise.allSettled(underWay);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function inject(server: Server, request: AwsRequest): Promise<AwsResponse> {
  return new Promise((resolve) => {
    const incoming = Object.assign(Readable.from([request.body], { objectMode: false }), {
      method: request.method,
      url: request.url.pathname + request.url.search,
      headers: request.headers,
    });
    const headers: Record<string, string> = {};
    const outgoing = {
      statusCode: 200,
      setHeader(name: string, value: string | number) {
        if (name.toLowerCase() !== 'content-length') headers[name.toLowerCase()] = String(value);
      },
      end(body = '') {
        resolve({ status: outgoing.statusCode, headers, body });
      },
    };
    server.emit('request', incoming, outgoing);
  });
}

/** Creates the tables that are not there yet. */
export async function createTables(
  backend: TableBackend,
  tables: readonly TableModel[],
  place: { readonly region: string },
): Promise<void> {
  for (const table of tables) {
    const answer = await backend.send(createTable(table, place.region));
    const body = String(answer.body);
    if (answer.status !== 200 && !body.includes('ResourceInUseException')) {
      throw new Error(`The table ${table.name} could not be created: ${body}`);
    }
  }
}

function createTable(table: TableModel, region: string): AwsRequest {
  return {
    method: 'POST',
    url: new URL('http://127.0.0.1/'),
    headers: {
      ...identity(region),
      'content-type': DYNAMODB_JSON,
      'x-amz-target': 'DynamoDB_20120810.CreateTable',
    },
    body: Buffer.from(JSON.stringify(table.definition)),
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
