import type { Prospect } from '../domain/prospect.ts';
import { termsOfPerson, wordsOf } from '../domain/search-terms.ts';
import type { Found, SearchIndex } from '../ports/search-index.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';

/** The terms that lead to a person, and as what. */
function leadingTo(person: Prospect): [string[], Found][] {
  const { name, address } = termsOfPerson(person);
  const found = (kind: Found['kind']): Found => ({ prospectId: person.id, kind });
  return [
    [name, found('name')],
    [address, found('address')],
  ];
}

/** A person is found by name and addresses, and no longer by those that they had before. The record comes first. */
export async function makePersonFindable(
  scope: Pick<TenantScope, 'search' | 'prospects'>,
  person: Prospect,
  before: Prospect | undefined,
): Promise<void> {
  await leadTo(scope.search, person, before);
  await dropFormer(scope, person, before);
}

/** A person is found by what is new of them too. */
export async function leadTo(
  index: SearchIndex,
  person: Prospect,
  before: Prospect | undefined,
): Promise<void> {
  const former = before === undefined ? [] : leadingTo(before);
  for (const [place, [terms, found]] of leadingTo(person).entries()) {
    const known = new Set(former[place]?.[0] ?? []);
    const added = terms.filter((term) => !known.has(term));
    if (added.length > 0) await index.add(added, found);
  }
}

/**
 * And by what they had before no longer. Another run may have written that again meanwhile, and taken for granted that it
 * was there: then the record leads once more.
 */
export async function dropFormer(
  { search, prospects }: Pick<TenantScope, 'search' | 'prospects'>,
  person: Prospect,
  before: Prospect | undefined,
): Promise<void> {
  const now = leadingTo(person);
  let hasDropped = false;
  for (const [place, [terms, found]] of (before === undefined ? [] : leadingTo(before)).entries()) {
    const kept = new Set(now[place]?.[0] ?? []);
    const gone = terms.filter((term) => !kept.has(term));
    if (gone.length === 0) continue;
    hasDropped = true;
    await search.remove(gone, found);
  }
  const recorded = hasDropped ? await prospects.get(person.id) : undefined;
  if (recorded !== undefined) await leadTo(search, recorded, person);
}

export async function makePersonUnfindable(index: SearchIndex, person: Prospect): Promise<void> {
  for (const [terms, found] of leadingTo(person)) await index.remove(terms, found);
}

/** What was said: by the person, or by an agent to them or to colleagues. */
interface Said {
  prospectId: string;
  entryId: string;
  at: number;
  text: string;
}

export async function makeTextFindable(index: SearchIndex, { text, ...found }: Said): Promise<void> {
  await index.add(wordsOf(text), { ...found, kind: 'text' });
}

export async function makeTextUnfindable(index: SearchIndex, { text, ...found }: Said): Promise<void> {
  await index.remove(wordsOf(text), { ...found, kind: 'text' });
}
