import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import type { AgentPorts } from '../../shared/use-cases/keep-agent.ts';
import { liveEvents } from './live-events.ts';
import { tenantScopes, tenantStore } from './stores.ts';

export function agentPorts(): AgentPorts {
  return { clock: systemClock, scopes: tenantScopes(), tenants: tenantStore(), liveEvents: liveEvents() };
}
