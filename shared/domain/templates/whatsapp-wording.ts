import type { Locale } from '../prospect.ts';
import { fillText, frenchSpaces, type Values } from './fill-text.ts';
import type { TemplateId } from './contracts.ts';
import type { VariableName } from './variables.ts';

/**
 * What can be tapped. For a URL, Meta wants a fixed address with the variable at its end: the fixed part is the
 * agency's own, told when the template is submitted, and the rest of `link` fills the variable.
 */
export type WhatsAppButton =
  | { kind: 'reply'; label: string }
  | { kind: 'url'; label: string; link: VariableName }
  | { kind: 'phone'; label: string; phone: VariableName };

export interface WhatsAppWording {
  /** At most 60 characters, without variables, as the footer. */
  header?: string;
  /** At most 1,024 characters; no variable at either end and no two side by side. */
  body: string;
  footer?: string;
  /**
   * What Meta's fixed text has no room for: said before the last paragraph of the body in an open conversation, where
   * parts may be optional.
   */
  details?: string;
  /** At most three, of at most 20 characters. */
  buttons?: readonly WhatsAppButton[];
}

/** A template as Meta approves it: a fixed text, so every variable is always given. */
export interface WhatsAppTemplate {
  category: 'UTILITY' | 'MARKETING';
  /** Our names in the order of Meta's numbers: the first is `{{1}}`. */
  variables: readonly VariableName[];
  wordings: Readonly<Record<Locale, WhatsAppWording>>;
}

/** The variables of an agency's own words, in the order of the text, then of the buttons: Meta's numbers. */
export function variablesIn({ body, buttons = [] }: WhatsAppWording): VariableName[] {
  const inBody = [...body.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as VariableName);
  const links = buttons.flatMap((button) => (button.kind === 'url' ? [button.link] : []));
  return [...new Set([...inBody, ...links])];
}

export type WhatsAppTemplates = Readonly<Partial<Record<TemplateId, WhatsAppTemplate>>>;

/** What WhatsApp takes in one message, in characters (Twilio). */
const LONGEST_MESSAGE = 1_600;

/**
 * The text of an open conversation, where buttons are not to be had: their links and numbers follow it. Details that
 * would make it too long are left out.
 */
export function whatsAppText(wording: WhatsAppWording, values: Values, missing: Set<string>): string {
  const { header, body, details = '', footer, buttons = [] } = wording;
  const colon = values.setting.locale === 'fr' ? ' :' : ':';
  const taps = buttons.flatMap((button) => {
    if (button.kind === 'reply') return [];
    return `${button.label}${colon} {{${button.kind === 'url' ? button.link : button.phone}}}`;
  });
  const written = (...parts: readonly (string | undefined)[]): string =>
    parts
      .filter((part) => part !== undefined)
      .map((part) => fillText(part, values, missing).trim())
      .filter((part) => part !== '')
      .join('\n\n');
  const last = body.lastIndexOf('\n\n');
  const inFull = last < 0 ? [body, details] : [body.slice(0, last), details, body.slice(last)];
  const full = written(header, ...inFull, ...taps, footer);
  return full.length <= LONGEST_MESSAGE ? full : written(header, body, ...taps, footer);
}

/** The body as it is submitted to Meta, its variables numbered. */
export function numberedBody(body: string, variables: readonly string[], locale: Locale): string {
  const spaced = locale === 'fr' ? frenchSpaces(body) : body;
  return spaced.replace(/\{\{(\w+)\}\}/g, (_, name: string) => `{{${variables.indexOf(name) + 1}}}`);
}
