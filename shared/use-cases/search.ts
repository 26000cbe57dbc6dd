import { previewText } from '../domain/conversation.ts';
import type { Instant } from '../domain/instant.ts';
import { type Findable, termsOfQuery } from '../domain/search-terms.ts';
import { addressFor, type Prospect } from '../domain/prospect.ts';
import { CHANNELS } from '../domain/channel.ts';
import type { Found } from '../ports/search-index.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';

/** Something that was found, as it is shown. */
export interface SearchResult {
  prospectId: string;
  name?: string;
  match: { kind: Findable; text: string; at?: Instant; messageId?: string };
}

/** So much of what a word leads to is looked at; a second word makes it less. */
const READ_PER_TERM = 500;

const KINDS: readonly Findable[] = ['name', 'address', 'text'];

/**
 * Looks for people by name and address and for what was said, people first, then the newest texts. All words have to
 * be found in the same name, address or text; of names and addresses, their beginnings.
 */
export async function search(scope: TenantScope, query: string, limit: number): Promise<SearchResult[]> {
  const terms = termsOfQuery(query);
  const [first, ...others] = await Promise.all(terms.map((term) => scope.search.find(term, READ_PER_TERM)));
  if (first === undefined) return [];
  const others$ = others.map((found) => new Set(found.map(nameOf)));
  const all = new Map(
    first.filter((one) => others$.every((names) => names.has(nameOf(one)))).map((one) => [nameOf(one), one]),
  );
  const ranked = [...all.values()].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (b.at ?? 0) - (a.at ?? 0),
  );
  const shown = await Promise.all(ranked.slice(0, limit).map((found) => resultOf(scope, found)));
  return shown.filter((result) => result !== undefined);
}

const nameOf = ({ prospectId, kind, entryId = '' }: Found): string => `${kind} ${prospectId} ${entryId}`;

async function resultOf(scope: TenantScope, found: Found): Promise<SearchResult | undefined> {
  const { prospectId, kind, entryId, at } = found;
  const person = await scope.prospects.get(prospectId);
  const named = { prospectId, ...(person?.name !== undefined && { name: person.name }) };
  if (kind !== 'text')
    return { ...named, match: { kind, text: kind === 'name' ? (person?.name ?? '') : addressesOf(person) } };
  const text = await textOf(scope, entryId ?? '');
  if (text === undefined) return undefined;
  const about = { ...(at !== undefined && { at }), ...(entryId !== undefined && { messageId: entryId }) };
  return { ...named, match: { kind, text: previewText(text), ...about } };
}

async function textOf({ threads, messages }: TenantScope, entryId: string): Promise<string | undefined> {
  const entry = await threads.find(entryId);
  if (entry !== undefined) return entry.kind === 'event' ? undefined : entry.text;
  return (await messages.load(entryId))?.message.content.body;
}

function addressesOf(person: Prospect | undefined): string {
  const all = CHANNELS.map((channel) => (person === undefined ? undefined : addressFor(channel, person)));
  return [...new Set(all.filter((address) => address !== undefined))].join(' · ');
}
