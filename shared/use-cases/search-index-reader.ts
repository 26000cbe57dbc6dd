import type { Page } from '../domain/page.ts';
import { AppError } from '../errors.ts';
import type { Placed, SearchIndex } from '../ports/search-index.ts';

/** Read of the index at a time, at least and at most: what one request for people or for words takes. */
const READ_TOGETHER = { least: 20, most: 100 };
/** Looked at for one page of results; who asks goes on from there. */
const LOOKED_AT = 2_000;
/** Terms that lead to more are all equally common. */
const COUNTED = 1_000;

/** What is kept of the index, each with the position after which to go on. */
export interface Chosen<T> {
  item: T;
  position: string;
}

interface Search<T> {
  kind: 'people' | 'text';
  terms: readonly string[];
  limit: number;
  /** A position of an earlier page. */
  after: string | undefined;
  /** Those of some that all terms lead to. */
  choose: (some: readonly Placed[], others: readonly string[]) => Promise<readonly Chosen<T>[]>;
}

/**
 * What all terms lead to: what the rarest of them leads to, some at a time, without what the others do not lead to. The
 * work of one page is bounded, so that a page may be short, and empty, though there is more. A position names the term
 * that is followed, and how far.
 * @throws AppError `invalid-request` for a position of another search.
 */
export async function searchFor<T>(
  index: SearchIndex,
  { kind, terms, limit, after, choose }: Search<T>,
): Promise<Page<T>> {
  const begun = after === undefined ? await rarestOf(index, kind, terms) : pathOf(after);
  const term = terms[begun.place];
  if (term === undefined) throw new AppError('invalid-request', 'The cursor is not one of this list.');
  const others = terms.filter((each) => each !== term);
  const positionOf = (position: string): string => `${begun.place} ${position}`;
  const found: Chosen<T>[] = [];
  let at = begun.after;
  for (let looked = 0; looked < LOOKED_AT;) {
    // Where there is but one term, nearly all that it leads to fits. One more says whether there is more.
    const wanted = others.length > 0 ? READ_TOGETHER.most : limit + 1 - found.length;
    const request = { limit: Math.min(Math.max(wanted, READ_TOGETHER.least), READ_TOGETHER.most), after: at };
    looked += request.limit;
    const page = await (kind === 'people' ? index.people(term, request) : index.texts(term, request));
    found.push(...(await choose(page.items, others)));
    const last = found[limit - 1];
    if (last !== undefined && found.length > limit)
      return { items: found.slice(0, limit).map(({ item }) => item), next: positionOf(last.position) };
    at = page.next;
    if (at === undefined) break;
  }
  const items = found.map(({ item }) => item);
  return at === undefined ? { items } : { items, next: positionOf(at) };
}

interface Path {
  place: number;
  after?: string;
}

function pathOf(position: string): Path {
  const [place = '', after = ''] = position.split(' ', 2);
  return { place: Number(place), after };
}

/** The term that leads to least, by its place. */
async function rarestOf(
  index: SearchIndex,
  kind: 'people' | 'text',
  terms: readonly string[],
): Promise<Path> {
  if (terms.length < 2) return { place: 0 };
  const counts = await Promise.all(terms.map((term) => index.count(term, kind, COUNTED)));
  return { place: counts.indexOf(Math.min(...counts)) };
}
