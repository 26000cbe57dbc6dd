import { DynamoTenantList } from '../../shared/adapters/dynamodb/tenant-list.ts';
import { randomIds } from '../../shared/adapters/node/random-ids.ts';
import type { RulePorts } from '../../shared/use-cases/run-rule.ts';
import { table } from './common.ts';
import { prospectsPorts } from './prospects.ts';
import { followUpQueue, planQueue, prepareQueue, routingQueue, ruleQueue } from './queues.ts';
import { tenantStore } from './tenants.ts';

export function rulePorts(): RulePorts {
  return {
    ...prospectsPorts(),
    ids: randomIds,
    tenants: tenantStore(),
    tenantList: new DynamoTenantList(table()),
    routingQueue: routingQueue(),
    prepareQueue: prepareQueue(),
    planQueue: planQueue(),
    ruleQueue: ruleQueue(),
    followUpQueue: followUpQueue(),
  };
}
