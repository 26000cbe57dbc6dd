import * as z from 'zod/mini';
import { shortHash } from '../../domain/message-id.ts';

/** `?limit=` and `?cursor=` of every list. */
export const pageQuery = {
  limit: z.optional(
    z.pipe(
      z.string().check(z.refine((text) => /^\d{1,3}$/.test(text), 'must be a number from 1 to 200')),
      z.pipe(z.transform(Number), z.int().check(z.gte(1), z.lte(200))),
    ),
  ),
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
};

/** The query of a person's export: a page is so many messages. */
export const exportQuery = z.strictObject(pageQuery);

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/** What a page is cut from: `list` names whose list it is and how it was asked for; a cursor fits no other. */
export interface PageRequest {
  list: string;
  limit?: number | undefined;
  cursor?: string | undefined;
}

const DEFAULT_LIMIT = 50;

/**
 * A page of names that are in their order; undefined when the cursor is not one of this list. A name that has gone since
 * leads to the one that sorts after it: lists whose names may go are sorted.
 */
export function pageOf<T extends string>(
  names: readonly T[],
  { list, limit = DEFAULT_LIMIT, cursor }: PageRequest,
): Page<T> | undefined {
  const start = cursor === undefined ? 0 : startAfter(names, list, cursor);
  if (start === undefined) return undefined;
  const items = names.slice(start, start + limit);
  const last = items.at(-1);
  if (last === undefined || start + limit >= names.length) return { items };
  return { items, nextCursor: cursorOf(list, last) };
}

function startAfter(names: readonly string[], list: string, cursor: string): number | undefined {
  const last = positionIn(list, cursor);
  if (last === undefined) return undefined;
  const index = names.indexOf(last);
  if (index >= 0) return index + 1;
  const later = names.findIndex((name) => name > last);
  return later < 0 ? names.length : later;
}

/** Names a position in a list. */
export function cursorOf(list: string, position: string): string {
  return Buffer.from(`${shortHash(list)}.${position}`).toString('base64url');
}

/** The position that a cursor names; undefined when it is not one of this list. */
export function positionIn(list: string, cursor: string): string | undefined {
  const text = Buffer.from(cursor, 'base64url').toString();
  // A position may have dots of its own.
  const dot = text.indexOf('.');
  return text.slice(0, dot) === shortHash(list) ? text.slice(dot + 1) : undefined;
}
