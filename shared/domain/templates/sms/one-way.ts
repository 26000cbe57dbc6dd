import type { Locale } from '../../prospect.ts';
import type { SmsWordings } from './sms-wording.ts';

/**
 * The templates that ask for an answer, for senders that cannot receive one: a link stands for « Répondez OUI ». As
 * short as they can be: the link takes more than half of an SMS.
 */
export const ONE_WAY_SMS: SmsWordings = {
  APPOINTMENT_REMINDER_24H: {
    fr: 'Bonjour {{firstName}}, RDV demain à {{appointmentTime}}{{#appointmentAddress}}, {{appointmentAddress}}{{/appointmentAddress}}. Confirmez ici : {{answerLink}} {{companyName}}',
    en: 'Hello {{firstName}}, appointment tomorrow at {{appointmentTime}}{{#appointmentAddress}}, {{appointmentAddress}}{{/appointmentAddress}}. Confirm: {{answerLink}} {{companyName}}',
  },
  VISIT_FOLLOW_UP: {
    fr: 'Bonjour {{firstName}}, merci de votre visite ({{propertyAddress}}). Ce bien vous intéresse ? {{answerLink}} {{companyName}}',
    en: 'Hello {{firstName}}, thank you for visiting {{propertyAddress}}. Interested? {{answerLink}} {{companyName}}',
  },
};

/** What follows an agency's own words: their « Répondez OUI » cannot be rewritten. */
export const ONE_WAY_LINE: Readonly<Record<Locale, string>> = {
  fr: 'Répondez ici : {{answerLink}}',
  en: 'Answer here: {{answerLink}}',
};
