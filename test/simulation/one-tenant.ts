import type { Tenant } from '../../shared/domain/tenant.ts';
import type { TenantStore } from '../../shared/ports/tenant-store.ts';

/** The only tenant of a simulated day. Nobody may change it, so nobody needs a copy. */
export function oneTenant(tenant: Tenant): TenantStore {
  const frozen = deepFreeze(tenant);
  return {
    get: async () => frozen,
    findApiKey: async () => undefined,
    findBySender: async (channel, address) =>
      frozen.senders[channel]?.address === address ? frozen.id : undefined,
  };
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value) as unknown[])
    if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
