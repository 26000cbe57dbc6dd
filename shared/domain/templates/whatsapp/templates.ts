import { TEMPLATES, type TemplateContract, type TemplateId } from '../contracts.ts';
import type { WhatsAppTemplate, WhatsAppTemplates } from '../whatsapp-wording.ts';
import { APPOINTMENT_WHATSAPP } from './appointment.ts';
import { DOCUMENT_WHATSAPP } from './document.ts';
import { GENERAL_WHATSAPP } from './general.ts';
import { NOTIFICATION_WHATSAPP } from './notification.ts';
import { SURVEY_WHATSAPP } from './survey.ts';

export const WHATSAPP_TEMPLATES: WhatsAppTemplates = {
  ...APPOINTMENT_WHATSAPP,
  ...NOTIFICATION_WHATSAPP,
  ...DOCUMENT_WHATSAPP,
  ...SURVEY_WHATSAPP,
  ...GENERAL_WHATSAPP,
};

/** As what Meta charges a template, also one that has no words here: advertisements are charged as such. */
export function metaCategoryOf(id: TemplateId): WhatsAppTemplate['category'] {
  const { category }: TemplateContract = TEMPLATES[id];
  return WHATSAPP_TEMPLATES[id]?.category ?? (category === 'marketing' ? 'MARKETING' : 'UTILITY');
}
