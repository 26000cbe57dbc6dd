import { type ApiKey, hashOfApiKey } from '../../../shared/domain/api-key.ts';
import { type Channel, CHANNELS } from '../../../shared/domain/channel.ts';
import { identityOf } from '../../../shared/domain/identity.ts';
import type { OwnSettings, Tenant } from '../../../shared/domain/tenant.ts';
import type { ApiKeyStore } from '../../../shared/ports/api-key-store.ts';
import type { SettingsStore } from '../../../shared/ports/settings-store.ts';
import type { TenantList } from '../../../shared/ports/tenant-list.ts';
import type { TenantStore } from '../../../shared/ports/tenant-store.ts';

/** Tenants, with the writing side that operators have. */
export class MemoryTenantStore implements TenantStore, TenantList {
  readonly #tenants = new Map<string, Tenant>();
  readonly #keys = new Map<string, ApiKey>();
  readonly #own = new Map<string, OwnSettings>();
  readonly #changes = new Map<string, number>();

  async all(): Promise<readonly string[]> {
    return [...this.#tenants.keys()].sort();
  }

  async get(tenantId: string): Promise<Tenant> {
    const tenant = this.#tenants.get(tenantId);
    if (tenant === undefined) throw new Error(`There is no tenant ${tenantId}`);
    return structuredClone({ ...tenant, ...this.#own.get(tenantId) });
  }

  async findApiKey(hash: string): Promise<ApiKey | undefined> {
    return structuredClone(this.#keys.get(hash));
  }

  async findBySender(channel: Channel, address: string): Promise<string | undefined> {
    return [...this.#tenants.values()].find(({ senders }) => {
      const own = senders[channel]?.address;
      return own !== undefined && identityOf(channel, own) === identityOf(channel, address);
    })?.id;
  }

  /** @throws Error when a sender that can be answered belongs to another tenant. */
  async put(tenant: Tenant): Promise<void> {
    for (const channel of CHANNELS) {
      const sender = tenant.senders[channel];
      if (sender?.twoWay !== true) continue;
      const owner = await this.findBySender(channel, sender.address);
      if (owner !== undefined && owner !== tenant.id)
        throw new Error(`The ${channel} sender ${sender.address} belongs to another tenant`);
    }
    this.#tenants.set(tenant.id, structuredClone(tenant));
  }

  async putApiKey(text: string, key: ApiKey): Promise<void> {
    this.#keys.set(hashOfApiKey(text), structuredClone(key));
  }

  /** What the people of one tenant decide themselves. */
  settingsOf(tenantId: string): SettingsStore {
    const revision = () => String(this.#changes.get(tenantId) ?? 0);
    return {
      read: async () => {
        const tenant = await this.get(tenantId);
        return { tenant, own: structuredClone(this.#own.get(tenantId) ?? {}), revision: revision() };
      },
      write: async (own, seen) => {
        if (seen !== revision()) return 'lost';
        this.#own.set(tenantId, structuredClone(own));
        this.#changes.set(tenantId, Number(seen) + 1);
        return 'written';
      },
    };
  }

  apiKeysOf(tenantId: string): ApiKeyStore {
    const listed = () => [...this.#keys].filter(([, key]) => key.tenantId === tenantId);
    return {
      list: async () =>
        listed()
          .map(([, key]) => structuredClone(key))
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
      add: async (hash, key) => {
        this.#keys.set(hash, structuredClone(key));
      },
      revoke: async (keyId) => {
        const found = listed().find(([, { id }]) => id === keyId);
        if (found !== undefined) this.#keys.delete(found[0]);
        return found !== undefined;
      },
    };
  }
}
