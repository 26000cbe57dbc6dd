import { prospectKey, shortHash, ulidOf } from './message-id.ts';
import type { Findable } from './search-terms.ts';

/** What can be found, as far as its place says. */
interface Findings {
  prospectId: string;
  kind: Findable;
  entryId?: string;
}

const KEY_LENGTH = 16;

/**
 * Where something stands among all that a term leads to: texts by their instant, people by their keys, all terms of one
 * person beside each other. Texts have the same place under every word.
 */
export function placeOf(term: string, { prospectId, kind, entryId }: Findings): string {
  const place = `${ulidOf(entryId ?? '') ?? ''}${prospectKey(prospectId)}${kind}`;
  return `${place} ${kind === 'text' ? '' : shortHash(term)}`;
}

/** Read backwards, what comes after it is none of the same person, or not the same text. */
export function positionIn(place: string, kind: Findable): string {
  return kind === 'text' ? place : place.slice(0, KEY_LENGTH);
}
