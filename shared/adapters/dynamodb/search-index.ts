import { DAY, type Instant } from '../../domain/instant.ts';
import { ulidTime } from '../../domain/message-id.ts';
import { mergePages, type Page, siftPage } from '../../domain/page.ts';
import { answersTo, placesForPeople, placesOf } from '../../domain/search-terms.ts';
import { placeOf, positionIn } from '../../domain/search-place.ts';
import type { FindRequest, Found, Placed, SearchIndex } from '../../ports/search-index.ts';
import { searchKey } from './keys.ts';
import type { Item, Key, Table } from './table.ts';

/** Items that are written at a time. */
const AT_ONCE = 20;
/** What one request of `BatchGetItem` takes. */
const READ_TOGETHER = 100;
/** Items that one page looks at. */
const LOOKED_AT = 1_000;

/** Texts sort by their instant, people by a hash: after this one, of the year 2109, there are nearly all people. */
const TEXTS = { from: '0', to: ulidTime(2 ** 42) };

/**
 * An item for each place of each term of a person, and for each word that was said: `t` the term, `f` what is found,
 * as text. Terms are hashed in keys, as addresses are.
 */
export class DynamoSearchIndex implements SearchIndex {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async add(terms: readonly string[], found: Found): Promise<void> {
    const expiry = this.#expiry(found.at);
    await this.#each(terms, found, (key, term) =>
      this.#table.put({ ...key, t: term, f: JSON.stringify(found), ...expiry }),
    );
  }

  async remove(terms: readonly string[], found: Found): Promise<void> {
    await this.#each(terms, found, (key) => this.#table.remove(key));
  }

  async people(asked: string, { limit, after }: FindRequest): Promise<Page<Placed>> {
    const pages = await Promise.all(
      placesForPeople(asked).map((place) => {
        const items = this.#table.items({ pk: this.#partition(place), reverse: true, after }, atOnce(limit));
        return siftPage(items, { limit, work: LOOKED_AT, position: positionOf }, (item) =>
          answersTo(item['t'] as string, asked) && foundIn(item).kind !== 'text' ? placed(item) : undefined,
        );
      }),
    );
    return mergePages(pages, { limit, place: ({ position }) => position, order: 'descending' });
  }

  async texts(word: string, { limit, after }: FindRequest): Promise<Page<Placed>> {
    const range = { pk: this.#partition(word), ...TEXTS, reverse: true, after };
    const items = this.#table.items(range, atOnce(limit));
    return siftPage(items, { limit, work: LOOKED_AT, position: positionOf }, (item) =>
      foundIn(item).kind === 'text' ? placed(item) : undefined,
    );
  }

  async having(words: readonly string[], texts: readonly Found[]): Promise<readonly Found[]> {
    let left = texts;
    for (const word of words) {
      const keys = left.map((text) => searchKey(this.#tenantId, word, placeOf(word, text)));
      const items = keys.length === 0 ? [] : await this.#table.getMany(keys.slice(0, READ_TOGETHER));
      left = items.map(foundIn);
    }
    return left;
  }

  async count(asked: string, kind: 'people' | 'text', upTo: number): Promise<number> {
    const places = kind === 'text' ? [asked] : placesForPeople(asked);
    const range = kind === 'text' ? TEXTS : {};
    const counts = await Promise.all(
      places.map((place) => this.#table.count({ pk: this.#partition(place), ...range, limit: upTo })),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async #each(
    terms: readonly string[],
    found: Found,
    change: (key: Key, term: string) => Promise<unknown>,
  ): Promise<void> {
    const keys = terms.flatMap((term) =>
      placesOf(found.kind, term).map(
        (place) => [searchKey(this.#tenantId, place, placeOf(term, found)), term] as const,
      ),
    );
    for (let next = 0; next < keys.length; next += AT_ONCE)
      await Promise.all(keys.slice(next, next + AT_ONCE).map(([key, term]) => change(key, term)));
  }

  #partition(place: string): string {
    return searchKey(this.#tenantId, place, '').pk;
  }

  /** People stay, what was said is kept as long as it is. */
  #expiry(at: Instant | undefined): { expiresAt?: number } {
    return at === undefined ? {} : { expiresAt: Math.ceil((at + this.#retentionDays * DAY) / 1_000) };
  }
}

/** Nearly all of what is looked at is what is looked for. */
const atOnce = (limit: number): number => Math.min(limit + 2, LOOKED_AT);

const foundIn = (item: Item): Found => JSON.parse(item['f'] as string) as Found;
const positionOf = (item: Item): string => positionIn(item['sk'] as string, foundIn(item).kind);
const placed = (item: Item): Placed => ({ found: foundIn(item), position: positionOf(item) });
