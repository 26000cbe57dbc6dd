import type { Instant } from '../../domain/instant.ts';
import type { Property, PropertyWords } from '../../domain/property.ts';
import type { PropertyStore } from '../../ports/property-store.ts';
import { propertyKey, propertyVersionKey } from './broadcast-keys.ts';
import type { Key, Table } from './table.ts';

/** Somebody else changed it in between: so often it is tried again. */
const TRIES = 5;

/** `y`: the property as text, `n`: its version. What it was before lies beside what it is. */
export class DynamoPropertyStore implements PropertyStore {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async get(id: string, version?: number): Promise<Property | undefined> {
    const now = await this.#read(propertyKey(this.#tenantId, id));
    if (version === undefined || now?.version === version) return now;
    return this.#read(propertyVersionKey(this.#tenantId, id, version));
  }

  async put(id: string, { status, data }: PropertyWords, at: Instant): Promise<Property> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const known = await this.get(id);
      if (known !== undefined && isSame(known, { status, data })) return known;
      if (known !== undefined) await this.#keep(known);
      const property = { id, version: (known?.version ?? 0) + 1, status, data, changedAt: at };
      const isKept = await this.#table.put(
        { ...propertyKey(this.#tenantId, id), y: JSON.stringify(property), n: property.version },
        known === undefined ? 'attribute_not_exists(pk)' : 'n = :before',
        known === undefined ? undefined : { ':before': known.version },
      );
      if (isKept) return property;
    }
    throw new Error(`The property ${id} changes too often`);
  }

  /** Before another version takes its place. Whoever does it writes the same. */
  async #keep(property: Property): Promise<void> {
    const key = propertyVersionKey(this.#tenantId, property.id, property.version);
    await this.#table.put({ ...key, y: JSON.stringify(property) });
  }

  async #read(key: Key): Promise<Property | undefined> {
    const item = await this.#table.get(key, true);
    return item === undefined ? undefined : (JSON.parse(item['y'] as string) as Property);
  }
}

function isSame(known: PropertyWords, words: PropertyWords): boolean {
  const text = ({ status, data }: PropertyWords): string =>
    JSON.stringify([status, Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
  return text(known) === text(words);
}
