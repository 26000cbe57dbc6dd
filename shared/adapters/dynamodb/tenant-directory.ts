import { createHash } from 'node:crypto';
import type { ApiKey } from '../../domain/api-key.ts';
import { CHANNELS } from '../../domain/channel.ts';
import type { Tenant } from '../../domain/tenant.ts';
import { apiKeyKey, senderKey, settingsKey } from './keys.ts';
import type { Table } from './table.ts';

/** How a key is known to us: the text itself is shown once and never stored. */
export function hashOfApiKey(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

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

  /** Stores a key by its hash. */
  async putApiKey(text: string, key: ApiKey): Promise<void> {
    await this.#table.put({ ...apiKeyKey(hashOfApiKey(text)), k: JSON.stringify(key) });
  }
}
