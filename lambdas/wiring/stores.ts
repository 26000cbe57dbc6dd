import { dynamoScopes } from '../../shared/adapters/dynamodb/tenant-scopes.ts';
import { DynamoTenantStore } from '../../shared/adapters/dynamodb/tenant-store.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { readEnv } from '../../shared/env.ts';
import { noteStale, once, retentionDays, table } from './common.ts';

export const tenantScopes = once(() => dynamoScopes(table(), retentionDays()));
export const tenantStore = once(
  () => new DynamoTenantStore(table(), systemClock, readEnv('publicBaseUrl'), noteStale),
);
