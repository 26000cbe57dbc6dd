import type { TenantList } from '../../ports/tenant-list.ts';
import { TENANT_LIST } from './keys.ts';
import type { Table } from './table.ts';

/** One item a tenant, written with its settings; see `tenant-directory.ts`. */
export class DynamoTenantList implements TenantList {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async all(): Promise<readonly string[]> {
    const items = await this.#table.query({ pk: TENANT_LIST });
    return items.map(({ sk }) => sk as string);
  }
}
