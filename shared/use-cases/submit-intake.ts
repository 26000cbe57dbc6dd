import type { Recipient } from '../domain/broadcast.ts';
import type { FieldError } from '../domain/field-error.ts';
import type { Instant } from '../domain/instant.ts';
import type { JourneyVersion } from '../domain/journeys/definition.ts';
import { type EntrySource, withGreeting } from '../domain/journeys/step-data.ts';
import { validateEntry } from '../domain/journeys/validate-entry.ts';
import type { TemplateData } from '../domain/templates/template-data.ts';
import { AppError } from '../errors.ts';
import type { AudienceFiles } from '../ports/audience-files.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { IntakeQueue } from '../ports/intake-queue.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import { acceptAudience } from './accept-consent.ts';
import { requireComplete, requireOffered } from './enrol-prospect.ts';
import { type AudienceRequest, findAudience, keepRequested } from './find-audience.ts';
import { enterableJourney } from './keep-journeys.ts';
import { earlierRequest, type Submission } from './submit-message.ts';

export interface IntakePorts {
  clock: Clock;
  ids: Ids;
  scopes: TenantScopes;
  audiences: AudienceFiles;
  intakes: IntakeQueue;
}

/** Who is to enter which journey, and with what beside what is each person's own. */
export interface IntakeRequest {
  tenantId: string;
  journeyId: string;
  audience: AudienceRequest;
  data: TemplateData;
  subjectAt?: Instant | undefined;
  property?: string | undefined;
  idempotency?: Submission['idempotency'] | undefined;
}

/** Errors of more people say nothing new. */
const ERRORS_TOLD = 100;

/**
 * Accepts an audience into a journey: its people are kept, and it is on its way. Everybody's enrolment has a name that
 * follows from the intake's: under an idempotency key a repetition finishes the same one.
 * @throws AppError `not-found`, `idempotency-key-reused`, `audience-not-ready`, or `invalid-request` for nobody to
 * enter, data that lack something, or a property that is not for sale.
 */
export async function submitIntake(
  ports: IntakePorts,
  request: IntakeRequest,
): Promise<{ intakeId: string; replayed: boolean }> {
  const { tenantId, journeyId, data, subjectAt, property, idempotency } = request;
  const scope = ports.scopes(tenantId);
  const now = ports.clock.now();
  const audience = acceptAudience(request.audience, now);
  const version = await enterableJourney(scope.journeys, journeyId, now);
  const said = await requireOffered(scope, property);
  const subject = subjectAt === undefined ? undefined : { at: subjectAt };
  const source = { data, subject, said };
  const requireColumns = (columns: readonly string[]): void =>
    requireComplete(version, source, new Set([...columns, ...THEIRS]));
  if (audience.kind === 'given') requireAllComplete(version, source, audience.people);
  const asked = { tenantId, audience, perHousehold: property !== undefined };
  const found = await findAudience(ports, { ...asked, requireColumns, isNow: true });
  const fresh = ports.ids.timedId('int', now);
  const earlier = await earlierRequest(scope, idempotency, fresh, now);
  const intakeId = earlier ?? fresh;
  if (earlier === undefined || (await scope.intakes.get(journeyId, intakeId)) === undefined) {
    const audienceId = await keepRequested(ports, asked, found, intakeId);
    const about = { ...(subject && { subjectAt: subject.at }), ...(property !== undefined && { property }) };
    const intake = { id: intakeId, journeyId, version: version.number, createdAt: now, audienceId, data };
    await scope.intakes.create({ ...intake, ...about });
  }
  await ports.intakes.send({ kind: 'begin', tenantId, journeyId, intakeId });
  return { intakeId, replayed: earlier !== undefined };
}

/** What everybody has in their record, or is left out without. */
const THEIRS = ['firstName'] as const;

function requireAllComplete(
  version: JourneyVersion,
  source: EntrySource,
  people: readonly Recipient[],
): void {
  const { definition } = version;
  const errors: FieldError[] = [];
  // What is wrong for everybody is said once.
  if (people.some(({ data }) => data === undefined)) requireComplete(version, source, new Set(THEIRS));
  for (const [index, { prospect, data: own }] of people.entries()) {
    if (own === undefined) continue;
    const data = withGreeting(definition, { ...source.data, ...own }, prospect.name);
    for (const { path, message } of validateEntry(definition, { ...source, data }, new Set(THEIRS)))
      errors.push({ path: path.startsWith('data.') ? `audience.prospects.${index}.${path}` : path, message });
    if (errors.length >= ERRORS_TOLD) break;
  }
  const [first] = errors;
  if (first !== undefined) throw new AppError('invalid-request', `${first.path} ${first.message}.`, errors);
}
