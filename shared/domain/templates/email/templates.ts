import type { EmailTemplates } from '../email-blocks.ts';
import { APPOINTMENT_EMAILS } from './appointment.ts';
import { MARKETING_EMAILS } from './marketing.ts';
import { NOTIFICATION_EMAILS } from './notification.ts';
import { SURVEY_EMAILS } from './survey.ts';

export const EMAIL_TEMPLATES: EmailTemplates = {
  ...APPOINTMENT_EMAILS,
  ...NOTIFICATION_EMAILS,
  ...SURVEY_EMAILS,
  ...MARKETING_EMAILS,
};
