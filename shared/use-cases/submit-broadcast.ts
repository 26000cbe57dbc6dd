import type { Audience } from '../domain/audience.ts';
import type { Broadcast, Recipient } from '../domain/broadcast.ts';
import { DAY } from '../domain/instant.ts';
import { AppError } from '../errors.ts';
import type { BroadcastPorts } from './broadcast-ports.ts';
import { withPublishedVersion } from './own-wordings.ts';
import { keepPeople, peopleOfSegment } from './read-audience.ts';

/** Whom a broadcast is for, as it was asked. */
export type AudienceRequest =
  | { kind: 'given'; people: readonly Recipient[] }
  | { kind: 'upload'; audienceId: string }
  | { kind: 'segment'; segmentId: string };

export interface BroadcastSubmission {
  tenantId: string;
  draft: Omit<Broadcast, 'id' | 'tenantId' | 'createdAt'>;
  audience: AudienceRequest;
  /** Variables that the template needs of each person. */
  missing: readonly string[];
  idempotency?: { key: string; bodyHash: string };
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
  const audience = await audienceOf(ports, submission);
  const { id, replayed } = await nameOf(ports, submission);
  const begin = { kind: 'begin-broadcast', tenantId, broadcastId: id } as const;
  if (!replayed || (await scope.broadcasts.get(id)) === undefined) {
    const content = await withPublishedVersion(scope.templates, draft.content, now);
    const audienceId = await keepAudience(ports, submission, audience, id);
    await scope.broadcastPlans.note({ broadcastId: id, audienceId });
    await scope.broadcasts.create({ ...draft, content, id, tenantId, createdAt: now });
  }
  if (draft.sendAt !== undefined && draft.sendAt > now)
    await ports.followUps.schedule(`${id}-begin`, draft.sendAt, { kind: 'prepare', command: begin });
  else await ports.prepareQueue.send(begin);
  return { broadcastId: id, replayed };
}

const refused = (path: string, message: string): AppError =>
  new AppError('invalid-request', `${path} ${message}.`, [{ path, message }]);

/** The audience that was asked for; undefined where its people came with the request. */
async function audienceOf(
  ports: BroadcastPorts,
  { tenantId, audience, draft, missing }: BroadcastSubmission,
): Promise<Pick<Audience, 'source'> & { id?: string }> {
  const scope = ports.scopes(tenantId);
  if (audience.kind === 'given') return { source: { kind: 'given' } };
  if (audience.kind === 'upload') {
    const known = await scope.audiences.get(audience.audienceId);
    if (known?.source.kind !== 'upload') throw refused('audience.upload', 'is not an audience of yours');
    if (known.status === 'refused') throw refused('audience.upload', `cannot be used: ${known.reason ?? ''}`);
    if (known.status !== 'ready')
      throw new AppError('audience-not-ready', 'The file of the audience has not been read yet.');
    requireData(missing.filter((name) => known.variables?.includes(name) !== true));
    return known;
  }
  requireData(missing);
  const segment = await scope.segments.get(audience.segmentId);
  if (segment === undefined) throw refused('audience.segment', 'is not a segment of yours');
  const { id: segmentId, criteria } = segment;
  // Who will be in it later nobody knows.
  const isNow = draft.sendAt === undefined || draft.sendAt <= ports.clock.now();
  if (isNow && (await peopleOfSegment(ports, tenantId, criteria).next()).done === true)
    throw refused('audience.segment', 'has nobody in it');
  return { source: { kind: 'segment', segmentId, criteria } };
}

function requireData(missing: readonly string[]): void {
  if (missing.length === 0) return;
  const errors = missing.map((name) => ({ path: `content.data.${name}`, message: 'is needed by the template' }));
  throw new AppError('invalid-request', `The template needs ${missing.join(', ')}.`, errors);
}

/** Keeps the people, or how to find them. @returns the audience's id. */
async function keepAudience(
  ports: BroadcastPorts,
  { tenantId, audience }: BroadcastSubmission,
  { id, source }: Pick<Audience, 'source'> & { id?: string },
  broadcastId: string,
): Promise<string> {
  if (id !== undefined) return id;
  const ref = { tenantId, audienceId: broadcastId };
  const isGiven = audience.kind === 'given';
  const read = isGiven
    ? await keepPeople(ports.audiences, ref, audience.people)
    : { people: 0, duplicates: 0, refused: 0, chunks: 0 };
  const status = isGiven ? ('ready' as const) : ('reading' as const);
  const createdAt = ports.clock.now();
  await ports.scopes(tenantId).audiences.put({ id: broadcastId, createdAt, source, status, ...read });
  return broadcastId;
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
