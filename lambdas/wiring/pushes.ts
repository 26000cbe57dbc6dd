import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { WebPush } from '../../shared/adapters/push/web-push.ts';
import { readEnv, requireEnv } from '../../shared/env.ts';
import type { NotifyPorts } from '../../shared/use-cases/notify-agents.ts';
import { secrets } from './provider-needs.ts';
import { tenantScopes } from './stores.ts';

export function notifyPorts(): NotifyPorts {
  const pushes = new WebPush({
    secrets: secrets(),
    clock: systemClock,
    contact: requireEnv('publicBaseUrl'),
    baseUrl: readEnv('pushBaseUrl'),
  });
  return { clock: systemClock, scopes: tenantScopes(), pushes };
}
