import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { S3Attachments } from '../../shared/adapters/signed-aws/s3-attachments.ts';
import { requireEnv } from '../../shared/env.ts';
import type { ErasePorts } from '../../shared/use-cases/erase-prospect.ts';
import { retry } from './common.ts';
import { domainEvents } from './event-bus.ts';
import { screens } from './screens.ts';
import { tenantScopes } from './stores.ts';

export function prospectsPorts(): ErasePorts {
  return {
    clock: systemClock,
    scopes: tenantScopes(),
    domainEvents: domainEvents(),
    screens: screens(),
    attachments: new S3Attachments(requireEnv('attachmentsBucket'), retry()),
  };
}
