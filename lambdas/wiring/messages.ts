import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { CancelPorts } from '../../shared/use-cases/cancel-message.ts';
import { domainEvents } from './event-bus.ts';
import { screens } from './screens.ts';
import { tenantScopes } from './stores.ts';

export function messagesPorts(): CancelPorts {
  return { clock: systemClock, scopes: tenantScopes(), domainEvents: domainEvents(), screens: screens() };
}
