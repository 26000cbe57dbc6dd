import { DynamoTenantList } from '../../shared/adapters/dynamodb/tenant-list.ts';
import { randomIds } from '../../shared/adapters/node/random-ids.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { RulePorts } from '../../shared/use-cases/run-rule.ts';
import { table } from './common.ts';
import { planQueue, prepareQueue, routingQueue } from './queues.ts';
import { tenantScopes, tenantStore } from './stores.ts';

export function rulePorts(): RulePorts {
  return {
    clock: systemClock,
    ids: randomIds,
    scopes: tenantScopes(),
    tenants: tenantStore(),
    tenantList: new DynamoTenantList(table()),
    routingQueue: routingQueue(),
    prepareQueue: prepareQueue(),
    planQueue: planQueue(),
  };
}
