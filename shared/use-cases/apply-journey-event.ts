import { advance } from '../domain/journeys/advance.ts';
import type { Enrolment } from '../domain/journeys/enrolment.ts';
import type { EnrolmentRef, JourneyEvent } from '../domain/journeys/journey-event.ts';
import type { Timekeeping } from '../domain/journeys/opening-hours.ts';
import type { JourneyContext } from '../domain/journeys/walk.ts';
import { type Prospect, quietHoursOf } from '../domain/prospect.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantScope, TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';

/** What moving an enrolment needs. */
export interface JourneyStatePorts {
  clock: Clock;
  scopes: TenantScopes;
  tenants: TenantStore;
}

/** Somebody else being quicker so often means that something is wrong. */
const TRIES = 20;

/**
 * Writes what an event makes of an enrolment, in one conditional write with everything that has to be done because of
 * it. Answers the enrolment as it is now; undefined when there is none.
 */
export async function applyJourneyEvent(
  ports: JourneyStatePorts,
  { tenantId, enrolmentId }: EnrolmentRef,
  event: JourneyEvent,
): Promise<Enrolment | undefined> {
  const scope = ports.scopes(tenantId);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const known = await scope.enrolments.load(enrolmentId);
    const isLoss = event.kind === 'message' && event.fact === 'failed';
    if (known === undefined || (known.state !== 'active' && !isLoss)) return known;
    const version = await scope.journeys.read(known.journeyId, known.version);
    if (version === undefined) throw new Error(`There is no version ${known.version} of ${known.journeyId}`);
    const context = await journeyContext(ports, tenantId, known);
    const { enrolment } = advance(version.definition, known, event, context);
    if (enrolment === known) return known;
    const next = { ...enrolment, revision: known.revision + 1 };
    if ((await scope.enrolments.save(next)) === 'saved') return next;
  }
  throw new Error('An enrolment is being changed too often');
}

/** The person's zone and quiet hours, and what their journey is about, as they are known now. */
export async function journeyContext(
  { clock, scopes, tenants }: JourneyStatePorts,
  tenantId: string,
  about: Pick<Enrolment, 'prospect' | 'property'>,
): Promise<JourneyContext> {
  const scope = scopes(tenantId);
  const [tenant, person, property] = await Promise.all([
    tenants.get(tenantId),
    knownPerson(scope, about.prospect),
    about.property === undefined ? undefined : scope.properties.get(about.property),
  ]);
  return { ...timekeeping(tenant, person), now: clock.now(), ...(property !== undefined && { property }) };
}

/** Where the person's clock stands. */
export function timekeeping(tenant: Tenant, { timeZone, preferences }: Prospect): Timekeeping {
  return {
    zone: timeZone ?? tenant.timeZone,
    quietHours: quietHoursOf(preferences, tenant.policy.quietHours),
  };
}

/** What was said of the person when they entered wins over what is kept, field by field. */
export async function knownPerson({ prospects }: TenantScope, given: Prospect): Promise<Prospect> {
  const stored = await prospects.get(given.id);
  const preferences = { ...stored?.preferences, ...given.preferences };
  return { ...stored, ...given, ...(Object.keys(preferences).length > 0 && { preferences }) };
}
