import type { ChannelText } from './template-catalogue.ts';
import { CATALOGUE } from './template-catalogue.ts';
import type { Content } from './message.ts';
import type { Locale } from './prospect.ts';

/** What a template becomes on a channel, or the variables that it lacks. */
export type Rendering = { text: string; subject?: string } | { missing: readonly string[] };

export type TemplateChannel = 'sms' | 'whatsapp' | 'email';

export function isKnownTemplate(id: string): boolean {
  return Object.hasOwn(CATALOGUE, id);
}

/** Does the template ask for an answer (« Répondez OUI »)? */
export function expectsReply(id: string | undefined): boolean {
  return id !== undefined && CATALOGUE[id]?.expectsReply === true;
}

/** Renders a template of the catalogue; undefined when it has nothing for that channel. */
export function renderTemplate(
  id: string,
  channel: TemplateChannel,
  locale: Locale,
  data: Content['data'],
): Rendering | undefined {
  const wording = CATALOGUE[id]?.[channel]?.[locale];
  return wording === undefined ? undefined : fill(wording, data ?? {});
}

function fill(wording: ChannelText, data: NonNullable<Content['data']>): Rendering {
  const missing = new Set<string>();
  const replace = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = Object.hasOwn(data, name) ? data[name] : undefined;
      if (value === undefined || value === '') missing.add(name);
      return String(value);
    });
  const text = replace(wording.text);
  const subject = wording.subject === undefined ? undefined : replace(wording.subject);
  if (missing.size > 0) return { missing: [...missing] };
  return subject === undefined ? { text } : { text, subject };
}

/** The variables that every wording of a template needs and the data lacks. */
export function missingVariables(id: string, data: Content['data']): readonly string[] {
  const missing = new Set<string>();
  for (const channel of ['sms', 'whatsapp', 'email'] as const) {
    const rendering = renderTemplate(id, channel, 'fr', data);
    if (rendering !== undefined && 'missing' in rendering)
      for (const name of rendering.missing) missing.add(name);
  }
  return [...missing];
}
