import type { Prospect } from '../domain/prospect.ts';
import { termsOfPerson, wordsOf } from '../domain/search-terms.ts';
import type { Found, SearchIndex } from '../ports/search-index.ts';

/** The terms that lead to a person, and as what. */
function leadingTo(person: Prospect): [string[], Found][] {
  const { name, address } = termsOfPerson(person);
  const found = (kind: Found['kind']): Found => ({ prospectId: person.id, kind });
  return [
    [name, found('name')],
    [address, found('address')],
  ];
}

/** A person is found by name and addresses, and no longer by those that they had before. */
export async function makePersonFindable(
  index: SearchIndex,
  person: Prospect,
  before: Prospect | undefined,
): Promise<void> {
  await leadTo(index, person, before);
  await dropFormer(index, person, before);
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

/** And by what they had before no longer. */
export async function dropFormer(
  index: SearchIndex,
  person: Prospect,
  before: Prospect | undefined,
): Promise<void> {
  const now = leadingTo(person);
  for (const [place, [terms, found]] of (before === undefined ? [] : leadingTo(before)).entries()) {
    const kept = new Set(now[place]?.[0] ?? []);
    const gone = terms.filter((term) => !kept.has(term));
    if (gone.length > 0) await index.remove(gone, found);
  }
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
