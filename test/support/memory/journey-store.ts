import type { JourneyVersion } from '../../../shared/domain/journeys/definition.ts';
import type { JourneyHead, JourneyStore } from '../../../shared/ports/journey-store.ts';

/** The journeys of one tenant. */
export class MemoryJourneyStore implements JourneyStore {
  readonly #versions = new Map<string, JourneyVersion[]>();

  async latest(journeyId: string): Promise<JourneyVersion | undefined> {
    return structuredClone(this.#of(journeyId).toSorted((a, b) => b.number - a.number)[0]);
  }

  async read(journeyId: string, number: number): Promise<JourneyVersion | undefined> {
    return structuredClone(this.#of(journeyId).find((version) => version.number === number));
  }

  async add(version: JourneyVersion): Promise<'added' | 'taken'> {
    const known = this.#of(version.journeyId);
    if (known.some(({ number }) => number === version.number)) return 'taken';
    this.#versions.set(version.journeyId, [...known, structuredClone(version)]);
    return 'added';
  }

  async list(): Promise<readonly JourneyHead[]> {
    const latest = await Promise.all([...this.#versions.keys()].sort().map((id) => this.latest(id)));
    return latest.flatMap((version) => {
      if (version === undefined) return [];
      const { journeyId, number, isBuiltIn, definition } = version;
      return [{ journeyId, number, isBuiltIn, name: definition.name }];
    });
  }

  #of(journeyId: string): JourneyVersion[] {
    return this.#versions.get(journeyId) ?? [];
  }
}
