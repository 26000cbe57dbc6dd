import type { Locale } from '../prospect.ts';
import type { TemplateId } from './contracts.ts';
import { fillText, type Values } from './fill-text.ts';
import { chooseWording } from './own-wordings.ts';
import type { Rendering } from './render-sms.ts';
import { type TemplateData, valuesFor, variablesOf, type Voice } from './template-data.ts';
import { WHATSAPP_TEMPLATES } from './whatsapp/templates.ts';
import { type WhatsAppButton, whatsAppText, type WhatsAppWording } from './whatsapp-wording.ts';

/** A button as it is shown; `leadsTo` is a link or a number. */
export interface RenderedButton {
  kind: WhatsAppButton['kind'];
  label: string;
  leadsTo?: string;
}

/** A template as WhatsApp draws it, and as one text for an open conversation. */
export interface RenderedWhatsApp {
  text: string;
  locale: Locale;
  header?: string;
  body: string;
  footer?: string;
  buttons: readonly RenderedButton[];
}

/** What a template says on WhatsApp; undefined when it has nothing for it. */
export function renderWhatsApp(
  id: TemplateId,
  data: TemplateData,
  voice: Voice,
): Rendering<RenderedWhatsApp> | undefined {
  const { tenant, own } = voice;
  const catalogue = WHATSAPP_TEMPLATES[id]?.wordings;
  const chosen = chooseWording<WhatsAppWording>(own?.whatsapp, catalogue, voice.locale, tenant.locale);
  if (chosen === undefined) return undefined;
  const { wording, locale } = chosen;
  const values = valuesFor(variablesOf(id), data, { tenant, locale }, 'typographic');
  const missing = new Set<string>();
  const text = whatsAppText(wording, values, missing);
  if (missing.size > 0) return { missing: [...missing] };
  return { text, locale, ...partsOf(wording, values) };
}

function partsOf(
  { header, body, footer, buttons = [] }: WhatsAppWording,
  values: Values,
): Omit<RenderedWhatsApp, 'text' | 'locale'> {
  const fill = (part: string): string => fillText(part, values, new Set());
  return {
    ...(header !== undefined && { header: fill(header) }),
    body: fill(body),
    ...(footer !== undefined && { footer: fill(footer) }),
    buttons: buttons.map((button) => {
      const { kind, label } = button;
      if (kind === 'reply') return { kind, label };
      return { kind, label, leadsTo: fill(`{{${kind === 'url' ? button.link : button.phone}}}`) };
    }),
  };
}
