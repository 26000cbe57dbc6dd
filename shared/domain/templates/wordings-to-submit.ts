import type { Locale } from '../prospect.ts';
import { TEMPLATES, type TemplateId } from './contracts.ts';
import { CATALOGUE_VERSION, type TemplateVersion } from './own-wordings.ts';
import { metaCategoryOf, WHATSAPP_TEMPLATES } from './whatsapp/templates.ts';
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
    return {
      templateId,
      category: metaCategoryOf(templateId),
      variables,
      wording: ours,
      locale,
      version: own.number,
    };
  }
  if (catalogue === undefined) return undefined;
  const { category, variables, wordings } = catalogue;
  return { templateId, category, variables, wording: wordings[locale], locale, version: CATALOGUE_VERSION };
}
