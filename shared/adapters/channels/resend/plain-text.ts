import { convert } from 'html-to-text';
import { type Token, tokensOf } from './html-tokens.ts';

/** What stands on lines of its own, and how many line breaks set it apart. */
const BREAKS: ReadonlyMap<string, 1 | 2> = new Map([
  ...['blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'ol', 'p', 'pre', 'table', 'ul'].map(
    (name) => [name, 2] as const,
  ),
  ...['address', 'article', 'body', 'center', 'dd', 'div', 'dl', 'dt', 'footer', 'form', 'header', 'li'].map(
    (name) => [name, 1] as const,
  ),
  ...['main', 'section', 'tr'].map((name) => [name, 1] as const),
]);
/** Deeper quotations are marked like this one. */
const DEEPEST_QUOTATION = 5;
/** Different characters that are looked up by name for one e-mail. */
const MOST_NAMES = 300;
const CHARACTER = /&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,31});/gi;

/** Writes lines: white space becomes one space, and what is quoted is marked as plain text does it. */
class Lines {
  length = 0;
  readonly #parts: string[] = [];
  #endsInSpace = true;
  #breaks = 0;
  #isItem = false;
  #quotations = 0;
  /** Of the line before. */
  #mark = '';

  /** Two `<br>` leave a line empty, two blocks do not. */
  breakLine(breaks: 1 | 2, isAdded = false): void {
    const now = isAdded ? this.#breaks + 1 : this.#breaks;
    if (this.length > 0) this.#breaks = Math.min(2, Math.max(breaks, now));
  }

  /** What is written next is an item of a list. */
  beginItem(): void {
    this.breakLine(1);
    this.#isItem = true;
  }

  quote(isBeginning: boolean): void {
    this.#quotations = Math.max(0, this.#quotations + (isBeginning ? 1 : -1));
  }

  write(text: string): void {
    const words = text.replace(/\s+/g, ' ');
    const isFirst = this.length === 0 || this.#breaks > 0 || this.#isItem;
    const added = isFirst || this.#endsInSpace ? words.trimStart() : words;
    if (added === '') return;
    if (isFirst) this.#beginLine();
    this.#add(added);
    this.#endsInSpace = added.endsWith(' ');
  }

  toString(): string {
    return this.#parts.join('').replace(/ +$/gm, '');
  }

  #beginLine(): void {
    const mark = '> '.repeat(Math.min(this.#quotations, DEEPEST_QUOTATION));
    const between = mark.length < this.#mark.length ? mark : this.#mark;
    if (this.#breaks === 2) this.#add(`\n${between}`);
    this.#add(`${this.#breaks > 0 ? '\n' : ''}${mark}${this.#isItem ? '* ' : ''}`);
    this.#mark = mark;
    this.#breaks = 0;
    this.#isItem = false;
  }

  #add(part: string): void {
    this.#parts.push(part);
    this.length += part.length;
  }
}

interface Link {
  href: string;
  words: string;
}

/**
 * The text of any HTML, well formed or not, in one pass: the time grows with its length, and with nothing else.
 * @param longest when there is more text than so many characters, the rest is left out.
 */
export function plainTextOf(html: string, longest: number): string {
  const lines = new Lines();
  const read = characterReader();
  let link: Link | undefined;
  for (const token of tokensOf(html)) {
    const text = read(token.text);
    lines.write(text);
    if (lines.length >= longest) break;
    // More is not needed to tell whether the words are the address.
    if (link !== undefined && link.words.length <= link.href.length) link.words += text;
    if (token.name === 'a') {
      if (token.isEnd) endLink(lines, link);
      link = token.isEnd ? undefined : { href: read(hrefIn(token.tag)), words: '' };
    } else setApart(lines, token);
  }
  return lines.toString();
}

function setApart(lines: Lines, { name, isEnd }: Token): void {
  if (name === 'blockquote') lines.quote(!isEnd);
  if (name === 'br') lines.breakLine(1, true);
  else if (name === 'td' || name === 'th') lines.write(' ');
  else if (name === 'li' && !isEnd) lines.beginItem();
  else {
    const breaks = BREAKS.get(name);
    if (breaks !== undefined) lines.breakLine(breaks);
  }
}

/** Where a link leads is said behind its words, unless they say it. */
function endLink(lines: Lines, link: Link | undefined): void {
  if (link === undefined || link.href === '' || link.words.trim() === link.href) return;
  lines.write(` [${link.href}]`);
}

/** The address of a link; empty when it has none. */
function hrefIn(tag: string): string {
  const [, double, single, bare] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag) ?? [];
  return (double ?? single ?? bare ?? '').trim();
}

/** Writes characters for their names and numbers (`&eacute;`, `&#233;`), as far as there are not too many names. */
function characterReader(): (text: string) => string {
  const known = new Map<string, string>();
  const characterOf = (whole: string, name: string): string => {
    const kept = known.get(name);
    if (kept !== undefined) return kept;
    if (known.size >= MOST_NAMES) return whole;
    const character = convert(whole, { wordwrap: false });
    known.set(name, character);
    return character;
  };
  return (text) => text.replace(CHARACTER, characterOf);
}
