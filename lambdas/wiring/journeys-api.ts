import { randomIds } from '../../shared/adapters/node/random-ids.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { AppointmentPorts } from '../../shared/use-cases/keep-appointment.ts';
import type { IntakePorts } from '../../shared/use-cases/submit-intake.ts';
import { audienceFiles } from './broadcasts.ts';
import { intakeQueue, journeyQueue } from './queues.ts';
import { screens } from './screens.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';

export function journeysApiPorts(): AppointmentPorts & IntakePorts {
  return {
    clock: systemClock,
    ids: randomIds,
    scopes: tenantScopes(),
    tenants: tenantStore(),
    journeys: journeyQueue(),
    audiences: audienceFiles(),
    intakes: intakeQueue(),
    screens: screens(),
  };
}
