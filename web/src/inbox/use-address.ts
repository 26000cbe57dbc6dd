import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { type Filters, filtersFrom, PERSON, withQuery } from './filters.ts';

interface Address {
  filters: Filters;
  person: string | undefined;
  words: string;
  /** Results stand in place of the list. */
  isSearching: boolean;
  /** The same page with other values. `replace`: going back skips it. */
  href: (changes: Record<string, string | undefined>) => string;
  change: (changes: Record<string, string | undefined>, options?: { replace?: boolean }) => void;
}

/** The inbox's address, which holds everything that two people looking at it would have to agree on. */
export function useAddress(): Address {
  const search = useSearch();
  const [, go] = useLocation();
  return useMemo(() => {
    const query = new URLSearchParams(search);
    const href = (changes: Record<string, string | undefined>) => withQuery(query, changes);
    const words = query.get('q') ?? '';
    return {
      filters: filtersFrom(query),
      person: query.get(PERSON) ?? undefined,
      words,
      isSearching: words.trim().length > 1,
      href,
      change: (changes, options) => go(href(changes), options),
    };
  }, [search, go]);
}
