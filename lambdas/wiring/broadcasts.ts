import { randomIds } from '../../shared/adapters/node/random-ids.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { S3AudienceFiles } from '../../shared/adapters/signed-aws/s3-audience-files.ts';
import { requireEnv } from '../../shared/env.ts';
import type { BroadcastPorts } from '../../shared/use-cases/broadcast-ports.ts';
import { once, retry } from './common.ts';
import { followUps } from './follow-ups.ts';
import { prepareQueue } from './queues.ts';
import { tenantScopes } from './stores.ts';
import { tenantStore } from './tenants.ts';

export const audienceFiles = once(() => new S3AudienceFiles(requireEnv('attachmentsBucket'), retry()));

export function broadcastPorts(): BroadcastPorts {
  return {
    clock: systemClock,
    ids: randomIds,
    scopes: tenantScopes(),
    tenants: tenantStore(),
    audiences: audienceFiles(),
    prepareQueue: prepareQueue(),
    followUps: followUps(),
  };
}
