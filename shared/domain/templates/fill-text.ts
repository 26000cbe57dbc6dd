import type { Setting, WrittenValue } from './format-value.ts';

/** The variables of one message as they are read; what was not given is absent. */
export interface Values {
  setting: Setting;
  written: Readonly<Partial<Record<string, WrittenValue>>>;
}

type Part = string | Slot | Section;
interface Slot {
  name: string;
  /** The noun behind a count. */
  nouns?: { one: string; many: string };
}
interface Section {
  ifGiven: string;
  parts: Part[];
}

const NAME = /^\w+$/;
const KEPT = 2_000;
const compiled = { sms: new Map<string, readonly Part[]>(), typographic: new Map<string, readonly Part[]>() };

/**
 * Fills a text whose logic is limited to three forms: `{{name}}`, an optional part `{{#name}}…{{/name}}`, and a
 * count with its noun `{{rooms | room | rooms}}`. What values contain is never read as a form.
 * @param missing receives the names of variables that the text needs and the values lack.
 * @throws SyntaxError for a text that is not well formed.
 */
export function fillText(text: string, values: Values, missing: Set<string>): string {
  const { locale, style } = values.setting;
  const known = style === 'typographic' && locale === 'fr' ? compiled.typographic : compiled.sms;
  let parts = known.get(text);
  if (parts === undefined) {
    if (known.size >= KEPT) known.clear();
    parts = compile(known === compiled.typographic ? frenchSpaces(text) : text);
    known.set(text, parts);
  }
  return fill(parts, values, missing);
}

/** The names that a text uses, in the order of their first use; `optional`: those that stand in, or make, their own section. */
export function namesIn(text: string): { name: string; optional: boolean }[] {
  const found = new Map<string, boolean>();
  const collect = (parts: readonly Part[], given: readonly string[]): void => {
    for (const part of parts) {
      if (typeof part === 'string') continue;
      if ('ifGiven' in part) {
        found.set(part.ifGiven, found.get(part.ifGiven) ?? true);
        collect(part.parts, [...given, part.ifGiven]);
      } else found.set(part.name, (found.get(part.name) ?? true) && given.includes(part.name));
    }
  };
  collect(compile(text), []);
  return [...found].map(([name, optional]) => ({ name, optional }));
}

/** French typography: the space before `: ; ! ? »` and after `«` does not break. */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[:;!?»])/g, '\u00a0').replace(/« /g, '«\u00a0');
}

function compile(text: string): readonly Part[] {
  const root: Section = { ifGiven: '', parts: [] };
  const open = [root];
  for (const [index, piece] of text.split(/\{\{([^{}]*)\}\}/).entries()) {
    const current = open.at(-1) ?? root;
    if (index % 2 === 0) {
      if (/\{\{|\}\}/.test(piece)) throw new SyntaxError(`A brace is not closed in "${text}"`);
      if (piece !== '') current.parts.push(piece);
    } else if (piece.startsWith('#')) {
      const section: Section = { ifGiven: nameOf(piece.slice(1), text), parts: [] };
      current.parts.push(section);
      open.push(section);
    } else if (piece.startsWith('/')) {
      if (current === root || current.ifGiven !== piece.slice(1))
        throw new SyntaxError(`"{{${piece}}}" closes nothing in "${text}"`);
      open.pop();
    } else current.parts.push(slotOf(piece, text));
  }
  if (open.length > 1) throw new SyntaxError(`"{{#${open.at(-1)?.ifGiven}}}" is not closed in "${text}"`);
  return root.parts;
}

function slotOf(piece: string, text: string): Slot {
  const [name = '', one, many, ...rest] = piece.split('|').map((word) => word.trim());
  if (one === undefined) return { name: nameOf(name, text) };
  if (many === undefined || rest.length > 0)
    throw new SyntaxError(`"{{${piece}}}" needs a singular and a plural in "${text}"`);
  return { name: nameOf(name, text), nouns: { one, many } };
}

function nameOf(name: string, text: string): string {
  if (!NAME.test(name)) throw new SyntaxError(`"${name}" is not the name of a variable in "${text}"`);
  return name;
}

function fill(parts: readonly Part[], values: Values, missing: Set<string>): string {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else if ('ifGiven' in part) {
      if (values.written[part.ifGiven] !== undefined) text += fill(part.parts, values, missing);
    } else {
      const value = values.written[part.name];
      if (value === undefined) missing.add(part.name);
      else text += part.nouns === undefined ? value.text : counted(value, part.nouns, values.setting);
    }
  }
  return text;
}

/** French says « 0 pièce » and « 1,5 pièce », English "0 rooms" and "1.5 rooms". */
function counted(
  { text, count }: WrittenValue,
  { one, many }: { one: string; many: string },
  { locale, style }: Setting,
): string {
  const isOne = count !== undefined && (locale === 'fr' ? count < 2 : count === 1);
  return `${text}${style === 'sms' ? ' ' : '\u00a0'}${isOne ? one : many}`;
}
