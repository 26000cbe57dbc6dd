import type { Locale } from '../prospect.ts';
import { TEMPLATES, type TemplateContract, type TemplateId } from './contracts.ts';
import { CATALOGUE_VERSION, type TemplateVersion } from './own-wordings.ts';
import { WHATSAPP_TEMPLATES } from './whatsapp/templates.ts';
import type { WordingToSubmit } from './whatsapp-submission.ts';
import { variablesIn } from './whatsapp-wording.ts';

const LOCALES: readonly Locale[] = ['fr', 'en'];

type OwnVersion = Pick<TemplateVersion, 'number' | 'wordings'>;

/**
 * Every template that WhatsApp can be asked for, in every language: in the agency's own words where it has published
 * some, else in the catalogue's.
 */
export function wordingsToSubmit(own: ReadonlyMap<string, OwnVersion> = new Map()): WordingToSubmit[] {
  const ids = Object.keys(TEMPLATES) as TemplateId[];
  return ids.flatMap((id) => LOCALES.flatMap((locale) => wordingOf(id, locale, own.get(id)) ?? []));
}

function wordingOf(
  templateId: TemplateId,
  locale: Locale,
  own: OwnVersion | undefined,
): WordingToSubmit | undefined {
  const ours = own?.wordings.whatsapp?.[locale];
  const catalogue = WHATSAPP_TEMPLATES[templateId];
  if (own !== undefined && ours !== undefined) {
    const variables = variablesIn(ours);
    const category = catalogue?.category ?? categoryOf(TEMPLATES[templateId]);
    return { templateId, category, variables, wording: ours, locale, version: own.number };
  }
  if (catalogue === undefined) return undefined;
  const { category, variables, wordings } = catalogue;
  return { templateId, category, variables, wording: wordings[locale], locale, version: CATALOGUE_VERSION };
}

/** Meta charges advertisements as such, whatever they call themselves. */
function categoryOf({ category }: TemplateContract): WordingToSubmit['category'] {
  return category === 'marketing' ? 'MARKETING' : 'UTILITY';
}
