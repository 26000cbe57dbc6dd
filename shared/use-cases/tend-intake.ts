import type { LeftOut } from '../domain/broadcast-plan.ts';
import { type EnteredChunk, type IntakeRef, sumOfChunks } from '../domain/journeys/intake.ts';
import { namesAfter, type Page, takePage } from '../domain/page.ts';
import { AppError } from '../errors.ts';
import type { StoredIntake } from '../ports/intake-store.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import type { IntakePorts } from './submit-intake.ts';

/** `reading`: who is in the audience is being found out. */
export type IntakeStatus = 'reading' | 'entering' | 'entered' | 'cancelled';

export interface ShownIntake extends StoredIntake, Omit<EnteredChunk, 'chunk'> {
  status: IntakeStatus;
}

/** How far an audience has come. @throws AppError `not-found`. */
export async function showIntake(
  { scopes }: Pick<IntakePorts, 'scopes'>,
  { tenantId, journeyId, intakeId }: IntakeRef,
): Promise<ShownIntake> {
  const scope = scopes(tenantId);
  return shown(scope, await requireIntake(scope, journeyId, intakeId));
}

/** The newest first. `after`: the id that the page before ended with. */
export async function listIntakes(
  scope: TenantScope,
  journeyId: string,
  limit: number,
  after?: string,
): Promise<Page<ShownIntake>> {
  const page = await scope.intakes.list(journeyId, limit, after);
  return { ...page, items: await Promise.all(page.items.map((known) => shown(scope, known))) };
}

/**
 * Takes everybody out again: who has not entered does not, and of those who have, nothing that was planned happens any
 * more. What has left has left. Doing it again changes nothing. @throws AppError `not-found`.
 */
export async function cancelIntake(ports: IntakePorts, ref: IntakeRef): Promise<ShownIntake> {
  const { tenantId, journeyId, intakeId } = ref;
  const scope = ports.scopes(tenantId);
  const { progress } = await requireIntake(scope, journeyId, intakeId);
  await scope.intakes.note(journeyId, intakeId, { isCancelled: true });
  for (let chunk = 0; chunk < (progress.chunks ?? 0); chunk += 1)
    await ports.intakes.send({ kind: 'leave', ...ref, chunk, round: 0 });
  return showIntake(ports, ref);
}

/** Who does not enter, and why; a page is a part of the audience. @throws AppError `not-found`. */
export async function listStayedOut(
  { scopes, audiences }: Pick<IntakePorts, 'scopes' | 'audiences'>,
  { tenantId, journeyId, intakeId }: IntakeRef,
  after: string | undefined,
): Promise<Page<LeftOut<string>>> {
  const scope = scopes(tenantId);
  const { intake } = await requireIntake(scope, journeyId, intakeId);
  const recorded = await scope.intakes.recorded(intakeId);
  const chunks = recorded
    .filter(({ leftOut }) => Object.keys(leftOut).length > 0)
    .map(({ chunk }) => String(chunk));
  const { items: names, ...next } = await takePage(namesAfter(chunks, after), 1, (name) => name);
  const ref = { tenantId, audienceId: intake.audienceId };
  const [name] = names;
  return {
    items: name === undefined ? [] : await audiences.readLeftOut(ref, `${intakeId}/${name}`),
    ...next,
  };
}

/** @throws AppError `not-found`. */
async function requireIntake(
  { intakes }: TenantScope,
  journeyId: string,
  intakeId: string,
): Promise<StoredIntake> {
  const known = await intakes.get(journeyId, intakeId);
  if (known !== undefined) return known;
  throw new AppError('not-found', `There is no audience ${intakeId} in ${journeyId}.`);
}

async function shown({ intakes }: TenantScope, known: StoredIntake): Promise<ShownIntake> {
  const recorded = await intakes.recorded(known.intake.id);
  return { ...known, ...sumOfChunks(recorded), status: statusOf(known, recorded.length) };
}

function statusOf({ progress: { isCancelled, chunks } }: StoredIntake, recorded: number): IntakeStatus {
  if (isCancelled === true) return 'cancelled';
  if (chunks === undefined) return 'reading';
  return recorded < chunks ? 'entering' : 'entered';
}
