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

export type WhatsAppTemplates = Readonly<Partial<Record<TemplateId, WhatsAppTemplate>>>;

/** The text of an open conversation, where buttons are not to be had: their links and numbers follow it. */
export function whatsAppText(wording: WhatsAppWording, values: Values, missing: Set<string>): string {
  const { header, body, footer, buttons = [] } = wording;
  const colon = values.setting.locale === 'fr' ? ' :' : ':';
  const taps = buttons.flatMap((button) => {
    if (button.kind === 'reply') return [];
    return `${button.label}${colon} {{${button.kind === 'url' ? button.link : button.phone}}}`;
  });
  return [header, body, ...taps, footer]
    .filter((part) => part !== undefined)
    .map((part) => fillText(part, values, missing))
    .join('\n\n');
}

/** The body as it is submitted to Meta, its variables numbered. */
export function numberedBody({ variables, wordings }: WhatsAppTemplate, locale: Locale): string {
  const { body } = wordings[locale];
  const spaced = locale === 'fr' ? frenchSpaces(body) : body;
  return spaced.replace(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => `{{${(variables as readonly string[]).indexOf(name) + 1}}}`,
  );
}
