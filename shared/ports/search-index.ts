import type { Instant } from '../domain/instant.ts';
import type { Findable } from '../domain/search-terms.ts';

/** One thing that can be found by a term. */
export interface Found {
  prospectId: string;
  kind: Findable;
  /** Of what was said. */
  entryId?: string;
  at?: Instant;
}

/** Words that lead to people and to what was said, of one tenant. Methods throw when storage does not answer. */
export interface SearchIndex {
  /** Makes something findable by each of the terms; what is said already stays once. */
  add(terms: readonly string[], found: Found): Promise<void>;
  /**
   * What a term leads to, at most `limit` of it, the newest texts first. A person is found by the beginning of a term, of
   * two characters or more; a text by a whole word.
   */
  find(beginning: string, limit: number): Promise<readonly Found[]>;
  /** Makes it no longer findable. */
  remove(terms: readonly string[], found: Found): Promise<void>;
}
