import type { components } from '../api/schema.ts';
import type { Language } from '../texts/formats.ts';
import type { Template, WordedChannel } from './queries.ts';

/** What the API takes; each part is as deep as the contract has it. */
export type Wordings = components['schemas']['TemplateBody']['wordings'];
/** One channel in one language, as plain data: the editor only changes texts in it. */
export type Wording = string | { [field: string]: unknown };

/** The words in force, without whose they are. */
export function wordingOf(
  template: Template,
  channel: WordedChannel,
  language: Language,
): Wording | undefined {
  const shown = template.wordings[channel]?.[language] as
    | ({ source: string; text?: string } & object)
    | undefined;
  if (shown === undefined) return undefined;
  const { source: _source, ...wording } = shown;
  return channel === 'sms' ? (wording.text ?? '') : { ...wording };
}

/** The agency's own words that are in force, so that a new version keeps those of the other channels. */
function ownWordings(template: Template): Record<string, Record<string, Wording>> {
  const own: Record<string, Record<string, Wording>> = {};
  for (const channel of template.channels) {
    for (const language of ['fr', 'en'] as const) {
      const wording = wordingOf(template, channel, language);
      if (wording === undefined || template.wordings[channel]?.[language]?.source !== 'own') continue;
      own[channel] = { ...own[channel], [language]: wording };
    }
  }
  return own;
}

/** A wording that was changed and not saved yet. */
export interface EditedWording {
  channel: WordedChannel;
  language: Language;
  wording: Wording;
}

/** The own words with those put in that were edited. */
export function withWordings(template: Template, edited: readonly EditedWording[]): Wordings {
  const own = ownWordings(template);
  for (const { channel, language, wording } of edited)
    own[channel] = { ...own[channel], [language]: wording };
  return own;
}

export interface EditableField {
  /** From the wording: `body`, `blocks.2.text`. Empty for a wording that is one text. */
  path: readonly (string | number)[];
  /** `body`, `subject`, or the kind of a block. */
  name: string;
  value: string;
  isLong: boolean;
}

const LONG = new Set(['body', 'text', 'details', 'description', 'items']);
/** Where buttons lead and what kind a block is are part of the template's build, not of its words. */
const FIXED = new Set(['kind', 'link', 'phone', 'photo', 'map', 'calendar', 'visit']);

/** Every text of a wording that an agency may change, in its order. */
export function fieldsOf(wording: Wording): EditableField[] {
  if (typeof wording === 'string') return [{ path: [], name: 'text', value: wording, isLong: true }];
  return Object.entries(wording).flatMap(([name, value]) => fieldsIn(value, [name], name));
}

function fieldsIn(value: unknown, path: readonly (string | number)[], name: string): EditableField[] {
  if (typeof value === 'string')
    return FIXED.has(name) ? [] : [{ path, name, value, isLong: LONG.has(name) }];
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) {
      return [{ path, name: 'list', value: value.join('\n'), isLong: true }];
    }
    return value.flatMap((item: { kind?: string } & object, index) =>
      Object.entries(item).flatMap(([field, text]) =>
        fieldsIn(text, [...path, index, field], field).map((found) => ({
          ...found,
          name: item.kind ?? found.name,
        })),
      ),
    );
  }
  return [];
}

/** The wording with one text changed; a list is given one line per item. */
export function withText(wording: Wording, path: readonly (string | number)[], text: string): Wording {
  if (path.length === 0) return text;
  const copy = structuredClone(wording) as Record<string | number, unknown>;
  let at: Record<string | number, unknown> = copy;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  at[last] = Array.isArray(at[last]) ? text.split('\n') : text;
  return copy;
}
