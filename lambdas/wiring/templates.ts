import { randomIds } from '../../shared/adapters/node/random-ids.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { TemplatePorts } from '../../shared/use-cases/change-template.ts';
import type { SubmitPorts } from '../../shared/use-cases/submit-message.ts';
import { routingQueue } from './queues.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';

/** A test message has no files, so this function may not touch those of others. */
const NO_FILES: SubmitPorts['attachments'] = {
  put: () => Promise.reject(new Error('A test message has no files')),
};

export function templatesPorts(): TemplatePorts & SubmitPorts {
  return {
    clock: systemClock,
    ids: randomIds,
    scopes: tenantScopes(),
    tenants: tenantStore(),
    routingQueue: routingQueue(),
    attachments: NO_FILES,
  };
}
