import { type Appointment, ended, moved } from '../domain/appointment.ts';
import { APPOINTMENT_JOURNEY } from '../domain/journeys/built-in/journeys.ts';
import { variablesIn } from '../domain/journeys/step-data.ts';
import type { Instant } from '../domain/instant.ts';
import { kinOf, partsOfKin } from '../domain/message-id.ts';
import type { Prospect } from '../domain/prospect.ts';
import type { TemplateData } from '../domain/templates/template-data.ts';
import { AppError } from '../errors.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { acceptProspect } from './accept-consent.ts';
import { applyJourneyEvent, knownPerson } from './apply-journey-event.ts';
import { appointmentEvents } from './advance-journey.ts';
import { changeAppointment, showAppointment } from './change-appointment.ts';
import type { InboxPorts } from './change-conversation.ts';
import { beginJourney, type EnrolPorts, requireComplete } from './enrol-prospect.ts';
import { enterableJourney } from './keep-journeys.ts';
import { earlierRequest, requireSomebody, type Submission } from './submit-message.ts';

export type AppointmentPorts = EnrolPorts & InboxPorts;

export interface AppointmentRequest {
  tenantId: string;
  prospect: Prospect;
  at: Instant;
  durationMinutes: number;
  address: string;
  location?: { lat: number; lng: number } | undefined;
  agentName?: string | undefined;
  /** For the messages of the journey, beside what the appointment itself says. */
  data: TemplateData;
  idempotency?: Submission['idempotency'] | undefined;
}

/**
 * Makes an appointment and has the journey look after it: what is answered is in the queue of journeys, whole.
 * @throws AppError `invalid-request`, `idempotency-key-reused`.
 */
export async function makeAppointment(
  ports: AppointmentPorts,
  request: AppointmentRequest,
): Promise<{ appointment: Appointment; replayed: boolean }> {
  const { tenantId, idempotency } = request;
  const scope = ports.scopes(tenantId);
  const now = ports.clock.now();
  const prospect = acceptProspect(request.prospect, now);
  await requireSomebody(scope, prospect);
  if (request.at <= now) throw refusal('at', 'is past');
  const version = await enterableJourney(scope.journeys, APPOINTMENT_JOURNEY, now);
  const told = await dataOf(scope, request);
  const known = variablesIn(version.definition);
  const data = {
    ...Object.fromEntries(Object.entries(told).filter(([name]) => known.has(name))),
    ...request.data,
  };
  requireComplete(version, { data, subject: request });
  const fresh = kinOf('apt', ports.ids.messageId(prospect.id, now));
  const earlier = await earlierRequest(scope, idempotency, fresh, now);
  const before = earlier === undefined ? undefined : await scope.appointments.load(earlier);
  if (before !== undefined) return { appointment: before, replayed: true };
  const appointment = appointmentOf({ ...request, prospect }, earlier ?? fresh, now);
  const { id, at, durationMinutes: minutes, enrolmentId } = appointment;
  const subject = { at, appointmentId: id, minutes, order: 0 };
  await beginJourney(ports, tenantId, version, { id: enrolmentId, prospect, data, subject }, appointment);
  await scope.appointments.create(appointment);
  await showAppointment(ports, tenantId, prospect.id);
  return { appointment, replayed: earlier !== undefined };
}

/** The enrolment is named after the appointment, so that a request that is repeated names the same. */
function appointmentOf(request: AppointmentRequest, id: string, createdAt: Instant): Appointment {
  const { prospect, at, durationMinutes, address, location, agentName } = request;
  return {
    id,
    prospect,
    at,
    durationMinutes,
    address,
    ...(location !== undefined && { location }),
    ...(agentName !== undefined && { agentName }),
    status: 'to-confirm',
    createdAt,
    enrolmentId: `enr${id.slice(3)}`,
    moves: 0,
    revision: 0,
  };
}

/** What the templates of a journey can say of an appointment. */
async function dataOf(scope: TenantScope, request: AppointmentRequest): Promise<TemplateData> {
  const { prospect, address, location, agentName } = request;
  const { name } = await knownPerson(scope, prospect);
  const firstName = name?.trim().split(/\s+/)[0];
  return {
    appointmentAddress: address,
    ...(firstName !== undefined && { firstName }),
    ...(agentName !== undefined && { agentName }),
    ...(location !== undefined && { mapLink: `${MAP}${location.lat},${location.lng}` }),
  };
}

/** Opens where the phone has its maps (the universal links of Google Maps). */
const MAP = 'https://www.google.com/maps/search/?api=1&query=';

/** @throws AppError `not-found`. */
export async function readAppointment({ appointments }: TenantScope, id: string): Promise<Appointment> {
  const known = partsOfKin('apt', id) === undefined ? undefined : await appointments.load(id);
  if (known === undefined) throw new AppError('not-found', `There is no appointment ${id}.`);
  return known;
}

export type AppointmentChange =
  | { status: 'cancelled' | 'honoured' }
  | { at?: Instant | undefined; durationMinutes?: number | undefined };

/**
 * Moves an appointment, calls it off or says that it took place, and has the journey follow. A run that died between
 * the two is made up for when the journey looks at the appointment next; the same request again finishes it at once.
 * @throws AppError `not-found`, `invalid-request`, or `version-conflict` for one that is over.
 */
export async function decideAppointment(
  ports: AppointmentPorts,
  tenantId: string,
  id: string,
  change: AppointmentChange,
): Promise<Appointment> {
  const known = await readAppointment(ports.scopes(tenantId), id);
  const now = ports.clock.now();
  if ('at' in change && change.at !== undefined && change.at <= now && change.at !== known.at)
    throw refusal('at', 'is past');
  const changed = await changeAppointment(ports, tenantId, id, (before) =>
    'status' in change
      ? ended(before, change.status)
      : moved(before, {
          at: change.at ?? before.at,
          durationMinutes: change.durationMinutes ?? before.durationMinutes,
        }),
  );
  if (changed === undefined) throw new AppError('version-conflict', `The appointment ${id} is over already.`);
  for (const event of appointmentEvents(changed, now)) {
    const about = { tenantId, enrolmentId: changed.enrolmentId };
    await ports.journeys.send({ kind: 'happened', ...about, event });
    await applyJourneyEvent(ports, about, event);
  }
  return changed;
}

function refusal(path: string, message: string): AppError {
  return new AppError('invalid-request', `${path} ${message}.`, [{ path, message }]);
}
