import type { Instant } from '../../../shared/domain/instant.ts';
import type { Property, PropertyWords } from '../../../shared/domain/property.ts';
import type { PropertyStore } from '../../../shared/ports/property-store.ts';

const sorted = (data: object): string =>
  JSON.stringify(Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** The properties of one tenant. */
export class MemoryPropertyStore implements PropertyStore {
  readonly #versions = new Map<string, Property[]>();

  async get(id: string, version?: number): Promise<Property | undefined> {
    const versions = this.#versions.get(id) ?? [];
    return structuredClone(version === undefined ? versions.at(-1) : versions[version - 1]);
  }

  async put(id: string, { status, data }: PropertyWords, at: Instant): Promise<Property> {
    const versions = this.#versions.get(id) ?? [];
    const last = versions.at(-1);
    if (last !== undefined && last.status === status && sorted(last.data) === sorted(data)) return last;
    const property = { id, version: versions.length + 1, status, data: { ...data }, changedAt: at };
    this.#versions.set(id, [...versions, property]);
    return property;
  }
}
