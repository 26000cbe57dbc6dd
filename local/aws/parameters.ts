import { textOf } from '../template/cloud-formation.ts';
import type { Access } from './statement.ts';
import {
  bodyOf,
  jsonAnswer,
  jsonError,
  operationOf,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
} from './wire.ts';

/** Systems Manager's parameters: read-only, all of them SecureStrings. */
export class ParameterService implements AwsService {
  readonly #values: ReadonlyMap<string, string>;
  readonly #prefix: string;

  /** @param values by parameter name, which starts with a slash. */
  constructor(
    values: ReadonlyMap<string, string>,
    place: { readonly region: string; readonly accountId: string },
  ) {
    this.#values = values;
    this.#prefix = `arn:aws:ssm:${place.region}:${place.accountId}:parameter`;
  }

  accesses(request: AwsRequest): readonly Access[] {
    const name = textOf(bodyOf(request), 'Name') ?? '';
    return [{ action: `ssm:${operationOf(request)}`, resource: this.#arn(name) }];
  }

  handle(request: AwsRequest): Promise<AwsResponse> {
    return Promise.resolve(this.#answer(request));
  }

  denied(message: string): AwsResponse {
    return jsonError('1.1', 'AccessDeniedException', message);
  }

  #answer(request: AwsRequest): AwsResponse {
    const operation = operationOf(request);
    if (operation !== 'GetParameter')
      return jsonError('1.1', 'UnknownOperationException', `${operation} is not emulated`);
    const { Name, WithDecryption } = bodyOf(request);
    const value = this.#values.get(String(Name));
    if (value === undefined) return jsonError('1.1', 'ParameterNotFound', `${String(Name)} does not exist`);
    // Without decryption AWS answers the ciphertext: nothing that could be used.
    const Value =
      WithDecryption === true ? value : Buffer.from(`encrypted:${String(Name)}`).toString('base64');
    const Parameter = {
      Name,
      Type: 'SecureString',
      Value,
      Version: 1,
      ARN: this.#arn(String(Name)),
      DataType: 'text',
    };
    return jsonAnswer('1.1', { Parameter });
  }

  #arn(name: string): string {
    return `${this.#prefix}${name.startsWith('/') ? '' : '/'}${name}`;
  }
}
