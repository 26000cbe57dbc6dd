import type { TemplateId } from './contracts.ts';
import { chooseWording } from './own-wordings.ts';
import type { Rendering } from './render-sms.ts';
import { type TemplateData, valuesFor, variablesOf, type Voice } from './template-data.ts';
import { WHATSAPP_TEMPLATES } from './whatsapp/templates.ts';
import { type WhatsAppWording, whatsAppText } from './whatsapp-wording.ts';

/** What a template says in an open conversation on WhatsApp; undefined when it has nothing for it. */
export function renderWhatsApp(
  id: TemplateId,
  data: TemplateData,
  voice: Voice,
): Rendering<{ text: string }> | undefined {
  const { tenant, own } = voice;
  const catalogue = WHATSAPP_TEMPLATES[id]?.wordings;
  const chosen = chooseWording<WhatsAppWording>(own?.whatsapp, catalogue, voice.locale, tenant.locale);
  if (chosen === undefined) return undefined;
  const { wording, locale } = chosen;
  const missing = new Set<string>();
  const text = whatsAppText(
    wording,
    valuesFor(variablesOf(id), data, { tenant, locale }, 'typographic'),
    missing,
  );
  return missing.size > 0 ? { missing: [...missing] } : { text };
}
