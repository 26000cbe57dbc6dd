import type { TemplateId } from './contracts.ts';
import type { Rendering } from './render-sms.ts';
import { type TemplateData, valuesFor, variablesOf, type Voice } from './template-data.ts';
import { WHATSAPP_TEMPLATES } from './whatsapp/templates.ts';
import { whatsAppText } from './whatsapp-wording.ts';

/** What a template says in an open conversation on WhatsApp; undefined when it has nothing for it. */
export function renderWhatsApp(
  id: TemplateId,
  data: TemplateData,
  voice: Voice,
): Rendering<{ text: string }> | undefined {
  const wording = WHATSAPP_TEMPLATES[id]?.wordings[voice.locale];
  if (wording === undefined) return undefined;
  const missing = new Set<string>();
  const text = whatsAppText(wording, valuesFor(variablesOf(id), data, voice, 'typographic'), missing);
  return missing.size > 0 ? { missing: [...missing] } : { text };
}
