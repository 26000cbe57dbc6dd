import { DEFAULT_PRICES } from '../../shared/domain/price.ts';
import { DEFAULT_QUIET_HOURS } from '../../shared/domain/quiet-hours.ts';
import { emailHtml } from '../../shared/domain/templates/email-html/email-html.ts';
import { EMAIL_TEMPLATES } from '../../shared/domain/templates/email/templates.ts';
import { renderEmail } from '../../shared/domain/templates/render-email.ts';
import { type TemplateId, TEMPLATES } from '../../shared/domain/templates/contracts.ts';
import { variablesOf } from '../../shared/domain/templates/template-data.ts';
import { VARIABLE_DESCRIPTIONS } from '../../shared/domain/templates/variable-descriptions.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';

const AGENCY: Tenant = {
  id: 'agency',
  name: 'Agence Dupont',
  locale: 'fr',
  timeZone: 'Europe/Paris',
  senders: {},
  prices: DEFAULT_PRICES,
  policy: { quietHours: DEFAULT_QUIET_HOURS, marketingEveningLimit: 0, softOptIn: false, frequencyCaps: {} },
  whatsappTemplates: {},
  brand: {
    colour: '#b3231a',
    website: 'https://www.agence-dupont.fr',
    address: '12 rue des Lilas, 69003 Lyon',
    phone: '+33478123456',
  },
};

/** Every e-mail of the catalogue, with all its examples and with the required ones alone, by the name of a file. */
export function* previews(): Generator<[name: string, html: string]> {
  for (const id of Object.keys(EMAIL_TEMPLATES) as TemplateId[]) {
    for (const locale of ['fr', 'en'] as const) {
      for (const [kind, names] of [
        ['full', variablesOf(id)],
        ['short', TEMPLATES[id].required],
      ] as const) {
        const data = Object.fromEntries(
          names.map((name) => [name, VARIABLE_DESCRIPTIONS[name].example[locale]]),
        );
        const voice = { tenant: AGENCY, locale };
        const email = renderEmail(id, data, voice);
        if (email !== undefined && 'blocks' in email)
          yield [`${id.toLowerCase()}-${locale}-${kind}`, emailHtml(email, voice)];
      }
    }
  }
}
