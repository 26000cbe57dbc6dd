import type { Instant } from '../domain/instant.ts';
import type { Page } from '../domain/page.ts';
import type { Findable } from '../domain/search-terms.ts';

/** One thing that can be found by a term. */
export interface Found {
  prospectId: string;
  kind: Findable;
  /** Of what was said. */
  entryId?: string;
  at?: Instant;
}

/** One thing that was found, and the position after which to go on. */
export interface Placed {
  found: Found;
  position: string;
}

/** `after`: the position of the last one read. A page may be short, and empty, though there is more. */
export interface FindRequest {
  limit: number;
  after?: string | undefined;
}

/** Words that lead to people and to what was said, of one tenant. Methods throw when storage does not answer. */
export interface SearchIndex {
  /** Makes something findable by each of the terms; what is said already stays once. */
  add(terms: readonly string[], found: Found): Promise<void>;
  /**
   * People, by the beginning of a term of theirs, of two characters or more, or by the last digits of a number, four or
   * more. One who has several such terms may come several times, one after the other on the same page.
   */
  people(asked: string, request: FindRequest): Promise<Page<Placed>>;
  /** What was said with a word in it, the newest first. */
  texts(word: string, request: FindRequest): Promise<Page<Placed>>;
  /** Of what was said, up to 100, what has all of these words in it too; in no order. */
  having(words: readonly string[], texts: readonly Found[]): Promise<readonly Found[]>;
  /** About how much is looked at for a term, counted no further than `upTo`. */
  count(asked: string, kind: 'people' | 'text', upTo: number): Promise<number>;
  /** Makes it no longer findable. */
  remove(terms: readonly string[], found: Found): Promise<void>;
}
