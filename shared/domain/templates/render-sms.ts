import type { Locale } from '../prospect.ts';
import type { TemplateId } from './contracts.ts';
import { fillText } from './fill-text.ts';
import { chooseWording } from './own-wordings.ts';
import { SMS_WORDINGS } from './sms/wordings.ts';
import { type TemplateData, valuesFor, variablesOf, type Voice } from './template-data.ts';

/** What a channel would carry, or the variables that it lacks. */
export type Rendering<T> = T | { missing: readonly string[] };

/** `locale`: of the words, which may be another than the person's. */
export interface RenderedSms {
  text: string;
  locale: Locale;
}

/** The SMS of a template; undefined when it has none. */
export function renderSms(
  id: TemplateId,
  data: TemplateData,
  voice: Voice,
): Rendering<RenderedSms> | undefined {
  const { tenant, own } = voice;
  const chosen = chooseWording(own?.sms, SMS_WORDINGS[id], voice.locale, tenant.locale);
  if (chosen === undefined) return undefined;
  const { wording, locale } = chosen;
  const values = valuesFor([...variablesOf(id), 'stopNumber'], data, { tenant, locale }, 'sms');
  const missing = new Set<string>();
  const text = fillText(wording, values, missing).replace(/ {2,}/g, ' ').trim();
  return missing.size > 0 ? { missing: [...missing] } : { text, locale };
}
