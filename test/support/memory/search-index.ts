import { mergePages, type Page, siftPage } from '../../../shared/domain/page.ts';
import { placeOf, positionIn } from '../../../shared/domain/search-place.ts';
import { answersTo, placesForPeople, placesOf } from '../../../shared/domain/search-terms.ts';
import type { FindRequest, Found, Placed, SearchIndex } from '../../../shared/ports/search-index.ts';

/** As many as one page looks at. */
const LOOKED_AT = 1_000;

interface Kept {
  term: string;
  found: Found;
}

/** Words that lead to people and to what was said, of one tenant. */
export class MemorySearchIndex implements SearchIndex {
  /** By where each term is kept, and there by its place. */
  readonly #kept = new Map<string, Map<string, Kept>>();

  async add(terms: readonly string[], found: Found): Promise<void> {
    for (const term of terms)
      for (const place of placesOf(found.kind, term))
        this.#at(place).set(placeOf(term, found), structuredClone({ term, found }));
  }

  async remove(terms: readonly string[], found: Found): Promise<void> {
    for (const term of terms)
      for (const place of placesOf(found.kind, term)) this.#at(place).delete(placeOf(term, found));
  }

  async people(asked: string, { limit, after }: FindRequest): Promise<Page<Placed>> {
    const pages = await Promise.all(
      placesForPeople(asked).map((place) =>
        siftPage(this.#backwards(place, after), sifting(limit), ([, { term, found }]) =>
          found.kind !== 'text' && answersTo(term, asked) ? found : undefined,
        ),
      ),
    );
    const placed = pages.map((page) => ({ ...page, items: page.items.map(placedPerson) }));
    return mergePages(placed, { limit, place: ({ position }) => position, order: 'descending' });
  }

  async texts(word: string, { limit, after }: FindRequest): Promise<Page<Placed>> {
    return siftPage(this.#backwards(word, after), sifting(limit), ([position, { found }]) =>
      found.kind === 'text' ? { found, position } : undefined,
    );
  }

  async having(words: readonly string[], texts: readonly Found[]): Promise<readonly Found[]> {
    return texts.filter((text) => words.every((word) => this.#at(word).has(placeOf(word, text))));
  }

  async count(asked: string, kind: 'people' | 'text', upTo: number): Promise<number> {
    const places = kind === 'text' ? [asked] : placesForPeople(asked);
    const kept = places.flatMap((place) => [...this.#at(place).values()]);
    return Math.min(kept.filter(({ found }) => kind !== 'text' || found.kind === 'text').length, upTo);
  }

  #backwards(place: string, after: string | undefined): (readonly [string, Kept])[] {
    return [...this.#at(place)]
      .filter(([position]) => after === undefined || position < after)
      .sort(([a], [b]) => (a < b ? 1 : -1));
  }

  #at(place: string): Map<string, Kept> {
    const known = this.#kept.get(place) ?? new Map<string, Kept>();
    this.#kept.set(place, known);
    return known;
  }
}

const sifting = (limit: number) => ({
  limit,
  work: LOOKED_AT,
  position: ([place, { found }]: readonly [string, Kept]) => positionIn(place, found.kind),
});

const placedPerson = (found: Found): Placed => ({
  found,
  position: positionIn(placeOf('', found), found.kind),
});
