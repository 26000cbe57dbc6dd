import { CHANNELS } from './channel.ts';
import { addressFor, type Prospect } from './prospect.ts';

/** What can be found: a person by name or address, or something that was said. */
export type Findable = 'name' | 'address' | 'text';

/** As many words of one text as are kept for finding it. */
const LONGEST = 80;
const SHORTEST_WORD = 2;
const LONGEST_WORD = 30;

/** Lower case, without accents: `É` finds `e`. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .toLowerCase();
}

/** The words of a name or of a text, each once. */
export function wordsOf(text: string): string[] {
  const words = plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const kept = words
    .filter((word) => word.length >= SHORTEST_WORD)
    .map((word) => word.slice(0, LONGEST_WORD));
  return [...new Set(kept)].slice(0, LONGEST);
}

/** What an address is found by: a number by its digits with and without the country, an e-mail whole and by its words. */
function termsOfAddress(address: string): string[] {
  if (/^\+?\d+$/.test(address)) {
    const digits = address.replace('+', '');
    const national = /^33(\d{9})$/.exec(digits)?.[1];
    return national === undefined ? [digits] : [digits, `0${national}`];
  }
  return [...new Set([plain(address).slice(0, LONGEST_WORD), ...wordsOf(address)])];
}

/** As much of a term of a person as can be looked for without being compared. */
const LONGEST_BEGINNING = 8;
const SHORTEST_BEGINNING = 2;

/** The digits that end a number, by which it is found. */
const ENDING = 4;
const NUMBER = /^\d{4,}$/;

/** No word has a star in it. */
const endingOf = (digits: string): string => `*${digits.slice(-ENDING)}`;

/**
 * The places under which a term is kept: a word of a text under itself; a name or an address under its beginnings, of
 * two letters or more, and a number also under the digits that end it.
 */
export function placesOf(kind: Findable, term: string): string[] {
  if (kind === 'text') return [term];
  const lengths = Array.from(
    { length: LONGEST_BEGINNING - SHORTEST_BEGINNING + 1 },
    (_, index) => index + SHORTEST_BEGINNING,
  );
  const beginnings = lengths.map((length) => term.slice(0, length));
  return [...new Set([...beginnings, ...(NUMBER.test(term) ? [endingOf(term)] : [])])];
}

/** The places at which people are looked for by what is asked. */
export function placesForPeople(asked: string): string[] {
  return [asked.slice(0, LONGEST_BEGINNING), ...(NUMBER.test(asked) ? [endingOf(asked)] : [])];
}

/** Is a term of a person what is asked, or the beginning of it, or of a number the end? */
export function answersTo(term: string, asked: string): boolean {
  return term.startsWith(asked) || (NUMBER.test(term) && NUMBER.test(asked) && term.endsWith(asked));
}

/** What leads to a person, by kind. */
export function termsOfPerson(person: Prospect): { name: string[]; address: string[] } {
  const addresses = CHANNELS.map((channel) => addressFor(channel, person)).filter((one) => one !== undefined);
  return {
    name: wordsOf(person.name ?? ''),
    address: [...new Set(addresses.flatMap(termsOfAddress))],
  };
}

/**
 * What is looked for: words, all of which must be found. Names and addresses are found by their beginnings, numbers also
 * by their last digits, four or more, texts by whole words. A number may be written with spaces, dots and hyphens.
 */
export function termsOfQuery(query: string): string[] {
  if (/^[+\d][\d .()-]{3,}$/.test(query.trim())) return [query.replace(/\D/g, '')];
  if (/\S@\S/.test(query)) return [plain(query.trim()).slice(0, LONGEST_WORD)];
  return wordsOf(query);
}
