import { APPOINTMENT_SMS } from './appointment.ts';
import { GENERAL_SMS } from './general.ts';
import { MARKETING_SMS } from './marketing.ts';
import { NOTIFICATION_SMS } from './notification.ts';
import type { SmsWordings } from './sms-wording.ts';
import { SURVEY_SMS } from './survey.ts';

export const SMS_WORDINGS: SmsWordings = {
  ...APPOINTMENT_SMS,
  ...NOTIFICATION_SMS,
  ...SURVEY_SMS,
  ...MARKETING_SMS,
  ...GENERAL_SMS,
};
