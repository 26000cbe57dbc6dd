import type { Audience } from '../domain/audience.ts';
import type { Recipient } from '../domain/broadcast.ts';
import { AppError } from '../errors.ts';
import type { BroadcastPorts } from './broadcast-ports.ts';
import { keepPeople, peopleOfSegment } from './read-audience.ts';

/** Whom something is for, as it was asked. */
export type AudienceRequest =
  | { kind: 'given'; people: readonly Recipient[] }
  | { kind: 'upload'; audienceId: string }
  | { kind: 'segment'; segmentId: string };

/** What is known of an audience already, or how its people are found. */
export type FoundAudience = Pick<Audience, 'source'> & Partial<Audience>;

/** People who came with the request. */
export const GIVEN: FoundAudience = { source: { kind: 'given' } };

const refused = (path: string, message: string): AppError =>
  new AppError('invalid-request', `${path} ${message}.`, [{ path, message }]);

/** What is looked for, and what has to be true of it. */
export interface AudienceQuestion {
  tenantId: string;
  audience: AudienceRequest;
  /** @throws AppError when variables are missing beside those that each person brings. */
  requireColumns: (columns: readonly string[]) => void;
  /** Somebody has to be in it already. */
  isNow: boolean;
  perHousehold: boolean;
}

/** @throws AppError `audience-not-ready`, or `invalid-request` for one that there is not, or that has nobody in it. */
export async function findAudience(
  ports: Pick<BroadcastPorts, 'scopes' | 'clock'>,
  { tenantId, audience, requireColumns, isNow, perHousehold }: AudienceQuestion,
): Promise<FoundAudience> {
  const scope = ports.scopes(tenantId);
  if (audience.kind === 'given') return GIVEN;
  if (audience.kind === 'upload') {
    const known = await scope.audiences.get(audience.audienceId);
    if (known?.source.kind !== 'upload') throw refused('audience.upload', 'is not an audience of yours');
    if (known.status === 'refused') throw refused('audience.upload', `cannot be used: ${known.reason ?? ''}`);
    if (known.status !== 'ready')
      throw new AppError('audience-not-ready', 'The file of the audience has not been read yet.');
    requireColumns(known.variables ?? []);
    return known;
  }
  requireColumns([]);
  const segment = await scope.segments.get(audience.segmentId);
  if (segment === undefined) throw refused('audience.segment', 'is not a segment of yours');
  const { id: segmentId, criteria } = segment;
  if (isNow && (await peopleOfSegment(ports, tenantId, criteria).next()).done === true)
    throw refused('audience.segment', 'has nobody in it');
  const once = perHousehold ? { perHousehold: true as const } : {};
  return { source: { kind: 'segment', segmentId, criteria, ...once } };
}

/** Keeps the people of an audience under an id, or how to find them. @returns the id that they are kept under. */
export async function keepRequested(
  ports: Pick<BroadcastPorts, 'scopes' | 'clock' | 'audiences'>,
  { tenantId, audience, perHousehold }: Pick<AudienceQuestion, 'tenantId' | 'audience' | 'perHousehold'>,
  { id, source }: FoundAudience,
  audienceId: string,
): Promise<string> {
  if (id !== undefined) return id;
  const isGiven = audience.kind === 'given';
  const read = isGiven
    ? await keepPeople(ports.audiences, { tenantId, audienceId }, audience.people, { perHousehold })
    : { people: 0, duplicates: 0, refused: 0, chunks: 0 };
  const status = isGiven ? ('ready' as const) : ('reading' as const);
  const createdAt = ports.clock.now();
  await ports.scopes(tenantId).audiences.put({ id: audienceId, createdAt, source, status, ...read });
  return audienceId;
}
