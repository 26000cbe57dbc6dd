import { fillText, type Values } from '../fill-text.ts';
import { escapeHtml } from '../safe-text.ts';
import layout from './layout.json' with { type: 'json' };

/** HTML by the name of the place where it belongs; what is absent leaves its optional part out. */
export type Places = Readonly<Record<string, string | undefined>>;

/** Markup is in no language: French spaces are in the values already. */
const MARKUP: Values['setting'] = { locale: 'en', zone: 'UTC', style: 'typographic' };

/** @throws Error when a place that is not optional has no HTML: the layout and its renderer do not fit. */
export function fillFragment(name: keyof typeof layout, places: Places): string {
  const written: Record<string, { text: string }> = {};
  for (const [place, text] of Object.entries(places)) if (text !== undefined) written[place] = { text };
  const missing = new Set<string>();
  const html = fillText(layout[name], { setting: MARKUP, written }, missing);
  if (missing.size > 0) throw new Error(`The layout's ${name} lacks ${[...missing].join(', ')}`);
  return html;
}

/** Plain text as HTML, for an element or an attribute in quotes. */
export function escapeAll(fields: Places): Places {
  const escaped: Record<string, string | undefined> = {};
  for (const [name, text] of Object.entries(fields))
    escaped[name] = text === undefined ? undefined : escapeHtml(text);
  return escaped;
}

/** Text of several lines, for an element. */
export function linesAsHtml(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}
