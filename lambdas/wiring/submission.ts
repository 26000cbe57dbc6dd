import { randomIds } from '../../shared/adapters/node/random-ids.ts';
import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { S3Attachments } from '../../shared/adapters/signed-aws/s3-attachments.ts';
import { requireEnv } from '../../shared/env.ts';
import type { SubmitPorts } from '../../shared/use-cases/submit-message.ts';
import { retry } from './common.ts';
import { routingQueue } from './queues.ts';

/** `scopes`: those that hold what a function has to reach. */
export function submitPorts<T extends SubmitPorts['scopes']>(scopes: T) {
  return {
    clock: systemClock,
    ids: randomIds,
    scopes,
    routingQueue: routingQueue(),
    attachments: new S3Attachments(requireEnv('attachmentsBucket'), retry()),
  };
}
