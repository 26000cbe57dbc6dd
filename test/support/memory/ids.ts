import { composeMessageId, composeTimedId, ULID_RANDOM_BYTES } from '../../../shared/domain/message-id.ts';
import type { Ids } from '../../../shared/ports/ids.ts';

/** Ids that count, so that the same run gives the same ids. */
export function countingIds(): Ids {
  let count = 0;
  const next = (): Uint8Array => {
    const bytes = Buffer.alloc(ULID_RANDOM_BYTES);
    bytes.writeUInt32BE((count += 1), ULID_RANDOM_BYTES - 4);
    return bytes;
  };
  return {
    messageId: (prospectId, at) => composeMessageId(prospectId, at, next()),
    timedId: (prefix, at) => composeTimedId(prefix, at, next()),
    claimOwner: () => Buffer.from(next()).toString('base64url'),
  };
}
