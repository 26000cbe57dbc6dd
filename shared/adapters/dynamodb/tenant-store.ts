import type { ApiKey } from '../../domain/api-key.ts';
import type { Channel } from '../../domain/channel.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TenantStore } from '../../ports/tenant-store.ts';
import { apiKeyKey, senderKeys, settingsKey } from './keys.ts';
import type { Item, Key, Table } from './table.ts';
import { tenantIn } from './tenant-item.ts';

/** How long a setting or a key may be out of date; a revoked key stops within it. */
const KEPT_FOR = MINUTE;
const KEPT_AT_MOST = 1_000;

/** Tenants, API keys and senders, read once a minute. What is missing is not remembered: it may be added any time. */
export class DynamoTenantStore implements TenantStore {
  readonly #table: Table;
  readonly #clock: Clock;
  readonly #linkBase: string | undefined;
  readonly #kept = new Map<string, { item: Item; until: Instant }>();

  /** @param linkBase where links of ours begin, for functions that make or measure them. */
  constructor(table: Table, clock: Clock, linkBase?: string) {
    this.#table = table;
    this.#clock = clock;
    this.#linkBase = linkBase;
  }

  async get(tenantId: string): Promise<Tenant> {
    const item = await this.#read(settingsKey(tenantId));
    if (item === undefined) throw new Error(`There is no tenant ${tenantId}`);
    const tenant = tenantIn(tenantId, item);
    return this.#linkBase === undefined ? tenant : { ...tenant, linkBase: this.#linkBase };
  }

  async findApiKey(hash: string): Promise<ApiKey | undefined> {
    const item = await this.#read(apiKeyKey(hash));
    return item === undefined ? undefined : (JSON.parse(item['k'] as string) as ApiKey);
  }

  async findBySender(channel: Channel, address: string): Promise<string | undefined> {
    for (const key of senderKeys(channel, address)) {
      const item = await this.#read(key);
      if (item !== undefined) return item['tenant'] as string;
    }
    return undefined;
  }

  async #read(key: Key): Promise<Item | undefined> {
    const name = `${key.pk}/${key.sk}`;
    const now = this.#clock.now();
    const kept = this.#kept.get(name);
    if (kept !== undefined && now < kept.until) return kept.item;
    const item = await this.#table.get(key);
    if (item === undefined) this.#kept.delete(name);
    else {
      if (this.#kept.size >= KEPT_AT_MOST) this.#kept.clear();
      this.#kept.set(name, { item, until: now + KEPT_FOR });
    }
    return item;
  }
}
