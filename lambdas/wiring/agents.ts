import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { publicPushKey } from '../../shared/adapters/push/vapid.ts';
import type { PushKey } from '../../shared/ports/push-key.ts';
import type { AgentPorts } from '../../shared/use-cases/keep-agent.ts';
import { liveEvents } from './live-events.ts';
import { secrets } from './provider-needs.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';

export function agentPorts(): AgentPorts & PushKey {
  return {
    clock: systemClock,
    scopes: tenantScopes(),
    tenants: tenantStore(),
    liveEvents: liveEvents(),
    publicPushKey: () => publicPushKey(secrets()),
  };
}
