import type { Audience } from '../../domain/audience.ts';
import type { AudienceStore } from '../../ports/audience-store.ts';
import { expiryAt } from './expiry.ts';
import { audienceKey } from './broadcast-keys.ts';
import type { Table } from './table.ts';

/** `a`: the audience as text. */
export class DynamoAudienceStore implements AudienceStore {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async put(audience: Audience): Promise<void> {
    await this.#table.put({
      ...audienceKey(this.#tenantId, audience.id),
      a: JSON.stringify(audience),
      expiresAt: expiryAt(audience.createdAt, this.#retentionDays),
    });
  }

  async get(id: string): Promise<Audience | undefined> {
    const item = await this.#table.get(audienceKey(this.#tenantId, id), true);
    return item === undefined ? undefined : (JSON.parse(item['a'] as string) as Audience);
  }
}
