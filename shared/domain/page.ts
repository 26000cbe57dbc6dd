/**
 * A part of a list. `next`: the position after which to go on; absent at the end, and only there. A page may be shorter
 * than was asked for, though there is more.
 */
export interface Page<T, P = string> {
  items: readonly T[];
  next?: P;
}

/** Characters of a page: an answer of Lambda takes 6 MB, and half of a page may be in two bytes or three. */
const LARGEST_PAGE = 2_000_000;

/** The first items, at most `limit` of them, and fewer where they are large. `position`: what names the place of one. */
export async function takePage<T, P = string>(
  items: AsyncIterable<T> | Iterable<T>,
  limit: number,
  position: (item: T) => P,
): Promise<Page<T, P>> {
  const taken: T[] = [];
  let size = 0;
  let last: T | undefined;
  for await (const item of items) {
    if (last !== undefined && (taken.length >= limit || size >= LARGEST_PAGE))
      return { items: taken, next: position(last) };
    taken.push(item);
    size += JSON.stringify(item).length;
    last = item;
  }
  return { items: taken };
}

/** How the places of a list follow each other. */
type Order = 'ascending' | 'descending';

/**
 * Pages of several lists in one order, as one page of all of them. Their positions are places. Nothing is in it that lies
 * beyond the end of a page whose list goes on: what comes before it may not have been read.
 */
export async function mergePages<T>(
  pages: readonly Page<T>[],
  { limit, place, order }: { limit: number; place: (item: T) => string; order: Order },
): Promise<Page<T>> {
  const direction = order === 'ascending' ? 1 : -1;
  const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -direction : direction);
  const [end] = pages.flatMap(({ next }) => next ?? []).sort(compare);
  const known = pages
    .flatMap(({ items }) => items)
    .filter((item) => end === undefined || compare(place(item), end) <= 0)
    .sort((a, b) => compare(place(a), place(b)));
  const page = await takePage(known, limit, place);
  return end === undefined || page.next !== undefined ? page : { ...page, next: end };
}

interface Sifting<T> {
  limit: number;
  /** So many items are looked at. */
  work: number;
  position: (item: T) => string;
}

/** The first items that are chosen, of those that are looked at. The page may be empty, though there is more. */
export async function siftPage<T, U>(
  items: AsyncIterable<T> | Iterable<T>,
  { limit, work, position }: Sifting<T>,
  choose: (item: T) => U | undefined,
): Promise<Page<U>> {
  const chosen: U[] = [];
  let looked = 0;
  let last: T | undefined;
  for await (const item of items) {
    const isEnough = chosen.length >= limit || looked >= work;
    // What shares a position is looked at together: nobody goes on in the middle of it.
    if (last !== undefined && isEnough && position(item) !== position(last))
      return { items: chosen, next: position(last) };
    const one = choose(item);
    if (one !== undefined) chosen.push(one);
    looked += 1;
    last = item;
  }
  return { items: chosen };
}

/** The first `limit` items, from as many pages as it takes. */
export async function readUpTo<T>(
  limit: number,
  read: (left: number, after: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page = await read(limit - items.length, after);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined && items.length < limit);
  return items;
}

/** Names in their order, numbers in them by their size; those after one of them, which may be gone. */
export function namesAfter(names: readonly string[], after: string | undefined): string[] {
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  return names.filter((name) => after === undefined || compare(name, after) > 0).toSorted(compare);
}
