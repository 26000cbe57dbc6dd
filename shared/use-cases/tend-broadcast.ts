import type { Broadcast, BroadcastState } from '../domain/broadcast.ts';
import { type LeftOut, type PlanCounts, peopleIn, sumOfRounds } from '../domain/broadcast-plan.ts';
import { namesAfter, type Page, takePage } from '../domain/page.ts';
import { type PackCounts, peopleCounted } from '../domain/pack-run.ts';
import type { Tally } from '../domain/statistics.ts';
import { AppError } from '../errors.ts';
import type { AudienceFiles } from '../ports/audience-files.ts';
import type { BroadcastPlan } from '../ports/broadcast-plans.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantScope, TenantScopes } from '../ports/tenant-scope.ts';

export interface TendPorts {
  clock: Clock;
  scopes: TenantScopes;
  audiences: Pick<AudienceFiles, 'readLeftOut'>;
}

/** `waiting`: for its time, or for people who wait for the morning. */
export type BroadcastStatus = BroadcastState | 'waiting';

export interface ShownBroadcast {
  broadcast: Broadcast;
  status: BroadcastStatus;
  plan: BroadcastPlan;
  planned: PlanCounts;
  packs: PackCounts;
  tally: Tally;
}

/** @throws AppError `not-found`. */
export async function showBroadcast(
  ports: Pick<TendPorts, 'scopes' | 'clock'>,
  tenantId: string,
  id: string,
): Promise<ShownBroadcast> {
  const shown = await findBroadcast(ports, tenantId, id);
  if (shown === undefined) throw unknown(id);
  return shown;
}

async function findBroadcast(
  { scopes, clock }: Pick<TendPorts, 'scopes' | 'clock'>,
  tenantId: string,
  id: string,
): Promise<ShownBroadcast | undefined> {
  const scope = scopes(tenantId);
  const [broadcast, state, plan, rounds, packs, tally] = await Promise.all([
    scope.broadcasts.get(id),
    scope.broadcasts.state(id),
    scope.broadcastPlans.get(id),
    scope.broadcastPlans.recorded(id),
    scope.broadcasts.packCounts(id),
    scope.statistics.ofBroadcast(id),
  ]);
  if (broadcast === undefined || state === undefined || plan === undefined) return undefined;
  const planned = sumOfRounds(rounds);
  const isPlanned =
    plan.chunks !== undefined && new Set(rounds.map(({ chunk }) => chunk)).size === plan.chunks;
  const waiting = peopleIn(planned.later);
  const status = statusOf(state, {
    isEarly: (broadcast.sendAt ?? 0) > clock.now(),
    isSent: isPlanned && peopleCounted(packs) >= peopleToCount(planned, plan.people),
    waiting,
  });
  return { broadcast, status, plan, planned, packs, tally };
}

/**
 * How many have to be counted in packs. Two runs that planned the same chunk at the same time may have decided
 * differently on somebody, who is then planned twice and reached once.
 */
function peopleToCount({ now, later, leftOut }: PlanCounts, people = Infinity): number {
  const others = Object.values(leftOut).reduce((sum, count) => sum + count, peopleIn(later));
  return Math.min(peopleIn(now), people - others);
}

/** The newest first. `after`: the id that the page before ended with. */
export async function listBroadcasts(
  ports: Pick<TendPorts, 'scopes' | 'clock'>,
  tenantId: string,
  limit: number,
  after: string | undefined,
): Promise<Page<ShownBroadcast>> {
  const listed = await ports.scopes(tenantId).broadcastPlans.list(limit, after);
  const items = await Promise.all(listed.items.map((id) => findBroadcast(ports, tenantId, id)));
  // A request that died half way left the plan of a broadcast that there is not.
  return { ...listed, items: items.filter((item) => item !== undefined) };
}

function statusOf(
  state: BroadcastState,
  { isEarly, isSent, waiting }: { isEarly: boolean; isSent: boolean; waiting: number },
): BroadcastStatus {
  if (state === 'planning') return isEarly ? 'waiting' : 'planning';
  if (state !== 'sending' || !isSent) return state;
  return waiting > 0 ? 'waiting' : 'finished';
}

const unknown = (id: string): AppError => new AppError('not-found', `There is no broadcast ${id}.`);

/** What can be done to a broadcast, from which states, and what becomes of it. */
const CHANGES = {
  pause: { from: ['planning', 'sending'], to: () => 'paused' },
  resume: { from: ['paused'], to: ({ chunks }) => (chunks === undefined ? 'planning' : 'sending') },
  cancel: { from: ['planning', 'sending', 'paused'], to: () => 'cancelled' },
} as const satisfies Record<
  string,
  { from: readonly BroadcastState[]; to: (plan: BroadcastPlan) => BroadcastState }
>;

export type BroadcastChange = keyof typeof CHANGES;

/**
 * Pauses, resumes or cancels; what is under way to a provider arrives. Doing it again changes nothing.
 * @throws AppError `not-found`, or `broadcast-ended` when there is nothing left to do it to.
 */
export async function changeBroadcast(
  ports: TendPorts,
  tenantId: string,
  id: string,
  change: BroadcastChange,
): Promise<ShownBroadcast> {
  const scope = ports.scopes(tenantId);
  const shown = await showBroadcast(ports, tenantId, id);
  const { from, to } = CHANGES[change];
  const state = to(shown.plan);
  if (shown.status === 'finished') throw ended('is finished');
  if (change === 'pause') await scope.broadcastPlans.note({ broadcastId: id, pausedAt: ports.clock.now() });
  if ((await scope.broadcasts.changeState(id, from, state)) === 'refused')
    await requireState(scope, id, change, state);
  return showBroadcast(ports, tenantId, id);
}

async function requireState(
  { broadcasts }: TenantScope,
  id: string,
  change: BroadcastChange,
  wanted: BroadcastState,
): Promise<void> {
  const state = await broadcasts.state(id);
  if (state === wanted || (change === 'resume' && (state === 'sending' || state === 'planning'))) return;
  throw ended('was cancelled');
}

const ended = (how: string): AppError => new AppError('broadcast-ended', `The broadcast ${how}.`);

/** Who is written to on no channel, and why; a page is a chunk of the audience. @throws AppError `not-found`. */
export async function listLeftOut(
  { scopes, audiences }: TendPorts,
  tenantId: string,
  id: string,
  after: string | undefined,
): Promise<Page<LeftOut<string>>> {
  const { broadcastPlans } = scopes(tenantId);
  const plan = await broadcastPlans.get(id);
  if (plan === undefined) throw unknown(id);
  const ref = { tenantId, audienceId: plan.audienceId };
  const rounds = (await broadcastPlans.recorded(id))
    .filter(({ counts }) => Object.keys(counts.leftOut).length > 0)
    .map(({ chunk, round }) => `${chunk}-${round}`);
  const { items: names, ...next } = await takePage(namesAfter(rounds, after), 1, (name) => name);
  const [name] = names;
  return { items: name === undefined ? [] : await audiences.readLeftOut(ref, `${id}/${name}`), ...next };
}
