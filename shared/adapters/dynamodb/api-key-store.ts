import type { ApiKey } from '../../domain/api-key.ts';
import type { ApiKeyStore } from '../../ports/api-key-store.ts';
import { apiKeyKey, listedKeyKey } from './keys.ts';
import { beginningWith } from './key-range.ts';
import type { Table } from './table.ts';

/** A key twice: by its hash, and by its id in the tenant's list, which knows the hash (`hash`). */
export class DynamoApiKeyStore implements ApiKeyStore {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async list(): Promise<readonly ApiKey[]> {
    const { pk, sk } = listedKeyKey(this.#tenantId, '');
    const items = await this.#table.query({ pk, ...beginningWith(sk), consistent: true });
    return items.map((item) => JSON.parse(item['k'] as string) as ApiKey);
  }

  async add(hash: string, key: ApiKey): Promise<void> {
    // Listed first: what opens the door can always be found and taken back.
    await this.#table.put({ ...listedKeyKey(this.#tenantId, key.id), hash, k: JSON.stringify(key) });
    await this.#table.put({ ...apiKeyKey(hash), k: JSON.stringify(key) });
  }

  async revoke(keyId: string): Promise<boolean> {
    const listed = await this.#table.get(listedKeyKey(this.#tenantId, keyId), true);
    if (listed === undefined) return false;
    await this.#table.remove(apiKeyKey(listed['hash'] as string));
    await this.#table.remove(listedKeyKey(this.#tenantId, keyId));
    return true;
  }
}
