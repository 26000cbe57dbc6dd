import type { OwnSettings, Tenant } from '../../domain/tenant.ts';
import type { SettingsStore } from '../../ports/settings-store.ts';
import { settingsKey } from './keys.ts';
import type { Item, Table } from './table.ts';
import { decidedIn, tenantIn } from './tenant-item.ts';

/** What operators wrote is `s`, what was learned is `w`; this is `a`, and writes nothing else. */
export class DynamoSettingsStore implements SettingsStore {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async read(): Promise<{ tenant: Tenant; own: OwnSettings; revision: string }> {
    const item = await this.#item();
    const { own, changes } = decidedIn(item);
    return { tenant: tenantIn(this.#tenantId, item), own, revision: String(changes) };
  }

  async write(own: OwnSettings, revision: string): Promise<'written' | 'lost'> {
    const item = await this.#item();
    const { changes } = decidedIn(item);
    if (String(changes) !== revision) return 'lost';
    const isWritten = await this.#table.update(settingsKey(this.#tenantId), {
      update: 'SET a = :a',
      condition: item['a'] === undefined ? 'attribute_exists(pk) AND attribute_not_exists(a)' : 'a = :before',
      values: {
        ':a': JSON.stringify({ own, changes: changes + 1 }),
        ...(item['a'] !== undefined && { ':before': item['a'] }),
      },
    });
    return isWritten ? 'written' : 'lost';
  }

  async #item(): Promise<Item> {
    const item = await this.#table.get(settingsKey(this.#tenantId), true);
    if (item === undefined) throw new Error(`There is no tenant ${this.#tenantId}`);
    return item;
  }
}
