import { HOUR, type Instant, SECOND } from '../domain/instant.ts';
import { asTakenUp } from './as-taken-up.ts';
import { type Called, callPack, nothingCalled } from './call-pack.ts';
import { noteOwners } from './claim-pack.ts';
import type { KnownBefore } from './close-pack.ts';
import { CALLS_FOR, LEASE, type PackPorts, type PackTask } from './pack-ports.ts';
import { putBackPack, waitUntil } from './put-back-pack.ts';
import { settlePack } from './settle-pack.ts';
import { sideBySide } from './side-by-side.ts';
import { watchPack } from './watch-pack.ts';
import type { Member } from './weigh-pack.ts';

/** For so long the same call is made again, when nobody knows whether the one before reached the provider. */
const PATIENCE = HOUR;
const WORDED_AT_ONCE = 25;

export type RunOutcome = 'sent' | 'postponed' | 'misconfigured' | 'held-by-another';

/**
 * Under the claim of the pack: schedule the watch, call the provider, record what it said. `isRepetition`: an earlier
 * call for the very same people may have reached the provider.
 */
export async function runPack(
  ports: PackPorts,
  task: PackTask,
  members: readonly Member[],
  known: KnownBefore,
  isRepetition: boolean,
): Promise<RunOutcome> {
  if (!(await hasBegun(ports, task, members, isRepetition))) return 'held-by-another';
  const called = nothingCalled();
  try {
    await noteOwners(ports, task, members);
    await watchPack(ports, task, members);
    const worded = await wordedAsTakenUp(ports, task, members);
    await callPack(ports, task, worded, task.startedAt + CALLS_FOR, called);
    if (isRepetition) keepDoubts(ports, task, called);
    return await settlePack(ports, task, members, called, known);
  } catch (fault) {
    const mayHaveLeft = isRepetition || called.lost.length > 0 || called.pause?.mayHaveLeft === true;
    // Whoever comes next may go on, instead of wondering what became of it.
    const { packs } = ports.scopes(task.command.tenantId);
    const end = { results: called.results, as: { mayHaveLeft } };
    await packs.end(task.ref, task.owner, end).catch(() => {});
    throw fault;
  }
}

/** Slots that a run before took say what it would have said: the very same call is made again. */
async function wordedAsTakenUp(
  ports: PackPorts,
  { command }: PackTask,
  members: readonly Member[],
): Promise<Member[]> {
  const scope = ports.scopes(command.tenantId);
  return sideBySide(members, WORDED_AT_ONCE, async (member) =>
    member.attempt === undefined
      ? member
      : { ...member, facts: await asTakenUp(scope, member.attempt, member.facts) },
  );
}

/** Another run may be quicker, and may die of it: then somebody has to look again when that would show. */
export async function hasBegun(
  ports: PackPorts,
  { ref, owner, startedAt, before, command }: PackTask,
  members: readonly Pick<Member, 'name'>[],
  mayHaveLeft: boolean,
): Promise<boolean> {
  const people = members.map(({ name }) => name);
  const start = { owner, at: startedAt, leaseUntil: startedAt + LEASE, mayHaveLeft, people };
  const begun = await ports.scopes(command.tenantId).packs.begin(ref, start, before?.owner);
  if (begun === 'lost') await waitUntil(ports, command, startedAt + LEASE);
  return begun === 'begun';
}

/**
 * Nothing can be done before `at`: the command comes again. Under a claim and a ticket of its own, so that copies of what
 * waits do not multiply, however long it waits.
 */
export async function waitWith(ports: PackPorts, task: PackTask, at: Instant): Promise<RunOutcome> {
  const { before } = task;
  const inDoubt = isInDoubt(task);
  const people = inDoubt ? (before?.people ?? []) : [];
  const members = people.map((name) => ({ name }));
  if (!(await hasBegun(ports, task, members, inDoubt))) return 'held-by-another';
  const seconds = (at - ports.clock.now()) / SECOND;
  await putBackPack(ports, task, new Map(), { seconds, mayHaveLeft: inDoubt });
  return 'postponed';
}

/** May the provider have been called by a run that did not find out what came of it? */
export function isInDoubt({ before }: Pick<PackTask, 'before'>): boolean {
  if (before === undefined || (before.released && !before.mayHaveLeft)) return false;
  return before.people.some((name) => !before.results.has(name));
}

/** Until the call is answered it may have left; when that takes too long, reports will say what became of everybody. */
function keepDoubts({ clock }: PackPorts, { before, startedAt }: PackTask, called: Called): void {
  const { pause } = called;
  if (pause === undefined) return;
  pause.mayHaveLeft = true;
  if (pause.because !== 'uncertain' || clock.now() - (before?.startedAt ?? startedAt) < PATIENCE) return;
  called.lost.push(...called.left.map((member) => ({ member, reason: 'The provider does not answer.' })));
  called.left = [];
  delete called.pause;
}
