import type { Enrolment } from '../domain/journeys/enrolment.ts';
import type { JourneyEvent } from '../domain/journeys/journey-event.ts';
import { tellable } from '../domain/journeys/validate-entry.ts';
import { AppError } from '../errors.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { applyJourneyEvent, type JourneyStatePorts } from './apply-journey-event.ts';
import type { JourneyEars } from './tell-journey.ts';

export type SteerPorts = JourneyStatePorts & JourneyEars;

/** @throws AppError `not-found`, also for one of another journey. */
export async function readEnrolment(
  { enrolments }: TenantScope,
  journeyId: string,
  enrolmentId: string,
): Promise<Enrolment> {
  const known = await enrolments.load(enrolmentId);
  if (known?.journeyId !== journeyId)
    throw new AppError('not-found', `There is no enrolment ${enrolmentId} in ${journeyId}.`);
  return known;
}

/**
 * Tells an enrolment what happened outside: `signed`. Each name counts once, so that telling it again is harmless.
 * @throws AppError `not-found`, or `invalid-request` for something that the journey never waits for.
 */
export async function tellEnrolment(
  ports: SteerPorts,
  tenantId: string,
  { journeyId, enrolmentId, type }: { journeyId: string; enrolmentId: string; type: string },
): Promise<Enrolment> {
  const scope = ports.scopes(tenantId);
  const known = await readEnrolment(scope, journeyId, enrolmentId);
  const version = await scope.journeys.read(journeyId, known.version);
  const names = version === undefined ? [] : [...tellable(version.definition)];
  if (!names.includes(type)) {
    const message =
      names.length === 0
        ? 'is nothing: the journey waits for no event'
        : `must be one of ${names.join(', ')}`;
    throw new AppError('invalid-request', `type ${message}.`, [{ path: 'type', message }]);
  }
  return happen(ports, tenantId, known, { kind: 'told', type, at: ports.clock.now() });
}

/** Takes somebody out of a journey: nothing that it had planned happens any more. @throws AppError `not-found`. */
export async function stopEnrolment(
  ports: SteerPorts,
  tenantId: string,
  { journeyId, enrolmentId }: { journeyId: string; enrolmentId: string },
): Promise<Enrolment> {
  const known = await readEnrolment(ports.scopes(tenantId), journeyId, enrolmentId);
  return happen(ports, tenantId, known, { kind: 'left', reason: 'stopped', at: ports.clock.now() });
}

/** First the queue, behind which everything that follows is done, then the state, so that it is seen at once. */
async function happen(
  ports: SteerPorts,
  tenantId: string,
  known: Enrolment,
  event: JourneyEvent,
): Promise<Enrolment> {
  const about = { tenantId, enrolmentId: known.id };
  await ports.journeys.send({ kind: 'happened', ...about, event });
  return (await applyJourneyEvent(ports, about, event)) ?? known;
}
