import { CHANNELS } from '../domain/channel.ts';
import { previewText } from '../domain/conversation.ts';
import type { Instant } from '../domain/instant.ts';
import type { Page } from '../domain/page.ts';
import { addressFor, type Prospect } from '../domain/prospect.ts';
import { type Findable, termsOfQuery } from '../domain/search-terms.ts';
import type { Found, Placed } from '../ports/search-index.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { type Chosen, searchFor } from './search-index-reader.ts';
import { type FoundPerson, searchPeople } from './search-people.ts';

/** Something that was found, as it is shown. */
export interface SearchResult {
  prospectId: string;
  name?: string;
  match: { kind: Findable; text: string; at?: Instant; messageId?: string };
}

/** In front of a position, what is looked for from there. */
const PEOPLE = 'people ';
const TEXTS = 'texts ';

/**
 * Looks for people by name and address and for what was said: people first, by name before those by address on each
 * page, then texts, the newest first. All words have to be found of the same person, or in the same text. A page may be
 * short, and empty, though there is more.
 * @throws AppError `invalid-request` for a position of another search.
 */
export async function search(
  scope: TenantScope,
  { query, limit, after }: { query: string; limit: number; after: string | undefined },
): Promise<Page<SearchResult>> {
  const terms = termsOfQuery(query);
  if (after?.startsWith(TEXTS) === true)
    return searchTexts(scope, terms, { limit, after: after.slice(TEXTS.length) || undefined });
  const people = await searchPeople(scope, { terms, limit, after: after?.slice(PEOPLE.length) });
  const items = people.items
    .toSorted((a, b) => Number(b.kind === 'name') - Number(a.kind === 'name'))
    .map(personResult);
  if (people.next !== undefined) return { items, next: PEOPLE + people.next };
  const texts = await searchTexts(scope, terms, {
    limit: Math.max(1, limit - items.length),
    after: undefined,
  });
  if (items.length < limit) return { ...texts, items: [...items, ...texts.items] };
  return texts.items.length === 0 && texts.next === undefined ? { items } : { items, next: TEXTS };
}

async function searchTexts(
  scope: TenantScope,
  terms: readonly string[],
  { limit, after }: { limit: number; after: string | undefined },
): Promise<Page<SearchResult>> {
  if (terms.length === 0) return { items: [] };
  const choose = async (
    some: readonly Placed[],
    others: readonly string[],
  ): Promise<Chosen<SearchResult>[]> => {
    const texts = some.map(({ found }) => found);
    const fitting = others.length === 0 ? texts : await scope.search.having(others, texts);
    const names = new Set(fitting.map(({ entryId }) => entryId));
    const shown = await Promise.all(
      some
        .filter(({ found }) => names.has(found.entryId))
        .map(async ({ found, position }) => ({ item: await textResult(scope, found), position })),
    );
    return shown.flatMap(({ item, position }) => (item === undefined ? [] : [{ item, position }]));
  };
  const page = await searchFor(scope.search, { kind: 'text', terms, limit, after, choose });
  return page.next === undefined ? page : { ...page, next: TEXTS + page.next };
}

function personResult({ prospect, kind }: FoundPerson): SearchResult {
  const { id, name } = prospect;
  const text = kind === 'name' ? (name ?? '') : addressesOf(prospect);
  return { prospectId: id, ...(name !== undefined && { name }), match: { kind, text } };
}

async function textResult(
  scope: TenantScope,
  { prospectId, entryId = '', at }: Found,
): Promise<SearchResult | undefined> {
  const [person, text] = await Promise.all([scope.prospects.get(prospectId), textOf(scope, entryId)]);
  if (text === undefined) return undefined;
  const about = { messageId: entryId, ...(at !== undefined && { at }) };
  return {
    prospectId,
    ...(person?.name !== undefined && { name: person.name }),
    match: { kind: 'text', text: previewText(text), ...about },
  };
}

async function textOf({ threads, messages }: TenantScope, entryId: string): Promise<string | undefined> {
  const entry = await threads.find(entryId);
  if (entry !== undefined) return entry.kind === 'event' ? undefined : entry.text;
  return (await messages.load(entryId))?.message.content.body;
}

function addressesOf(person: Prospect): string {
  const all = CHANNELS.map((channel) => addressFor(channel, person)).filter((one) => one !== undefined);
  return [...new Set(all)].join(' · ');
}
