import type { Locale } from '../prospect.ts';
import type { TemplateId } from './contracts.ts';
import { type TemplateData, variablesOf } from './template-data.ts';
import { VARIABLE_DESCRIPTIONS } from './variable-descriptions.ts';

/** A believable value for every variable of a template, but for the agency's name, which is its own. */
export function exampleData(id: TemplateId, locale: Locale): TemplateData {
  const names = variablesOf(id).filter((name) => name !== 'companyName');
  return Object.fromEntries(names.map((name) => [name, VARIABLE_DESCRIPTIONS[name].example[locale]]));
}
