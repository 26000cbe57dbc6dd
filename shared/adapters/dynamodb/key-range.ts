import type { Item } from './table.ts';

/** One index of the table, and the attributes that are its keys. */
export interface Index {
  name: string;
  pk: string;
  sk: string;
}

type SortKey = string | number;

/** A part of a partition of the table or of an index, read from one end. */
export interface KeyRange {
  index?: Index;
  pk: string;
  /** Both inclusive; the whole partition without them. */
  from?: SortKey;
  to?: SortKey;
  /** Sort keys strictly after this one, in the direction of reading. Nothing needs to be there. */
  after?: SortKey | undefined;
  reverse?: boolean;
  consistent?: boolean;
  /** Attributes to read; all when absent. */
  only?: readonly string[];
  names?: Record<string, string>;
}

/** Sorts after everything that may follow a name: DynamoDB compares keys by their bytes in UTF-8. */
export const LAST = '\u{10FFFF}';

/** Everything whose sort key begins like this. */
export const beginningWith = (prefix: string) => ({ from: prefix, to: prefix + LAST });

/** The bounds of what is read, inclusive; undefined when nothing lies between them. */
export function boundsOf({ from, to, after, reverse = false }: KeyRange) {
  const low = reverse ? from : later(from, after);
  const high = reverse ? earlier(to, after) : to;
  // Keys are never empty, and DynamoDB refuses to compare one with nothing.
  if (high === '') return undefined;
  if (low === '') return { low: undefined, high };
  if (low !== undefined && high !== undefined && compareKeys(low, high) > 0) return undefined;
  return { low, high };
}

/** What of a part of a partition is asked for; bounds are inclusive, so what `after` names has to be left out. */
export function isAsked(item: Item, sk: string, { after }: KeyRange): boolean {
  return after === undefined || item[sk] !== after;
}

/** As DynamoDB sorts: numbers by their size, texts by their bytes. */
export function compareKeys(a: SortKey, b: SortKey): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

function later(a: SortKey | undefined, b: SortKey | undefined): SortKey | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareKeys(a, b) > 0 ? a : b;
}

function earlier(a: SortKey | undefined, b: SortKey | undefined): SortKey | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareKeys(a, b) < 0 ? a : b;
}
