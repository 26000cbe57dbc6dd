import type { Prospect } from '../domain/prospect.ts';
import { termsOfQuery } from '../domain/search-terms.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';

/** So much of what a word leads to is looked at. */
const READ_PER_TERM = 500;

/**
 * People whose name or addresses have all the words, or, without any, those of the newest conversations.
 * `after`: where to go on, by the position that the page before answered.
 */
export async function listProspects(
  scope: TenantScope,
  { query, limit, after }: { query: string | undefined; limit: number; after: string | undefined },
): Promise<{ items: readonly Prospect[]; next?: string }> {
  if (query !== undefined) {
    const ids = await idsFoundBy(scope, query);
    const start = after === undefined ? 0 : ids.indexOf(after) + 1;
    const page = ids.slice(start, start + limit);
    const last = page.at(-1);
    const items = await peopleOf(scope, page);
    return { items, ...(last !== undefined && start + limit < ids.length && { next: last }) };
  }
  const { items, next } = await scope.conversations.list({ list: { kind: 'all' }, limit, after });
  const people = await peopleOf(
    scope,
    items.map(({ prospectId }) => prospectId),
  );
  return { items: people, ...(next !== undefined && { next }) };
}

async function idsFoundBy({ search }: TenantScope, query: string): Promise<string[]> {
  const found = await Promise.all(termsOfQuery(query).map((term) => search.find(term, READ_PER_TERM)));
  const [first, ...others] = found.map(
    (list) => new Set(list.filter(({ kind }) => kind !== 'text').map(({ prospectId }) => prospectId)),
  );
  return [...(first ?? [])].filter((id) => others.every((ids) => ids.has(id))).sort();
}

async function peopleOf({ prospects }: TenantScope, ids: readonly string[]): Promise<Prospect[]> {
  const found = await Promise.all(ids.map((id) => prospects.get(id)));
  return found.filter((person) => person !== undefined);
}
