import type { Recipient } from '../domain/broadcast.ts';
import type { Enrolment } from '../domain/journeys/enrolment.ts';
import { enrolmentIdIn, type Intake, type IntakeCommand, type IntakeRef } from '../domain/journeys/intake.ts';
import { MINUTE, SECOND } from '../domain/instant.ts';
import type { IntakeQueue } from '../ports/intake-queue.ts';
import type { StoredIntake } from '../ports/intake-store.ts';
import { enterChunk, type EnterPorts } from './enter-chunk.ts';
import { type AudiencePorts, readAudience } from './read-audience.ts';

export interface EnrolAudiencePorts extends AudiencePorts, EnterPorts {
  intakes: IntakeQueue;
}

export type EnrolOutcome = 'begun' | 'entered' | 'woken' | 'left' | 'cancelled';

/** Commands that are under way to the queue at a time. */
const SENT_AT_ONCE = 200;

/**
 * Has the audience of an intake enter its journey, chunk by chunk; wakes those of a chunk whose time has come; takes a
 * chunk out again. All of it is harmless twice.
 */
export async function enrolAudience(
  ports: EnrolAudiencePorts,
  command: IntakeCommand,
): Promise<EnrolOutcome> {
  const { tenantId, journeyId, intakeId } = command;
  const known = await ports.scopes(tenantId).intakes.get(journeyId, intakeId);
  if (known === undefined) throw new Error(`There is no intake ${intakeId}`);
  if (command.kind === 'wake') return wake(ports, known.intake, command);
  if (command.kind === 'leave') return leave(ports, known.intake, command);
  if (known.progress.isCancelled === true) return 'cancelled';
  return command.kind === 'begin' ? begin(ports, known, command) : enter(ports, known, command);
}

/** Whoever is in the audience is known now. */
async function begin(
  ports: EnrolAudiencePorts,
  { intake }: StoredIntake,
  { tenantId, journeyId, intakeId }: IntakeRef,
): Promise<EnrolOutcome> {
  const audience = await readAudience(ports, { tenantId, audienceId: intake.audienceId });
  if (audience === undefined) throw new Error(`There is no audience ${intake.audienceId}`);
  const { people, duplicates, chunks } = audience;
  // First: whoever calls it off has to know what to take out again.
  await ports.scopes(tenantId).intakes.note(journeyId, intakeId, { people, duplicates, chunks });
  for (let next = 0; next < chunks; next += SENT_AT_ONCE) {
    const some = Array.from({ length: Math.min(SENT_AT_ONCE, chunks - next) }, (_, index) => next + index);
    await Promise.all(
      some.map((chunk) => ports.intakes.send({ kind: 'enter', tenantId, journeyId, intakeId, chunk })),
    );
  }
  return 'begun';
}

async function enter(
  ports: EnrolAudiencePorts,
  { intake }: StoredIntake,
  command: IntakeCommand & { kind: 'enter' },
): Promise<EnrolOutcome> {
  const { tenantId, journeyId, intakeId, chunk } = command;
  const { intakes } = ports.scopes(tenantId);
  await intakes.record(intakeId, await enterChunk(ports, tenantId, intake, chunk));
  const now = await intakes.get(journeyId, intakeId);
  // Called off meanwhile, perhaps before this chunk was known to be there.
  if (now?.progress.isCancelled === true) await ports.intakes.send({ ...command, kind: 'leave', round: 0 });
  return 'entered';
}

/**
 * One timer stands for all of a chunk who wait until about the same time. It is believed: the clock of this run may be
 * behind that of the scheduler.
 */
async function wake(
  ports: EnrolAudiencePorts,
  intake: Intake,
  { tenantId, chunk, until }: IntakeCommand & { kind: 'wake' },
): Promise<EnrolOutcome> {
  const events = (await enrolmentsOf(ports, tenantId, intake, chunk)).flatMap(({ id, standing }) =>
    standing === undefined || standing.until > until
      ? []
      : [{ enrolmentId: id, event: { kind: 'due', serial: standing.serial } as const }],
  );
  await Promise.all(events.map((event) => ports.journeys.send({ kind: 'happened', tenantId, ...event })));
  return 'woken';
}

/** Seconds after which whoever was entering just when it was called off can be seen. */
const LOOKED_AGAIN = MINUTE / SECOND;

async function leave(
  ports: EnrolAudiencePorts,
  intake: Intake,
  command: IntakeCommand & { kind: 'leave' },
): Promise<EnrolOutcome> {
  const { tenantId, chunk, round } = command;
  const event = { kind: 'left', reason: 'stopped', at: ports.clock.now() } as const;
  const there = await enrolmentsOf(ports, tenantId, intake, chunk);
  await Promise.all(
    there.map(({ id: enrolmentId }) =>
      ports.journeys.send({ kind: 'happened', tenantId, enrolmentId, event }),
    ),
  );
  if (round === 0) await ports.intakes.send({ ...command, round: 1 }, LOOKED_AGAIN);
  return 'left';
}

/** Those of a chunk who are under way. */
async function enrolmentsOf(
  { scopes, audiences }: EnrolAudiencePorts,
  tenantId: string,
  intake: Intake,
  chunk: number,
): Promise<readonly Enrolment[]> {
  const ref = { tenantId, audienceId: intake.audienceId };
  const people: readonly Recipient[] = await audiences.readChunk(ref, String(chunk));
  const ids = people.map(({ prospect }) => enrolmentIdIn(intake, prospect.id));
  const known = await scopes(tenantId).enrolments.loadMany(ids);
  return known.filter(({ state }) => state === 'active');
}
