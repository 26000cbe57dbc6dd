import { type ApiKey, hashOfApiKey } from '../../domain/api-key.ts';
import { CHANNELS } from '../../domain/channel.ts';
import type { Tenant } from '../../domain/tenant.ts';
import { apiKeyKey, listedKeyKey, senderKey, settingsKey } from './keys.ts';
import type { Table } from './table.ts';

/** What operators write: tenants with their senders, and keys. Functions only read it. */
export class TenantDirectory {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Creates or replaces a tenant. @throws Error when a sender belongs to another tenant. */
  async put(tenant: Tenant): Promise<void> {
    for (const channel of CHANNELS) {
      const sender = tenant.senders[channel];
      if (sender === undefined) continue;
      const item = { ...senderKey(channel, sender.address), tenant: tenant.id };
      const free = await this.#table.put(item, 'attribute_not_exists(pk) OR tenant = :tenant', {
        ':tenant': tenant.id,
      });
      // An alphanumeric name cannot be answered: several tenants may show the same one.
      if (!free && sender.twoWay)
        throw new Error(`The ${channel} sender ${sender.address} belongs to another tenant`);
    }
    const { id, ...settings } = tenant;
    await this.#table.put({ ...settingsKey(id), s: JSON.stringify(settings) });
  }

  async has(tenantId: string): Promise<boolean> {
    return (await this.#table.get(settingsKey(tenantId))) !== undefined;
  }

  /** Stores a key by its hash, and its name in the tenant's list. */
  async putApiKey(text: string, key: ApiKey): Promise<void> {
    const hash = hashOfApiKey(text);
    await this.#table.put({ ...apiKeyKey(hash), k: JSON.stringify(key) });
    await this.#table.put({ ...listedKeyKey(key.tenantId, key.id), hash, k: JSON.stringify(key) });
  }

  async listApiKeys(tenantId: string): Promise<ApiKey[]> {
    const { pk, sk } = listedKeyKey(tenantId, '');
    const items = await this.#table.query({ pk, from: sk, to: `${sk}~` });
    return items.map((item) => JSON.parse(item['k'] as string) as ApiKey);
  }

  /** Takes a key back: functions refuse it within a minute. False when the tenant has no such key. */
  async revokeApiKey(tenantId: string, keyId: string): Promise<boolean> {
    const listed = await this.#table.get(listedKeyKey(tenantId, keyId), true);
    if (listed === undefined) return false;
    await this.#table.remove(apiKeyKey(listed['hash'] as string));
    await this.#table.remove(listedKeyKey(tenantId, keyId));
    return true;
  }
}
