import type { TenantScopes } from '../../ports/tenant-scope.ts';
import { inboxStores, type ProviderDown } from './inbox-scopes.ts';
import { DynamoIntakeStore } from './intake-store.ts';
import { DynamoPackStore } from './pack-store.ts';
import { perTenant } from './per-tenant.ts';
import { DynamoStatisticsStore } from './statistics-store.ts';
import type { Table } from './table.ts';

/** All that can be reached of a tenant. */
export function dynamoScopes(
  table: Table,
  retentionDays: number,
  onProviderDown?: ProviderDown,
): TenantScopes {
  return perTenant((tenantId) => ({
    ...inboxStores(table, tenantId, retentionDays, onProviderDown),
    packs: new DynamoPackStore(table, tenantId, retentionDays),
    statistics: new DynamoStatisticsStore(table, tenantId),
    intakes: new DynamoIntakeStore(table, tenantId, retentionDays),
  }));
}
