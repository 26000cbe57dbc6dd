import type { Access } from './statement.ts';
import { WRITE_UNITS_HEADER } from './gateway.ts';
import { tableAccesses } from './table-accesses.ts';
import {
  bodyOf,
  jsonError,
  operationOf,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
} from './wire.ts';
import { isObject } from '../template/cloud-formation.ts';
import type { TableBackend } from './table-backend.ts';

const WRITES: ReadonlySet<string> = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
]);

/** DynamoDB: whatever implements it behind, with the write units of each request counted. */
export class DynamoDbService implements AwsService {
  readonly #backend: TableBackend;
  readonly #place: { readonly region: string; readonly accountId: string };

  constructor(backend: TableBackend, place: { readonly region: string; readonly accountId: string }) {
    this.#backend = backend;
    this.#place = place;
  }

  accesses(request: AwsRequest): readonly Access[] {
    const { region, accountId } = this.#place;
    return tableAccesses(request, (name) =>
      name.startsWith('arn:') ? name : `arn:aws:dynamodb:${region}:${accountId}:table/${name}`,
    );
  }

  async handle(request: AwsRequest): Promise<AwsResponse> {
    if (!WRITES.has(operationOf(request))) return await this.#backend.send(request);
    const body = { ReturnConsumedCapacity: 'TOTAL', ...bodyOf(request) };
    const answer = await this.#backend.send({ ...request, body: Buffer.from(JSON.stringify(body)) });
    return { ...answer, headers: { ...answer.headers, [WRITE_UNITS_HEADER]: String(writeUnits(answer)) } };
  }

  denied(message: string): AwsResponse {
    return jsonError('1.0', 'com.amazon.coral.service#AccessDeniedException', message);
  }
}

function writeUnits(answer: AwsResponse): number {
  const body: unknown = JSON.parse(String(answer.body));
  if (!isObject(body)) return 0;
  // A condition that fails is charged like the write it prevented; the items here are within one unit.
  if (answer.status !== 200)
    return String(body['__type']).endsWith('ConditionalCheckFailedException') ? 1 : 0;
  const consumed = body['ConsumedCapacity'];
  const perTable: readonly unknown[] = Array.isArray(consumed) ? consumed : [consumed];
  return perTable.reduce<number>(
    (sum, table) => sum + (isObject(table) ? Number(table['CapacityUnits'] ?? 0) : 0),
    0,
  );
}
