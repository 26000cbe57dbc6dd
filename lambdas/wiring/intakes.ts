import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { EnrolAudiencePorts } from '../../shared/use-cases/enrol-audience.ts';
import { audienceFiles } from './broadcasts.ts';
import { audienceTable } from './planning.ts';
import { intakeQueue, journeyQueue } from './queues.ts';
import { screens } from './screens.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';

export function enrolAudiencePorts(): EnrolAudiencePorts {
  return {
    clock: systemClock,
    scopes: tenantScopes(),
    tenants: tenantStore(),
    audiences: audienceFiles(),
    table: audienceTable,
    journeys: journeyQueue(),
    intakes: intakeQueue(),
    screens: screens(),
  };
}
