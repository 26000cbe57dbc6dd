import type { LeftOut } from '../domain/broadcast-plan.ts';
import type { Recipient } from '../domain/broadcast.ts';
import { enter } from '../domain/journeys/advance.ts';
import type { JourneyVersion } from '../domain/journeys/definition.ts';
import type { Enrolment } from '../domain/journeys/enrolment.ts';
import {
  type EnteredChunk,
  enrolmentIdIn,
  type Intake,
  STAY_OUT_REASONS,
  type StayOutReason,
} from '../domain/journeys/intake.ts';
import { withGreeting } from '../domain/journeys/step-data.ts';
import { validateEntry } from '../domain/journeys/validate-entry.ts';
import type { Instant } from '../domain/instant.ts';
import type { Property } from '../domain/property.ts';
import type { Prospect } from '../domain/prospect.ts';
import type { AudienceFiles } from '../ports/audience-files.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { type JourneyStatePorts, timekeeping } from './apply-journey-event.ts';
import type { InboxPorts } from './change-conversation.ts';
import { mergeProspects } from './known-prospect.ts';
import { recordPerson } from './record-person.ts';
import { sideBySide } from './side-by-side.ts';
import type { JourneyEars } from './tell-journey.ts';

export interface EnterPorts extends JourneyStatePorts, JourneyEars, InboxPorts {
  audiences: AudienceFiles;
}

/** People whose ways through journeys are read at a time. */
const READ_AT_ONCE = 25;
/** A person who is new takes up to some fifty writes, of which twenty are under way at once. */
const RECORDED_AT_ONCE = 10;

/** What everybody of a chunk has in common. */
interface Entering {
  intake: Intake;
  chunk: number;
  version: JourneyVersion;
  property: Property | undefined;
}

/** Somebody, with what is recorded of them and where they are already. */
interface Arrival extends Recipient {
  stored: Prospect | undefined;
  erasedAt?: Instant;
  elsewhere: readonly Enrolment[];
}

/**
 * Has everybody of a chunk enter: their enrolments are in the queue of journeys, whole. Whoever does not enter is
 * listed with the reason. The same twice is the same enrolments.
 */
export async function enterChunk(
  ports: EnterPorts,
  tenantId: string,
  intake: Intake,
  chunk: number,
): Promise<EnteredChunk> {
  const scope = ports.scopes(tenantId);
  const ref = { tenantId, audienceId: intake.audienceId };
  const [people, version, tenant, property] = await Promise.all([
    ports.audiences.readChunk(ref, String(chunk)),
    scope.journeys.read(intake.journeyId, intake.version),
    ports.tenants.get(tenantId),
    intake.property === undefined ? undefined : scope.properties.get(intake.property),
  ]);
  if (version === undefined) throw new Error(`There is no version ${intake.version} of ${intake.journeyId}`);
  const entering = { intake, chunk, version, property };
  const now = ports.clock.now();
  const enrolments: Enrolment[] = [];
  const stayed: LeftOut<StayOutReason>[] = [];
  const arriving = await arrivals(scope, intake, people);
  for (const arrival of arriving) {
    const clock = { ...timekeeping(tenant, personOf(arrival)), now };
    const entered = admit(entering, arrival, clock);
    if (typeof entered === 'string') stayed.push({ prospectId: arrival.prospect.id, rule: entered });
    else enrolments.push(entered);
  }
  await Promise.all(
    enrolments.map((enrolment) => ports.journeys.send({ kind: 'entered', tenantId, enrolment })),
  );
  if (stayed.length > 0) await ports.audiences.writeLeftOut(ref, `${intake.id}/${chunk}`, stayed);
  await keepNamed(ports, tenantId, intake, arriving);
  return { chunk, entered: enrolments.length, leftOut: countsOf(stayed) };
}

/** Keeps those whom the request itself named, whether they enter or not; not those of a segment or of a file. */
async function keepNamed(
  ports: EnterPorts,
  tenantId: string,
  { audienceId, createdAt: saidAt }: Intake,
  people: readonly Arrival[],
): Promise<void> {
  const audience = await ports.scopes(tenantId).audiences.get(audienceId);
  if (audience?.source.kind !== 'given') return;
  await sideBySide(people, RECORDED_AT_ONCE, ({ prospect: given, stored }) =>
    recordPerson(ports, tenantId, { given, stored, saidAt }),
  );
}

async function arrivals(
  scope: TenantScope,
  intake: Intake,
  people: readonly Recipient[],
): Promise<Arrival[]> {
  const [found, elsewhere] = await Promise.all([
    scope.people.lookUp(
      people.map(({ prospect }) => prospect),
      [],
    ),
    sideBySide(people, READ_AT_ONCE, ({ prospect }) => otherWays(scope, intake, prospect.id)),
  ]);
  return people.map((person, index) => {
    const { prospect: stored, erasedAt } = found[index]!;
    const erasure = erasedAt === undefined ? {} : { erasedAt };
    return { ...person, stored, ...erasure, elsewhere: elsewhere[index] ?? [] };
  });
}

/** Where somebody is under way in the same journey, about the same property, but for what this intake is for them. */
async function otherWays(
  { enrolments }: TenantScope,
  intake: Intake,
  prospectId: string,
): Promise<readonly Enrolment[]> {
  const own = enrolmentIdIn(intake, prospectId);
  const all = await enrolments.ofProspect(prospectId);
  return all.filter(
    ({ id, state, journeyId, property }) =>
      id !== own && state === 'active' && journeyId === intake.journeyId && property === intake.property,
  );
}

const personOf = ({ prospect, stored }: Arrival): Prospect =>
  stored === undefined ? prospect : mergeProspects(stored, prospect);

/** The person's enrolment at its first step that waits, or why there is none. */
function admit(
  { intake, chunk, version, property }: Entering,
  arrival: Arrival,
  clock: Parameters<typeof enter>[2],
): Enrolment | StayOutReason {
  const { prospect, stored, elsewhere, data: own } = arrival;
  const { phone, email, whatsapp, telegram } = prospect;
  if ((arrival.erasedAt ?? -Infinity) >= intake.createdAt) return 'erased';
  if (stored === undefined && (phone ?? email ?? whatsapp ?? telegram) === undefined) return 'unknown';
  if (property !== undefined && property.status !== 'for-sale') return 'off-market';
  if (elsewhere.length > 0) return 'already-in';
  const { id, journeyId, subjectAt, property: about } = intake;
  const { definition, number } = version;
  const data = withGreeting(definition, { ...intake.data, ...own }, personOf(arrival).name);
  const subject = subjectAt === undefined ? undefined : { at: subjectAt, order: 0 };
  if (validateEntry(definition, { data, subject, said: property?.data }).length > 0) return 'incomplete';
  const entry = {
    id: enrolmentIdIn(intake, prospect.id),
    journeyId,
    version: number,
    prospect,
    data,
    ...(subject && { subject }),
    ...(about !== undefined && { property: about }),
    cohort: { intakeId: id, chunk },
  };
  return enter(definition, entry, { ...clock, ...(property !== undefined && { property }) }).enrolment;
}

function countsOf(stayed: readonly LeftOut<StayOutReason>[]): EnteredChunk['leftOut'] {
  const counts = STAY_OUT_REASONS.map(
    (reason) => [reason, stayed.filter(({ rule }) => rule === reason).length] as const,
  );
  return Object.fromEntries(counts.filter(([, people]) => people > 0));
}
