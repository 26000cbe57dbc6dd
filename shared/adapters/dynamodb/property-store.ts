import type { Instant } from '../../domain/instant.ts';
import type { Property, PropertyWords } from '../../domain/property.ts';
import type { PropertyStore } from '../../ports/property-store.ts';
import { propertyKey, propertyVersionKey } from './keys.ts';
import type { Table } from './table.ts';

/** Somebody else changed it in between: so often it is tried again. */
const TRIES = 5;

/** `y`: the property as text, `n`: its version. A version is written before the item that names it. */
export class DynamoPropertyStore implements PropertyStore {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async get(id: string, version?: number): Promise<Property | undefined> {
    const key =
      version === undefined
        ? propertyKey(this.#tenantId, id)
        : propertyVersionKey(this.#tenantId, id, version);
    const item = await this.#table.get(key, true);
    return item === undefined ? undefined : (JSON.parse(item['y'] as string) as Property);
  }

  async put(id: string, { status, data }: PropertyWords, at: Instant): Promise<Property> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const known = await this.get(id);
      if (known !== undefined && isSame(known, { status, data })) return known;
      const version = (known?.version ?? 0) + 1;
      const property = { id, version, status, data, changedAt: at };
      const y = JSON.stringify(property);
      await this.#table.put({ ...propertyVersionKey(this.#tenantId, id, version), y });
      const isKept = await this.#table.put(
        { ...propertyKey(this.#tenantId, id), y, n: version },
        known === undefined ? 'attribute_not_exists(pk)' : 'n = :before',
        known === undefined ? undefined : { ':before': known.version },
      );
      if (isKept) return property;
    }
    throw new Error(`The property ${id} changes too often`);
  }
}

function isSame(known: PropertyWords, words: PropertyWords): boolean {
  const text = ({ status, data }: PropertyWords): string =>
    JSON.stringify([status, Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
  return text(known) === text(words);
}
