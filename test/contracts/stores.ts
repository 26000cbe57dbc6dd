import type { ApiKey } from '../../shared/domain/api-key.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import type { TenantScopes } from '../../shared/ports/tenant-scope.ts';
import type { TenantStore } from '../../shared/ports/tenant-store.ts';
import { StagedTable } from '../../local/demo/staged-table.ts';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { TenantDirectory } from '../../shared/adapters/dynamodb/tenant-directory.ts';
import { dynamoScopes } from '../../shared/adapters/dynamodb/tenant-scopes.ts';
import { DynamoTenantStore } from '../../shared/adapters/dynamodb/tenant-store.ts';
import { openTable } from '../support/dynamodb.ts';
import { MemoryClock } from '../support/memory/clock.ts';
import { memoryScopes } from '../support/memory/tenant-scopes.ts';
import { MemoryTenantStore } from '../support/memory/tenant-store.ts';
import { TUESDAY } from '../support/routing-request.ts';

/** What operators do to the tenants. */
interface TenantWriter {
  put(tenant: Tenant): Promise<void>;
  putApiKey(text: string, key: ApiKey): Promise<void>;
}

/** One implementation of every repository port, opened on empty storage. */
export interface OpenStores {
  scopes: TenantScopes;
  /** The same storage as another running function sees it. */
  elsewhere: TenantScopes;
  tenants: TenantStore;
  directory: TenantWriter;
  clock: MemoryClock;
  /** Has much written at once, by the stores themselves; only into what is empty. */
  fill: (work: (scopes: TenantScopes) => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
}

export interface Implementation {
  name: string;
  open: () => Promise<OpenStores>;
}

const RETENTION_DAYS = 30;

async function openMemory(): Promise<OpenStores> {
  const tenants = new MemoryTenantStore();
  const scopes = memoryScopes(tenants);
  const close = async (): Promise<void> => {};
  const clock = new MemoryClock(TUESDAY);
  return {
    scopes,
    elsewhere: scopes,
    tenants,
    directory: tenants,
    clock,
    fill: (work) => work(scopes),
    close,
  };
}

async function openDynamo(): Promise<OpenStores> {
  const { client, name, close } = await openTable();
  const table = new Table(client, name);
  const clock = new MemoryClock(TUESDAY);
  return {
    scopes: dynamoScopes(table, RETENTION_DAYS),
    elsewhere: dynamoScopes(table, RETENTION_DAYS),
    tenants: new DynamoTenantStore(table, clock),
    directory: new TenantDirectory(table),
    clock,
    fill: async (work) => {
      const staged = new StagedTable(client, name);
      await work(dynamoScopes(staged, RETENTION_DAYS));
      await staged.write({ pk: '', sk: '' });
    },
    close,
  };
}

export const IMPLEMENTATIONS: readonly Implementation[] = [
  { name: 'memory', open: openMemory },
  { name: 'DynamoDB', open: openDynamo },
];
