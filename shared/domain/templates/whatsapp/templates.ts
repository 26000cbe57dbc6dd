import type { WhatsAppTemplates } from '../whatsapp-wording.ts';
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
