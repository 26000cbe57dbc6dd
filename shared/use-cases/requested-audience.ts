import type { Audience } from '../domain/audience.ts';
import type { Broadcast, Recipient } from '../domain/broadcast.ts';
import { AppError } from '../errors.ts';
import { requireData, requireProperty } from './current-content.ts';
import type { BroadcastPorts } from './broadcast-ports.ts';
import { peopleOfSegment } from './read-audience.ts';

/** Whom a broadcast is for, as it was asked. */
export type AudienceRequest =
  | { kind: 'given'; people: readonly Recipient[] }
  | { kind: 'upload'; audienceId: string }
  | { kind: 'segment'; segmentId: string };

/** A broadcast as it was asked for. */
export interface BroadcastRequest {
  tenantId: string;
  draft: Omit<Broadcast, 'id' | 'tenantId' | 'createdAt'>;
  audience: AudienceRequest;
  /** Variables that the template needs of each person. */
  missing: readonly string[];
}

const refused = (path: string, message: string): AppError =>
  new AppError('invalid-request', `${path} ${message}.`, [{ path, message }]);

/**
 * The audience that was asked for: what is known of it already, or how its people are found.
 * @throws AppError `audience-not-ready`, or `invalid-request` for nobody to write to or a template without its variables.
 */
export async function requestedAudience(
  ports: BroadcastPorts,
  { tenantId, audience, draft, ...asked }: BroadcastRequest,
): Promise<Pick<Audience, 'source'> & Partial<Audience>> {
  const scope = ports.scopes(tenantId);
  const said = await requireProperty(scope, draft.content);
  const missing = asked.missing.filter((name) => !Object.hasOwn(said, name));
  if (audience.kind === 'given') {
    requireData(draft.content.property === undefined ? [] : missing);
    return { source: { kind: 'given' } };
  }
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
  const perHousehold = isOnePerHousehold(draft) ? { perHousehold: true as const } : {};
  return { source: { kind: 'segment', segmentId, criteria, ...perHousehold } };
}

/** What is offered is offered once to those who live together. */
export function isOnePerHousehold({ content }: BroadcastRequest['draft']): boolean {
  return content.property !== undefined;
}
