import type { Page } from '../domain/page.ts';
import type { Prospect } from '../domain/prospect.ts';
import { termsOfQuery } from '../domain/search-terms.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { searchPeople } from './search-people.ts';

/**
 * People whose name or addresses have all the words, or, without any, those of the newest conversations.
 * `after`: where to go on, by the position that the page before answered.
 */
export async function listProspects(
  scope: TenantScope,
  { query, limit, after }: { query: string | undefined; limit: number; after: string | undefined },
): Promise<Page<Prospect>> {
  if (query !== undefined) {
    const page = await searchPeople(scope, { terms: termsOfQuery(query), limit, after });
    return { ...page, items: page.items.map(({ prospect }) => prospect) };
  }
  const page = await scope.conversations.list({ list: { kind: 'all' }, limit, after });
  const people = await Promise.all(page.items.map(({ prospectId }) => scope.prospects.get(prospectId)));
  return { ...page, items: people.filter((person) => person !== undefined) };
}
