import type { Page } from '../domain/page.ts';
import type { Prospect } from '../domain/prospect.ts';
import { answersTo, termsOfPerson } from '../domain/search-terms.ts';
import type { Placed } from '../ports/search-index.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { type Chosen, searchFor } from './search-index-reader.ts';

/** A person who was found: by name, if their name alone has all the words. */
export interface FoundPerson {
  prospect: Prospect;
  kind: 'name' | 'address';
}

interface PeopleSearch {
  terms: readonly string[];
  limit: number;
  after: string | undefined;
}

/**
 * People whose name and addresses have all the terms, each once, in no order that means anything. Their records say
 * whether they fit, so that nobody is found who was erased, or by what they were called before.
 */
export async function searchPeople(
  { search, people }: Pick<TenantScope, 'search' | 'people'>,
  { terms, limit, after }: PeopleSearch,
): Promise<Page<FoundPerson>> {
  if (terms.length === 0) return { items: [] };
  const choose = async (some: readonly Placed[]): Promise<Chosen<FoundPerson>[]> => {
    const positions = new Map(some.map(({ found, position }) => [found.prospectId, position]));
    const known = await people.find([...positions.keys()]);
    const records = new Map(known.map(({ prospect }) => [prospect.id, prospect]));
    return [...positions].flatMap(([id, position]) => {
      const prospect = records.get(id);
      const kind = prospect && kindOf(prospect, terms);
      return prospect && kind ? [{ item: { prospect, kind }, position }] : [];
    });
  };
  return searchFor(search, { kind: 'people', terms, limit, after, choose });
}

function kindOf(person: Prospect, terms: readonly string[]): FoundPerson['kind'] | undefined {
  const { name, address } = termsOfPerson(person);
  const isIn = (own: readonly string[], asked: string): boolean => own.some((term) => answersTo(term, asked));
  if (terms.every((asked) => isIn(name, asked))) return 'name';
  return terms.every((asked) => isIn([...name, ...address], asked)) ? 'address' : undefined;
}
