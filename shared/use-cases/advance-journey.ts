import type { Appointment } from '../domain/appointment.ts';
import type { Enrolment } from '../domain/journeys/enrolment.ts';
import type { JourneyEvent, JourneyTold } from '../domain/journeys/journey-event.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { applyJourneyEvent } from './apply-journey-event.ts';
import { showAppointment } from './change-appointment.ts';
import { doPlanned, type PlannedPorts } from './do-planned.ts';
import { recordPerson } from './record-person.ts';

/**
 * Moves an enrolment by what happened, and does what follows. State first, effects after, each under a name of its
 * own: what is told again finds the state moved and finishes what is not known to be done.
 * @returns where the enrolment stands; undefined when it is there no more.
 */
export async function advanceJourney(ports: PlannedPorts, told: JourneyTold): Promise<Enrolment | undefined> {
  const { tenantId } = told;
  if (told.kind === 'cohort-due') {
    const { journeyId, intakeId, chunk, until } = told;
    // Whoever knows the people of a chunk finds those whose time has come.
    await ports.intakes.send({ kind: 'wake', tenantId, journeyId, intakeId, chunk, until });
    return undefined;
  }
  const enrolment = told.kind === 'entered' ? await admit(ports, told) : await happened(ports, told);
  if (enrolment !== undefined) await doPlanned(ports, tenantId, enrolment);
  return enrolment;
}

/** Writes what the request that came first may have died before. */
async function admit(
  ports: PlannedPorts,
  { tenantId, enrolment, appointment }: JourneyTold & { kind: 'entered' },
): Promise<Enrolment | undefined> {
  const scope = ports.scopes(tenantId);
  const { enrolments, appointments } = scope;
  // Called off meanwhile: whoever has entered is taken out, whoever has not does not enter.
  if (await isCalledOff(scope, enrolment)) return enrolments.load(enrolment.id);
  // Erased since it was accepted: what names the person is not written again.
  const { erasedAt = -Infinity } = await scope.prospects.marks(enrolment.prospect.id);
  if (erasedAt >= enrolment.createdAt) return enrolments.load(enrolment.id);
  const isNew = (await enrolments.create(enrolment)) === 'created';
  const known = isNew ? enrolment : await enrolments.load(enrolment.id);
  // A person who was erased is not brought back by a copy of this either.
  if (known?.reason === 'erased') return known;
  // The function that reads an audience keeps its people.
  if (enrolment.cohort === undefined) await keepEntrant(ports, tenantId, enrolment);
  if (appointment !== undefined) {
    await appointments.create(appointment);
    await showAppointment(ports, tenantId, appointment.prospect.id);
  }
  return known;
}

/** Keeps the person whom the request named. Here, where what fails is done again, and not before it is answered. */
async function keepEntrant(
  ports: PlannedPorts,
  tenantId: string,
  { prospect: given, createdAt: saidAt }: Enrolment,
): Promise<void> {
  const stored = await ports.scopes(tenantId).prospects.get(given.id);
  await recordPerson(ports, tenantId, { given, stored, saidAt });
}

async function isCalledOff({ intakes }: TenantScope, { journeyId, cohort }: Enrolment): Promise<boolean> {
  if (cohort === undefined) return false;
  const known = await intakes.get(journeyId, cohort.intakeId);
  return known?.progress.isCancelled === true;
}

async function happened(
  ports: PlannedPorts,
  { tenantId, enrolmentId, event }: JourneyTold & { kind: 'happened' },
): Promise<Enrolment | undefined> {
  const about = { tenantId, enrolmentId };
  const known = await ports.scopes(tenantId).enrolments.load(enrolmentId);
  if (known === undefined) return undefined;
  for (const missed of await changesMissed(ports, tenantId, known))
    await applyJourneyEvent(ports, about, missed);
  return applyJourneyEvent(ports, about, event);
}

/**
 * What became of the appointment that the enrolment is about and was not told, because whoever changed it died before:
 * no reminder leaves for an appointment that is not there any more.
 */
async function changesMissed(
  ports: PlannedPorts,
  tenantId: string,
  { state, subject, told }: Enrolment,
): Promise<readonly JourneyEvent[]> {
  if (state !== 'active' || subject?.appointmentId === undefined) return [];
  const appointment = await ports.scopes(tenantId).appointments.load(subject.appointmentId);
  if (appointment === undefined) return [];
  return appointmentEvents(appointment, ports.clock.now()).filter((event) =>
    event.kind === 'rescheduled'
      ? event.order > subject.order
      : event.kind === 'told' && !Object.hasOwn(told, event.type),
  );
}

/** What a journey has to know of an appointment as it stands; telling it again changes nothing. */
export function appointmentEvents(
  { at, durationMinutes, moves, status }: Appointment,
  now: number,
): readonly JourneyEvent[] {
  const moved = { kind: 'rescheduled', to: at, minutes: durationMinutes, order: moves, at: now } as const;
  const isOver = status === 'cancelled' || status === 'honoured';
  return [
    ...(moves > 0 ? [moved] : []),
    ...(isOver ? [{ kind: 'told', type: status, at: now } as const] : []),
  ];
}
