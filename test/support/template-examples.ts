import type { Locale } from '../../shared/domain/prospect.ts';
import { TEMPLATES, type TemplateId } from '../../shared/domain/templates/contracts.ts';
import { EMAIL_TEMPLATES } from '../../shared/domain/templates/email/templates.ts';
import { type RenderedEmail, renderEmail } from '../../shared/domain/templates/render-email.ts';
import { renderSms } from '../../shared/domain/templates/render-sms.ts';
import { renderWhatsApp } from '../../shared/domain/templates/render-whatsapp.ts';
import { SMS_WORDINGS } from '../../shared/domain/templates/sms/wordings.ts';
import { type TemplateData, variablesOf } from '../../shared/domain/templates/template-data.ts';
import { VARIABLE_DESCRIPTIONS } from '../../shared/domain/templates/variable-descriptions.ts';
import { WHATSAPP_TEMPLATES } from '../../shared/domain/templates/whatsapp/templates.ts';
import { tenant } from './routing-request.ts';

export const TEMPLATE_IDS = Object.keys(TEMPLATES) as TemplateId[];
export const LOCALES = ['fr', 'en'] as const;

/** What is worded on each channel. */
export const WORDED = {
  sms: Object.keys(SMS_WORDINGS) as TemplateId[],
  email: Object.keys(EMAIL_TEMPLATES) as TemplateId[],
  whatsapp: Object.keys(WHATSAPP_TEMPLATES) as TemplateId[],
};

/** The 74 wordings: 37, in two languages. */
export const WORDINGS = (['sms', 'email', 'whatsapp'] as const).flatMap((channel) =>
  WORDED[channel].flatMap((id) => LOCALES.map((locale) => ({ id, channel, locale }))),
);

export const AGENCY = tenant({
  name: 'Agence Dupont',
  senders: { ...tenant().senders, sms: { address: 'DUPONT', twoWay: false, stopNumber: '36105' } },
});

/** Every variable of a template with its example, or the required ones alone. */
export function exampleData(id: TemplateId, locale: Locale, only: 'all' | 'required' = 'all'): TemplateData {
  const names = only === 'all' ? variablesOf(id) : TEMPLATES[id].required;
  return Object.fromEntries(names.map((name) => [name, VARIABLE_DESCRIPTIONS[name].example[locale]]));
}

type Wording = (typeof WORDINGS)[number];

/** All that a person would read of a wording, as one text. @throws when a variable is missing. */
export function read({ id, channel, locale }: Wording, data: TemplateData): string {
  const voice = { tenant: AGENCY, locale };
  const render = { sms: renderSms, email: renderEmail, whatsapp: renderWhatsApp }[channel];
  const rendering = render(id, data, voice);
  if (rendering === undefined || !('text' in rendering))
    throw new Error(`${id} ${channel} lacks ${rendering?.missing.join()}`);
  if (!('subject' in rendering)) return rendering.text;
  const { subject, preheader, text } = rendering as RenderedEmail;
  return [subject, preheader, text].join('\n\n');
}
