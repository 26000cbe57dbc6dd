import { playCampaign } from './campaign.ts';
import { GUARDS } from './guards.ts';

export interface FoundGuard {
  name: string;
  /** What its absence breaks: the promise that was seen broken. */
  breaks: string;
  /** How many seeds it took; null: it was not found. */
  seeds: number | null;
}

/** A guard that is not missed within so many seeds is not checked by anything. */
const MOST_SEEDS = 4_000;

/** Takes out each guard in turn and plays seeds until its absence shows. */
export async function findGuards(onProgress: (text: string) => void): Promise<FoundGuard[]> {
  const found: FoundGuard[] = [];
  for (const { name, keeps } of GUARDS) {
    const { failure } = await playCampaign({ first: 1, last: MOST_SEEDS, guard: name });
    const seeds = failure?.seed ?? null;
    found.push({ name, breaks: failure?.failure.violation.rule ?? keeps, seeds });
    onProgress(`${name}: ${seeds === null ? 'not found' : `found by seed ${seeds}`}`);
  }
  return found;
}
