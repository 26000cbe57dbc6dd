import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { PreviewPorts } from '../../shared/use-cases/preview-route.ts';
import { scopesOfAcceptance } from './acceptance.ts';
import { tenantStore } from './tenants.ts';

export function previewPorts(): PreviewPorts {
  return { clock: systemClock, scopes: scopesOfAcceptance(), tenants: tenantStore() };
}
