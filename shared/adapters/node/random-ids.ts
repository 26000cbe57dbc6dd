import { randomBytes } from 'node:crypto';
import { composeMessageId, ULID_RANDOM_BYTES } from '../../domain/message-id.ts';
import type { Ids } from '../../ports/ids.ts';

export const randomIds: Ids = {
  messageId: (prospectId, at) => composeMessageId(prospectId, at, randomBytes(ULID_RANDOM_BYTES)),
  claimOwner: () => randomBytes(9).toString('base64url'),
};
