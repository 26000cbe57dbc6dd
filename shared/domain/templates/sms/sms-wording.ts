import type { Locale } from '../../prospect.ts';
import type { TemplateId } from '../contracts.ts';

/**
 * SMS keep to GSM-7, since one ê, ç or ’ triples the price: « prêt », « être », « empêchement » are said in other
 * words, and € (which counts two) stays because a price without it looks wrong. A link is followed by a space.
 */
export type SmsWording = Readonly<Record<Locale, string>>;

export type SmsWordings = Readonly<Partial<Record<TemplateId, SmsWording>>>;
