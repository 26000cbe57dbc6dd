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

/** Takes out each guard in turn and plays seeds until its absence shows. */
export async function findGuards(onProgress: (text: string) => void): Promise<FoundGuard[]> {
  const found: FoundGuard[] = [];
  for (const { name, keeps } of GUARDS) {
    const { failure } = await playCampaign({ first: 1, last: MOST_SEEDS, guard: name });
    found.push({ name, keeps, breaks: failure?.rule ?? null, seeds: failure?.seed ?? null });
    onProgress(`${name}: ${failure === undefined ? 'not found' : `found by seed ${failure.seed}`}`);
  }
  return found;
}
