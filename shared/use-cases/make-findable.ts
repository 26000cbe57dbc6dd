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
  const now = leadingTo(person);
  const former = before === undefined ? [] : leadingTo(before);
  for (const [place, [terms, found]] of now.entries()) {
    const gone = (former[place]?.[0] ?? []).filter((term) => !terms.includes(term));
    const known = new Set(former[place]?.[0] ?? []);
    await index.remove(gone, found);
    await index.add(
      terms.filter((term) => !known.has(term)),
      found,
    );
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
