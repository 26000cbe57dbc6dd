import { DAY } from '../domain/instant.ts';
import { AppError } from '../errors.ts';
import { acceptAudience } from './accept-consent.ts';
import type { BroadcastPorts } from './broadcast-ports.ts';
import { withPublishedVersion } from './own-wordings.ts';
import { keepRequested } from './find-audience.ts';
import { type BroadcastRequest, isOnePerHousehold, requestedAudience } from './requested-audience.ts';

export interface BroadcastSubmission extends BroadcastRequest {
  idempotency?: { key: string; bodyHash: string };
}

/** Audiences are kept for little longer. */
const LONGEST_WAIT = 30 * DAY;

function tooLate(): AppError {
  const errors = [{ path: 'sendAt', message: 'must be within thirty days' }];
  return new AppError('invalid-request', 'A broadcast leaves within thirty days.', errors);
}

/**
 * Accepts a broadcast: its people are kept and it is on its way to be planned, at once or when it is asked to leave.
 * Everything has a name that follows from the broadcast's: under an idempotency key a repetition finishes the same one.
 * @throws AppError `idempotency-key-reused`, `audience-not-ready`, or `invalid-request` for nobody to write to.
 */
export async function submitBroadcast(
  ports: BroadcastPorts,
  submission: BroadcastSubmission,
): Promise<{ broadcastId: string; replayed: boolean }> {
  const { tenantId, draft } = submission;
  const scope = ports.scopes(tenantId);
  const now = ports.clock.now();
  if ((draft.sendAt ?? 0) > now + LONGEST_WAIT) throw tooLate();
  const given = acceptAudience(submission.audience, now);
  const audience = await requestedAudience(ports, { ...submission, audience: given });
  const { id, replayed } = await nameOf(ports, submission);
  const begin = { kind: 'begin-broadcast', tenantId, broadcastId: id } as const;
  if (!replayed || (await scope.broadcasts.get(id)) === undefined) {
    const content = await withPublishedVersion(scope.templates, draft.content, now);
    const asked = { tenantId, audience: given, perHousehold: isOnePerHousehold(draft) };
    const audienceId = await keepRequested(ports, asked, audience, id);
    await scope.broadcastPlans.note({ broadcastId: id, audienceId });
    await scope.broadcasts.create({ ...draft, content, id, tenantId, createdAt: now });
  }
  if (draft.sendAt !== undefined && draft.sendAt > now)
    await ports.followUps.schedule(`${id}-begin`, draft.sendAt, { kind: 'prepare', command: begin });
  else await ports.prepareQueue.send(begin);
  return { broadcastId: id, replayed };
}

/** The id of the broadcast: that of an earlier request under the same key, which may have died after taking it. */
async function nameOf(
  ports: BroadcastPorts,
  { tenantId, idempotency }: BroadcastSubmission,
): Promise<{ id: string; replayed: boolean }> {
  const now = ports.clock.now();
  const id = ports.ids.timedId('bc', now);
  if (idempotency === undefined) return { id, replayed: false };
  const { key, bodyHash } = idempotency;
  const request = { bodyHash, messageId: id, expiresAt: now + DAY };
  const held = await ports.scopes(tenantId).idempotency.claim(key, request, now);
  if (held === 'claimed') return { id, replayed: false };
  if (held.bodyHash === bodyHash) return { id: held.messageId, replayed: true };
  throw new AppError(
    'idempotency-key-reused',
    'This Idempotency-Key was used with another body in the last 24 hours.',
  );
}
