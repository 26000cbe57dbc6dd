import type { SmsWordings } from './sms-wording.ts';

export const GENERAL_SMS = {
  MISSED_CALL: {
    fr: 'Bonjour{{#firstName}} {{firstName}}{{/firstName}}, nous avons manqué votre appel et vous rappelons rapidement. Pour nous joindre : {{companyPhone}}. {{companyName}}',
    en: 'Hello{{#firstName}} {{firstName}}{{/firstName}}, sorry we missed your call. We will call you back shortly, or reach us on {{companyPhone}}. {{companyName}}',
  },
  OUT_OF_OFFICE: {
    fr: "Bonjour, l'agence est fermée. Nous vous répondrons {{reopeningDate}}{{#reopeningTime}} dès {{reopeningTime}}{{/reopeningTime}}.{{#emergencyPhone}} Urgence : {{emergencyPhone}}.{{/emergencyPhone}} {{companyName}}",
    en: 'Hello, our office is closed. We will answer you on {{reopeningDate}}{{#reopeningTime}} from {{reopeningTime}}{{/reopeningTime}}.{{#emergencyPhone}} Urgent? {{emergencyPhone}}.{{/emergencyPhone}} {{companyName}}',
  },
} as const satisfies SmsWordings;
