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
export function termsOfAddress(address: string): string[] {
  if (/^\+?\d+$/.test(address)) {
    const digits = address.replace('+', '');
    const national = /^33(\d{9})$/.exec(digits)?.[1];
    return national === undefined ? [digits] : [digits, `0${national}`];
  }
  return [...new Set([plain(address).slice(0, LONGEST_WORD), ...wordsOf(address)])];
}

/** As much of a term of a person as can be looked for without being compared. */
export const LONGEST_BEGINNING = 8;

/** The beginnings by which a name or an address is found: two letters or more. */
export function beginningsOf(term: string): string[] {
  const lengths = Array.from({ length: LONGEST_BEGINNING - 1 }, (_, index) => index + 2);
  return [...new Set(lengths.map((length) => term.slice(0, length)))];
}

/**
 * What is looked for: words, all of which must be found. Names and addresses are found by their beginnings, texts by
 * whole words. A number may be written with spaces, dots and hyphens.
 */
export function termsOfQuery(query: string): string[] {
  if (/^[+\d][\d .()-]{3,}$/.test(query.trim())) return [query.replace(/\D/g, '')];
  if (/\S@\S/.test(query)) return [plain(query.trim()).slice(0, LONGEST_WORD)];
  return wordsOf(query);
}
