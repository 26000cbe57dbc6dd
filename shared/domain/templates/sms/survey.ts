import type { SmsWordings } from './sms-wording.ts';

export const SURVEY_SMS = {
  VISIT_SURVEY: {
    fr: "Bonjour {{firstName}}, merci de votre visite. Qu'en avez-vous pensé ? Une minute suffit : {{surveyLink}} {{companyName}}",
    en: 'Hello {{firstName}}, thank you for your visit. What did you think of it? It takes a minute: {{surveyLink}} {{companyName}}',
  },
} as const satisfies SmsWordings;
