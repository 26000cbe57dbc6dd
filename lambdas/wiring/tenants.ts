import { DynamoTenantStore } from '../../shared/adapters/dynamodb/tenant-store.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { readEnv } from '../../shared/env.ts';
import { noteStale, once, table } from './common.ts';

export const tenantStore = once(
  () => new DynamoTenantStore(table(), systemClock, readEnv('publicBaseUrl'), noteStale),
);
