import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { PreviewPorts } from '../../shared/use-cases/preview-route.ts';
import { tenantScopes, tenantStore } from './stores.ts';

export function previewPorts(): PreviewPorts {
  return { clock: systemClock, scopes: tenantScopes(), tenants: tenantStore() };
}
