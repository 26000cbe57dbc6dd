/** A start tag, the end of an element, or an element that has none. */
export interface Tag {
  name: string;
  kind: 'start' | 'end' | 'alone';
  attributes: Readonly<Record<string, string>>;
}

const VOID = new Set(['meta', 'img', 'br', 'link', 'hr']);
const TAG = /<(\/?)([a-z][\w:]*)((?: [\w:-]+="[^"<>]*")*) ?(\/?)>/gi;
const STYLE = /(<style[^>]*>)[^<]*/g;

/** The HTML that Outlook for Windows reads, and the one that everybody else does. */
export function readings(html: string): { outlook: string; others: string } {
  const outlook = html
    .replace(/<!--\[if !mso\]><!-->.*?<!--<!\[endif\]-->/g, '')
    .replace(/<!--\[if (?:mso[^\]]*|lte mso \d+)\]>(.*?)<!\[endif\]-->/g, '$1');
  return { outlook, others: html.replace(/<!--.*?-->/gs, '') };
}

/** Every tag in its order. @throws when something looks like a tag or a quote that is not well formed. */
export function tagsOf(html: string): Tag[] {
  const body = html.replace(/^<!doctype html>/, '').replace(STYLE, '$1');
  const rest = body.replace(TAG, '');
  if (/[<>]/.test(rest)) throw new Error(`Not HTML: ${/.{0,60}[<>].{0,60}/.exec(rest)?.[0]}`);
  return [...body.matchAll(TAG)].map(([, slash, name = '', attributes = '', alone]) => ({
    name,
    kind: slash === '/' ? 'end' : alone === '/' || VOID.has(name) ? 'alone' : 'start',
    attributes: Object.fromEntries(
      [...attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    ),
  }));
}

/** The elements that are closed by another's end or not at all. */
export function misnested(tags: readonly Tag[]): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const { name, kind } of tags) {
    if (kind === 'start') open.push(name);
    else if (kind === 'end' && open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

/** What is left of HTML without what it says: tags with their attributes' names, and their looks. */
export function structureOf(html: string): string {
  return tagsOf(readings(html).others)
    .filter(({ name }) => name !== 'br')
    .map(({ name, kind, attributes: { class: look = '', style = '', ...others } }) =>
      [kind, name, look, style, ...Object.keys(others)].join(' '),
    )
    .join('\n');
}
