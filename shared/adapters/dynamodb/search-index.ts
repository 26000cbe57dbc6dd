import { DAY, type Instant } from '../../domain/instant.ts';
import { prospectKey, shortHash, ulidOf } from '../../domain/message-id.ts';
import { beginningsOf, LONGEST_BEGINNING } from '../../domain/search-terms.ts';
import type { Found, SearchIndex } from '../../ports/search-index.ts';
import { searchKey } from './keys.ts';
import type { Item, Key, Table } from './table.ts';

/** Items that are written at a time. */
const AT_ONCE = 20;

/**
 * An item for each beginning of each term of a person, and for each word that was said: `t` the term, `f` what is found,
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

  async find(beginning: string, limit: number): Promise<readonly Found[]> {
    const places = new Set([beginning, beginning.slice(0, LONGEST_BEGINNING)]);
    const pages = await Promise.all(
      [...places].map((place) =>
        // Backwards: the newest texts come first.
        this.#table.page({ pk: searchKey(this.#tenantId, place, '').pk, reverse: true, limit }),
      ),
    );
    return pages
      .flat()
      .filter((item: Item) => (item['t'] as string).startsWith(beginning))
      .slice(0, limit)
      .map((item: Item) => JSON.parse(item['f'] as string) as Found);
  }

  async #each(
    terms: readonly string[],
    { prospectId, kind, entryId }: Found,
    change: (key: Key, term: string) => Promise<unknown>,
  ): Promise<void> {
    const place = `${ulidOf(entryId ?? '') ?? ''}${prospectKey(prospectId)}${kind}`;
    const keys = terms.flatMap((term) =>
      (kind === 'text' ? [term] : beginningsOf(term)).map(
        (part) =>
          [
            searchKey(this.#tenantId, part, `${place} ${kind === 'text' ? '' : shortHash(term)}`),
            term,
          ] as const,
      ),
    );
    for (let next = 0; next < keys.length; next += AT_ONCE)
      await Promise.all(keys.slice(next, next + AT_ONCE).map(([key, term]) => change(key, term)));
  }

  /** People stay, what was said is kept as long as it is. */
  #expiry(at: Instant | undefined): { expiresAt?: number } {
    return at === undefined ? {} : { expiresAt: Math.ceil((at + this.#retentionDays * DAY) / 1_000) };
  }
}
