import type { Appointment } from '../domain/appointment.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import { timeOfId } from '../domain/message-id.ts';
import { isSilent, lastContact } from '../domain/retention.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantScope, TenantScopes } from '../ports/tenant-scope.ts';
import { peopleOf } from './read-thread.ts';

/** Weighed again, with all that is known of somebody under every id that was found to be theirs. */
export async function mayForget(
  { clock, scopes }: { clock: Clock; scopes: TenantScopes },
  tenantId: string,
  prospectId: string,
  since: Instant,
): Promise<boolean> {
  const scope = scopes(tenantId);
  const ids = await peopleOf(scope, prospectId);
  const [known, { mergedInto }] = await Promise.all([
    scope.people.find(ids),
    scope.prospects.ties(prospectId),
  ]);
  const itself = known.find(({ prospect }) => prospect.id === prospectId);
  // Gone already, or shown under another id by now.
  if (itself === undefined || mergedInto !== undefined) return false;
  // What is not known of somebody merged into them is older than what is known of themselves.
  const areSilent = known.every((person) => isSilent({ recordedAt: 0, ...person }, since));
  if (lastContact(itself) === undefined || !areSilent) return false;
  const own = await Promise.all(ids.map((id) => hasPlans(scope, id, { now: clock.now(), since })));
  return !own.includes(true);
}

/** Is something planned for somebody, or do their visits or words say that they were there since? */
async function hasPlans(
  { appointments, enrolments, conversations }: TenantScope,
  prospectId: string,
  { now, since }: { now: Instant; since: Instant },
): Promise<boolean> {
  const [visits, ways, conversation] = await Promise.all([
    appointments.ofProspect(prospectId),
    enrolments.ofProspect(prospectId),
    conversations.get(prospectId),
  ]);
  const { waitingSince, snoozedUntil, lastInboundId } = conversation ?? {};
  const wroteAt = lastInboundId === undefined ? 0 : timeOfId(lastInboundId);
  return (
    visits.some((visit) => isAheadOrAfter(visit, now, since)) ||
    ways.some(({ state }) => state === 'active') ||
    waitingSince !== undefined ||
    snoozedUntil !== undefined ||
    wroteAt > since
  );
}

function isAheadOrAfter(
  { at, durationMinutes, status, answeredAt = 0 }: Appointment,
  now: Instant,
  since: Instant,
) {
  const isAhead = status !== 'cancelled' && status !== 'honoured' && at + durationMinutes * MINUTE > now;
  return isAhead || (status === 'honoured' && at > since) || answeredAt > since;
}
