import type { Found, SearchIndex } from '../../../shared/ports/search-index.ts';

/** Words that lead to people and to what was said, of one tenant. */
export class MemorySearchIndex implements SearchIndex {
  readonly #found = new Map<string, { term: string; found: Found }>();

  async add(terms: readonly string[], found: Found): Promise<void> {
    for (const term of terms) this.#found.set(nameOf(term, found), structuredClone({ term, found }));
  }

  async find(beginning: string, limit: number): Promise<readonly Found[]> {
    return [...this.#found.values()]
      .filter(({ term, found: { kind } }) =>
        kind === 'text' ? term === beginning : term.startsWith(beginning),
      )
      .sort((a, b) => b.term.localeCompare(a.term) || (b.found.at ?? 0) - (a.found.at ?? 0))
      .slice(0, limit)
      .map(({ found }) => structuredClone(found));
  }

  async remove(terms: readonly string[], found: Found): Promise<void> {
    for (const term of terms) this.#found.delete(nameOf(term, found));
  }
}

const nameOf = (term: string, { prospectId, kind, entryId = '' }: Found): string =>
  `${term} ${prospectId} ${kind} ${entryId}`;
