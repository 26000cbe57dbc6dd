import { emailContentFor } from '../../shared/domain/email-content.ts';
import type { Locale } from '../../shared/domain/prospect.ts';
import { type TemplateData, variablesOf } from '../../shared/domain/templates/template-data.ts';
import type { TemplateId } from '../../shared/domain/templates/contracts.ts';
import { LONGEST_VALUE, VARIABLE_TYPES } from '../../shared/domain/templates/variables.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { message, prospect } from './routing-request.ts';
import { AGENCY, exampleData, LOCALES, WORDED } from './template-examples.ts';

/** An agency that says of itself all that it can. */
export const BRANDED: Tenant = {
  ...AGENCY,
  linkBase: 'https://messages.agence-dupont.example',
  brand: {
    colour: '#e8590c',
    logo: { url: 'https://agence-dupont.example/logo.png', width: 140 },
    website: 'https://www.agence-dupont.example/',
    address: '12 rue des Lilas, 69003 Lyon',
    phone: '+33478123456',
  },
};

export const UNSUBSCRIBE = 'https://messages.agence-dupont.example/u/8f3k?t=1&s=2';

/** The worst that every variable may hold: as long as it may be, of characters that grow most in HTML and in links. */
export function longestData(id: TemplateId): TemplateData {
  return Object.fromEntries(
    variablesOf(id).map((name) => {
      const type = VARIABLE_TYPES[name];
      const longest = LONGEST_VALUE[type];
      const isLink = type === 'url' || type === 'image';
      return [name, isLink ? 'https://a.example/'.padEnd(longest, '€') : '"'.repeat(longest)];
    }),
  );
}

export function htmlOf(
  id: TemplateId,
  locale: Locale,
  data: TemplateData,
  tenant: Tenant = BRANDED,
  unsubscribeLink?: string,
): string {
  const given = message({ content: { templateId: id, data }, prospect: prospect({ locale }) });
  return emailContentFor(given, tenant, unsubscribeLink)?.html ?? 'refused';
}

export function htmlOfBody(body: string, tenant: Tenant = BRANDED, subject = 'Visite'): string {
  return emailContentFor(message({ content: { subject, body } }), tenant)?.html ?? 'refused';
}

/** The six e-mails in both languages, at their longest, at their shortest and in between. */
export const EMAILS = WORDED.email.flatMap((id) =>
  LOCALES.flatMap((locale) => [
    { id, locale, size: 'longest', html: htmlOf(id, locale, longestData(id), BRANDED, UNSUBSCRIBE) },
    { id, locale, size: 'usual', html: htmlOf(id, locale, exampleData(id, locale)) },
    { id, locale, size: 'shortest', html: htmlOf(id, locale, exampleData(id, locale, 'required'), AGENCY) },
  ]),
);
