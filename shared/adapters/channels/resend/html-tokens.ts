/** A tag and what stands before it. */
export interface Token {
  text: string;
  /** Of the tag, in lower case; empty for what is no element, and at the end. */
  name: string;
  isEnd: boolean;
  /** What stands between its angle brackets. */
  tag: string;
}

/** What is in these is no text. */
const HIDDEN = /^(?:head|script|style|title)$/;
const NAME = /^\/?([a-z][a-z0-9]*)/i;

/**
 * The tags of any HTML, in their order. What was never closed – a comment, a tag, a style – is text, and its end is
 * looked for once: nothing is read again for each that begins.
 */
export function* tokensOf(html: string): Generator<Token> {
  const ends = new Ends(html);
  let from = 0;
  for (let open = html.indexOf('<'); open !== -1; open = html.indexOf('<', Math.max(from, open + 1))) {
    const isComment = html.startsWith('<!--', open);
    if (!isComment && !/[a-z/!?]/i.test(html.charAt(open + 1))) continue;
    const end = isComment ? ends.after('-->', open + 4) : ends.after('>', open + 1);
    if (end === undefined) continue;
    const tag = isComment ? '' : html.slice(open + 1, end - 1);
    const name = NAME.exec(tag)?.[1]?.toLowerCase() ?? '';
    const isEnd = tag.startsWith('/');
    yield { text: html.slice(from, open), name, isEnd, tag };
    from = (!isEnd && HIDDEN.test(name) ? ends.afterElement(name, end) : undefined) ?? end;
  }
  yield { text: html.slice(from), name: '', isEnd: true, tag: '' };
}

/** Finds ends, and remembers what has none further on. */
class Ends {
  readonly #html: string;
  readonly #endless = new Set<string>();

  constructor(html: string) {
    this.#html = html;
  }

  /** Where what ends with `mark` is over. */
  after(mark: string, from: number): number | undefined {
    const at = this.#endless.has(mark) ? -1 : this.#html.indexOf(mark, from);
    if (at !== -1) return at + mark.length;
    this.#endless.add(mark);
    return undefined;
  }

  /** Where the end tag of an element begins. */
  afterElement(name: string, from: number): number | undefined {
    if (this.#endless.has(name)) return undefined;
    const end = new RegExp(`</${name}\\b`, 'gi');
    end.lastIndex = from;
    const found = end.exec(this.#html);
    if (found !== null) return found.index;
    this.#endless.add(name);
    return undefined;
  }
}
