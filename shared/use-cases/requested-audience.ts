import type { Broadcast } from '../domain/broadcast.ts';
import { requireData, requireProperty } from './current-content.ts';
import type { BroadcastPorts } from './broadcast-ports.ts';
import { type AudienceRequest, findAudience, type FoundAudience, GIVEN } from './find-audience.ts';

/** A broadcast as it was asked for. */
export interface BroadcastRequest {
  tenantId: string;
  draft: Omit<Broadcast, 'id' | 'tenantId' | 'createdAt'>;
  audience: AudienceRequest;
  /** Variables that the template needs of each person. */
  missing: readonly string[];
}

/**
 * The audience that was asked for: what is known of it already, or how its people are found.
 * @throws AppError `audience-not-ready`, or `invalid-request` for nobody to write to or a template without its variables.
 */
export async function requestedAudience(
  ports: BroadcastPorts,
  { tenantId, audience, draft, ...asked }: BroadcastRequest,
): Promise<FoundAudience> {
  const said = await requireProperty(ports.scopes(tenantId), draft.content);
  const missing = asked.missing.filter((name) => !Object.hasOwn(said, name));
  if (audience.kind === 'given') {
    // What people lack who came with the request was said of each of them at the edge.
    requireData(draft.content.property === undefined ? [] : missing);
    return GIVEN;
  }
  return findAudience(ports, {
    tenantId,
    audience,
    requireColumns: (columns) => requireData(missing.filter((name) => !columns.includes(name))),
    // Who will be in it later nobody knows.
    isNow: draft.sendAt === undefined || draft.sendAt <= ports.clock.now(),
    perHousehold: isOnePerHousehold(draft),
  });
}

/** What is offered is offered once to those who live together. */
export function isOnePerHousehold({ content }: BroadcastRequest['draft']): boolean {
  return content.property !== undefined;
}
