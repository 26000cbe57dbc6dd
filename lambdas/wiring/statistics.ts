import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { ProjectPorts } from '../../shared/use-cases/project-statistics.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';

export function statisticsPorts(): ProjectPorts {
  return { clock: systemClock, scopes: tenantScopes(), tenants: tenantStore() };
}
