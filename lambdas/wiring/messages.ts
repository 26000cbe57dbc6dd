import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { CancelPorts } from '../../shared/use-cases/cancel-message.ts';
import type { PreviewPorts } from '../../shared/use-cases/preview-route.ts';
import { domainEvents } from './event-bus.ts';
import { tenantScopes, tenantStore } from './stores.ts';

export function messagesPorts(): CancelPorts & PreviewPorts {
  return { clock: systemClock, scopes: tenantScopes(), tenants: tenantStore(), domainEvents: domainEvents() };
}
