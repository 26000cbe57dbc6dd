import { createHash } from 'node:crypto';
import type { ApiKey } from '../../../shared/domain/api-key.ts';
import { type Channel, CHANNELS } from '../../../shared/domain/channel.ts';
import type { Tenant } from '../../../shared/domain/tenant.ts';
import type { TenantStore } from '../../../shared/ports/tenant-store.ts';

/** Tenants, with the writing side that operators have. */
export class MemoryTenantStore implements TenantStore {
  readonly #tenants = new Map<string, Tenant>();
  readonly #keys = new Map<string, ApiKey>();

  async get(tenantId: string): Promise<Tenant> {
    const tenant = this.#tenants.get(tenantId);
    if (tenant === undefined) throw new Error(`There is no tenant ${tenantId}`);
    return structuredClone(tenant);
  }

  async findApiKey(hash: string): Promise<ApiKey | undefined> {
    return structuredClone(this.#keys.get(hash));
  }

  async findBySender(channel: Channel, address: string): Promise<string | undefined> {
    return [...this.#tenants.values()].find(({ senders }) => senders[channel]?.address === address)?.id;
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
    this.#keys.set(createHash('sha256').update(text).digest('hex'), structuredClone(key));
  }
}
