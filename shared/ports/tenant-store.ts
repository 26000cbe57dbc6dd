import type { ApiKey } from '../domain/api-key.ts';
import type { Channel } from '../domain/channel.ts';
import type { Tenant } from '../domain/tenant.ts';

/** Tenants and the credentials that lead to them. May serve what it read up to a minute ago. */
export interface TenantStore {
  /** @throws Error when the tenant does not exist: everything inside refers to tenants that do. */
  get(tenantId: string): Promise<Tenant>;
  /** Finds a key by the SHA-256 of its text, in hexadecimal. */
  findApiKey(hash: string): Promise<ApiKey | undefined>;
  /** The tenant that sends from this address on this channel. */
  findBySender(channel: Channel, address: string): Promise<string | undefined>;
}
