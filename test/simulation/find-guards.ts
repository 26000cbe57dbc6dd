import { readFile, writeFile } from 'node:fs/promises';
import { playCampaign } from './campaign.ts';
import { GUARDS } from './guards.ts';

export interface FoundGuard {
  name: string;
  /** What the guard is for. */
  keeps: string;
  /** The promise that was broken without it; null: none was. */
  breaks: string | null;
  /** How many seeds it took to notice; null: it was not noticed. */
  seeds: number | null;
}

/**
 * A guard that is not missed within so many seeds is not checked by anything. Some are missed by few: it takes a run that
 * dies at one place, and a record that does not come back.
 */
const MOST_SEEDS = 8_000;

/** The seed by which each guard was missed when `--record` was last run. */
const RECORD = new URL('guard-seeds.json', import.meta.url);

/**
 * Takes out each guard in turn and plays seeds until its absence shows: first the recorded one, and where that finds
 * nothing any more, all of them from the first.
 */
export async function findGuards(onProgress: (text: string) => void): Promise<FoundGuard[]> {
  const recorded = JSON.parse(await readFile(RECORD, 'utf8')) as Record<string, number | undefined>;
  const found: FoundGuard[] = [];
  for (const { name, keeps } of GUARDS) {
    const seed = recorded[name];
    const known = seed === undefined ? undefined : await missedBy(name, seed, seed);
    const failure = known ?? (await missedBy(name, 1, MOST_SEEDS));
    found.push({ name, keeps, breaks: failure?.rule ?? null, seeds: failure?.seed ?? null });
    onProgress(`${name}: ${failure === undefined ? 'not found' : `found by seed ${failure.seed}`}`);
  }
  return found;
}

async function missedBy(guard: string, first: number, last: number) {
  return (await playCampaign({ first, last, guard })).failure;
}

/** Writes down by which seeds the guards were missed, so that the next search begins there. */
export async function recordGuards(guards: readonly FoundGuard[]): Promise<void> {
  const seeds = guards.flatMap(({ name, seeds: seed }) => (seed === null ? [] : [[name, seed] as const]));
  await writeFile(RECORD, `${JSON.stringify(Object.fromEntries(seeds), undefined, 2)}\n`);
}
