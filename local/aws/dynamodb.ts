import type { Access } from './statement.ts';
import { tableAccesses } from './table-accesses.ts';
import { jsonError, type AwsRequest, type AwsResponse, type AwsService } from './wire.ts';
import type { TableBackend } from './table-backend.ts';

/** DynamoDB: whatever implements it behind. */
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
    return await this.#backend.send(request);
  }

  denied(message: string): AwsResponse {
    return jsonError('1.0', 'com.amazon.coral.service#AccessDeniedException', message);
  }
}
