import type { ApiKey } from '../../domain/api-key.ts';
import type { Channel } from '../../domain/channel.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TenantStore } from '../../ports/tenant-store.ts';
import { apiKeyKey, senderKeys, settingsKey } from './keys.ts';
import type { Item, Key, Table } from './table.ts';
import { tenantIn } from './tenant-item.ts';

/** How long a setting or a key may be out of date; a revoked key stops within it. */
const KEPT_FOR = MINUTE;
const KEPT_AT_MOST = 1_000;
/** When the table does not answer, settings and senders as they were are better than none, for this long. */
const STALE_AT_MOST = HOUR;
const ASKED_AGAIN_AFTER = 10 * SECOND;

interface Kept {
  item: Item;
  readAt: Instant;
  until: Instant;
}

/** Tenants, API keys and senders, read once a minute. What is missing is not remembered: it may be added any time. */
export class DynamoTenantStore implements TenantStore {
  readonly #table: Table;
  readonly #clock: Clock;
  readonly #linkBase: string | undefined;
  readonly #onStale: (kind: string) => void;
  readonly #kept = new Map<string, Kept>();

  /**
   * @param linkBase where links of ours begin, for functions that make or measure them.
   * @param onStale told that something old is handed out since the table did not answer, and of which kind.
   */
  constructor(
    table: Table,
    clock: Clock,
    linkBase?: string,
    onStale: (kind: string) => void = () => undefined,
  ) {
    this.#onStale = onStale;
    this.#table = table;
    this.#clock = clock;
    this.#linkBase = linkBase;
  }

  async get(tenantId: string): Promise<Tenant> {
    const item = await this.#read(settingsKey(tenantId), 'settings');
    if (item === undefined) throw new Error(`There is no tenant ${tenantId}`);
    const tenant = tenantIn(tenantId, item);
    return this.#linkBase === undefined ? tenant : { ...tenant, linkBase: this.#linkBase };
  }

  async findApiKey(hash: string): Promise<ApiKey | undefined> {
    // Never longer than it is kept: a key that was revoked must stop.
    const item = await this.#read(apiKeyKey(hash));
    return item === undefined ? undefined : (JSON.parse(item['k'] as string) as ApiKey);
  }

  async findBySender(channel: Channel, address: string): Promise<string | undefined> {
    for (const key of senderKeys(channel, address)) {
      const item = await this.#read(key, 'sender');
      if (item !== undefined) return item['tenant'] as string;
    }
    return undefined;
  }

  /** @param staleKind what it is called where it may be handed out old. */
  async #read(key: Key, staleKind?: string): Promise<Item | undefined> {
    const name = `${key.pk}/${key.sk}`;
    const now = this.#clock.now();
    const kept = this.#kept.get(name);
    if (kept !== undefined && now < kept.until) return kept.item;
    try {
      const item = await this.#table.get(key);
      this.#keep(name, item, now);
      return item;
    } catch (error) {
      if (staleKind === undefined || kept === undefined || now - kept.readAt >= STALE_AT_MOST) throw error;
      kept.until = now + ASKED_AGAIN_AFTER;
      this.#onStale(staleKind);
      return kept.item;
    }
  }

  #keep(name: string, item: Item | undefined, now: Instant): void {
    if (item === undefined) this.#kept.delete(name);
    else {
      if (this.#kept.size >= KEPT_AT_MOST) this.#kept.clear();
      this.#kept.set(name, { item, readAt: now, until: now + KEPT_FOR });
    }
  }
}
