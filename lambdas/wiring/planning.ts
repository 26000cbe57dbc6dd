import { readCsv } from '../../shared/adapters/csv/csv-table.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { headingProblem, recipientOf, variablesIn } from '../../shared/contracts/http/audience-row.ts';
import type { BeginPorts } from '../../shared/use-cases/begin-broadcast.ts';
import type { PlanPorts } from '../../shared/use-cases/plan-broadcast.ts';
import { audienceFiles } from './broadcasts.ts';
import { followUps } from './follow-ups.ts';
import { planQueue } from './queues.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';
import { packQueues } from './workers.ts';

/** How files of people are read. */
export const audienceTable = { read: readCsv, headingProblem, variablesIn, recipientOf };

export function preparePorts(): BeginPorts {
  return {
    clock: systemClock,
    scopes: tenantScopes(),
    audiences: audienceFiles(),
    table: audienceTable,
    planQueue: planQueue(),
  };
}

export function planPorts(): PlanPorts {
  return {
    clock: systemClock,
    scopes: tenantScopes(),
    tenants: tenantStore(),
    audiences: audienceFiles(),
    packQueues: packQueues(),
    followUps: followUps(),
  };
}
