import type { Appointment } from '../domain/appointment.ts';
import { enter } from '../domain/journeys/advance.ts';
import type { JourneyVersion } from '../domain/journeys/definition.ts';
import type { Enrolment, Subject } from '../domain/journeys/enrolment.ts';
import { type EntrySource, withGreeting } from '../domain/journeys/step-data.ts';
import { validateEntry } from '../domain/journeys/validate-entry.ts';
import type { Instant } from '../domain/instant.ts';
import type { Attachment } from '../domain/message.ts';
import { kinOf } from '../domain/message-id.ts';
import type { PropertyData } from '../domain/property.ts';
import type { Prospect } from '../domain/prospect.ts';
import type { TemplateData } from '../domain/templates/template-data.ts';
import { AppError } from '../errors.ts';
import type { Ids } from '../ports/ids.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { acceptProspect } from './accept-consent.ts';
import { type JourneyStatePorts, journeyContext, knownPerson } from './apply-journey-event.ts';
import { enterableJourney } from './keep-journeys.ts';
import { earlierRequest, requireSomebody, type Submission } from './submit-message.ts';
import type { JourneyEars } from './tell-journey.ts';

export interface EnrolPorts extends JourneyStatePorts, JourneyEars {
  ids: Ids;
}

/** Who is to go through which journey, and with what. */
export interface EnrolmentRequest {
  tenantId: string;
  journeyId: string;
  prospect: Prospect;
  data: TemplateData;
  /** The instant that the journey is about. */
  subjectAt?: Instant | undefined;
  /** The property that the journey is about. */
  property?: string | undefined;
  documents?: readonly Attachment[] | undefined;
  idempotency?: Submission['idempotency'] | undefined;
}

export interface Enrolled {
  enrolment: Enrolment;
  replayed: boolean;
}

/**
 * Has somebody enter a journey. What is answered is in the queue of journeys, whole: whoever reads it there writes
 * what a run that died here did not.
 * @throws AppError `not-found` for an unknown journey, `invalid-request`, `idempotency-key-reused`.
 */
export async function enrolProspect(ports: EnrolPorts, request: EnrolmentRequest): Promise<Enrolled> {
  const { tenantId, journeyId, subjectAt, property, documents, idempotency } = request;
  const scope = ports.scopes(tenantId);
  const now = ports.clock.now();
  const prospect = acceptProspect(request.prospect, now);
  await requireSomebody(scope, prospect);
  const version = await enterableJourney(scope.journeys, journeyId, now);
  const subject = subjectAt === undefined ? undefined : { at: subjectAt, order: 0 };
  const said = await requireOffered(scope, property);
  const { name } = await knownPerson(scope, prospect);
  const data = withGreeting(version.definition, request.data, name);
  requireComplete(version, { data, subject, said });
  const fresh = kinOf('enr', ports.ids.messageId(prospect.id, now));
  const earlier = await earlierRequest(scope, idempotency, fresh, now);
  const known = earlier === undefined ? undefined : await scope.enrolments.load(earlier);
  if (known !== undefined) return { enrolment: known, replayed: true };
  const entry = {
    id: earlier ?? fresh,
    prospect,
    data,
    ...(subject && { subject }),
    ...(documents && { documents }),
    ...(property !== undefined && { property }),
  };
  const enrolment = await beginJourney(ports, tenantId, version, entry);
  return { enrolment, replayed: earlier !== undefined };
}

/** @throws AppError `invalid-request` that names every variable that is missing, malformed or unknown. */
export function requireComplete(
  { definition }: JourneyVersion,
  entry: EntrySource,
  theirs?: ReadonlySet<string>,
): void {
  const errors = validateEntry(definition, entry, theirs);
  const [first] = errors;
  if (first !== undefined) throw new AppError('invalid-request', `${first.path} ${first.message}.`, errors);
}

/**
 * What is said of a property that can be offered; nothing where there is none.
 * @throws AppError `invalid-request` for one that nobody said anything of, or that is not for sale any more.
 */
export async function requireOffered(
  { properties }: Pick<TenantScope, 'properties'>,
  id: string | undefined,
): Promise<PropertyData> {
  if (id === undefined) return {};
  const property = await properties.get(id);
  if (property?.status === 'for-sale') return property.data;
  const message =
    property === undefined
      ? 'is not a property of yours: PUT it first'
      : `is ${property.status}, and is offered to nobody`;
  throw new AppError('invalid-request', `property ${message}.`, [{ path: 'property', message }]);
}

export interface Beginning {
  id: string;
  prospect: Prospect;
  data: TemplateData;
  subject?: Subject;
  documents?: readonly Attachment[];
  property?: string;
}

/** First the queue, with everything, then the table. `appointment`: what was made together with the enrolment. */
export async function beginJourney(
  ports: EnrolPorts,
  tenantId: string,
  { journeyId, number, definition }: JourneyVersion,
  beginning: Beginning,
  appointment?: Appointment,
): Promise<Enrolment> {
  const { enrolments } = ports.scopes(tenantId);
  const context = await journeyContext(ports, tenantId, beginning);
  const { enrolment } = enter(definition, { ...beginning, journeyId, version: number }, context);
  const entered = { kind: 'entered', tenantId, enrolment, ...(appointment && { appointment }) } as const;
  await ports.journeys.send(entered);
  const isNew = (await enrolments.create(enrolment)) === 'created';
  return isNew ? enrolment : ((await enrolments.load(enrolment.id)) ?? enrolment);
}
