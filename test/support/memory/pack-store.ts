import type { PackRun } from '../../../shared/domain/pack-run.ts';
import type { PackEnd, PackRef, PackStart, PackStore } from '../../../shared/ports/pack-store.ts';

/** How far the packs of one tenant have come. */
export class MemoryPackStore implements PackStore {
  readonly #runs = new Map<string, PackRun>();

  async load(ref: PackRef): Promise<PackRun | undefined> {
    return structuredClone(this.#runs.get(nameOf(ref)));
  }

  async begin(ref: PackRef, start: PackStart, before?: string): Promise<'begun' | 'lost'> {
    const { at, ...begun } = start;
    const known = this.#runs.get(nameOf(ref));
    if (known?.finished === true) return 'lost';
    if (known !== undefined && known.owner !== before && known.owner !== start.owner) return 'lost';
    if (known === undefined && before !== undefined) return 'lost';
    const { startedAt, results, ticket } = known ?? { startedAt: at, results: new Map() };
    const kept = {
      startedAt: start.mayHaveLeft ? startedAt : at,
      results,
      ...(ticket !== undefined && { ticket }),
    };
    this.#runs.set(nameOf(ref), structuredClone({ ...begun, ...kept, released: false, finished: false }));
    return 'begun';
  }

  async end(ref: PackRef, owner: string, { results, as }: PackEnd): Promise<void> {
    const known = this.#runs.get(nameOf(ref));
    if (known === undefined) return;
    const run = { ...known, results: new Map([...known.results, ...structuredClone(results)]) };
    if (known.owner !== owner) this.#runs.set(nameOf(ref), run);
    else if (as === 'finished') this.#runs.set(nameOf(ref), { ...run, finished: true, people: [] });
    else this.#runs.set(nameOf(ref), { ...run, ...as, released: true });
  }
}

const nameOf = ({ broadcastId, pack }: PackRef): string => `${broadcastId} ${pack}`;
