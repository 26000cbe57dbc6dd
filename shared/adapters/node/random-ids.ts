import { randomBytes } from 'node:crypto';
import { composeMessageId, composeTimedId, ULID_RANDOM_BYTES } from '../../domain/message-id.ts';
import type { Ids } from '../../ports/ids.ts';

export const randomIds: Ids = {
  messageId: (prospectId, at) => composeMessageId(prospectId, at, randomBytes(ULID_RANDOM_BYTES)),
  timedId: (prefix, at) => composeTimedId(prefix, at, randomBytes(ULID_RANDOM_BYTES)),
  claimOwner: () => randomBytes(9).toString('base64url'),
};
