import type { Locale } from '../prospect.ts';
import { ANSWER_LINK, isAnsweredByLink } from '../template.ts';
import type { TemplateId } from './contracts.ts';
import { fillText } from './fill-text.ts';
import { type ByLocale, chooseWording } from './own-wordings.ts';
import { ONE_WAY_LINE, ONE_WAY_SMS } from './sms/one-way.ts';
import { SMS_WORDINGS } from './sms/wordings.ts';
import { answersOf, type TemplateData, valuesFor, variablesOf, type Voice } from './template-data.ts';

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
  const chosen = isAnsweredByLink(id, tenant)
    ? chooseWording(withLinks(own?.sms), ONE_WAY_SMS[id], voice.locale, tenant.locale)
    : chooseWording(own?.sms, SMS_WORDINGS[id], voice.locale, tenant.locale);
  if (chosen === undefined) return undefined;
  const { wording, locale } = chosen;
  const ours = { answerLink: answersOf(id, voice)?.page };
  const values = valuesFor([...variablesOf(id), 'stopNumber'], data, { tenant, locale }, 'sms', ours);
  const missing = new Set<string>();
  const text = fillText(wording, values, missing).replace(/ {2,}/g, ' ').trim();
  return missing.size > 0 ? { missing: [...missing] } : { text, locale };
}

/** An agency's own words, each with a link to answer by. */
function withLinks(own: ByLocale<string> = {}): ByLocale<string> {
  const linked = (text: string, locale: Locale) =>
    text.includes(ANSWER_LINK) ? text : `${text}\n${ONE_WAY_LINE[locale]}`;
  const { fr, en } = own;
  return {
    ...(fr !== undefined && { fr: linked(fr, 'fr') }),
    ...(en !== undefined && { en: linked(en, 'en') }),
  };
}
