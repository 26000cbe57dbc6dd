import { convert } from 'html-to-text';
import { plainTextOf } from './plain-text.ts';

/**
 * What the library may be given. It builds a tree and walks it by recursion, and quotations and lists go over their
 * text once a level, so what is larger, fuller or deeper than any e-mail of a mail program is read in one pass instead.
 */
const LARGEST = 300_000;
const MOST_TAGS = 10_000;
const DEEPEST = 100;
/** Stands where the library went no deeper; of the characters that nobody is given. */
const TOO_DEEP = '\u{f8ff0}';

const SELECTORS = [
  { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
  { selector: 'img', format: 'skip' },
  // What a program repeats is marked as plain text does it.
  { selector: 'blockquote', options: { leadingLineBreaks: 1 } },
];

/** The text of an e-mail that is HTML alone, whatever the HTML is. @param longest in characters; the rest may be left out. */
export function textOfHtml(html: string, longest: number): string {
  if (html.length > LARGEST || tagsIn(html) > MOST_TAGS) return plainTextOf(html, longest);
  try {
    const limits = { maxDepth: DEEPEST, ellipsis: TOO_DEEP };
    const text = convert(html, { wordwrap: false, selectors: SELECTORS, limits });
    // Deep quotations and lists grow with every level.
    return text.includes(TOO_DEEP) || text.length > longest ? plainTextOf(html, longest) : text;
  } catch {
    // An e-mail that the library cannot read must not be lost.
    return plainTextOf(html, longest);
  }
}

function tagsIn(html: string): number {
  let count = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) count += 1;
  return count;
}
