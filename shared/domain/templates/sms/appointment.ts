import type { SmsWordings } from './sms-wording.ts';

export const APPOINTMENT_SMS = {
  APPOINTMENT_CONFIRMATION: {
    fr: 'Bonjour {{firstName}}, votre RDV est confirmé : {{appointmentDate}} à {{appointmentTime}}, {{appointmentAddress}}. Nous vous y attendons. {{companyName}}',
    en: 'Hello {{firstName}}, your appointment is confirmed: {{appointmentDate}} at {{appointmentTime}}, {{appointmentAddress}}. See you there. {{companyName}}',
  },
  APPOINTMENT_REMINDER_24H: {
    fr: 'Bonjour {{firstName}}, rappel de votre RDV demain à {{appointmentTime}}{{#appointmentAddress}}, {{appointmentAddress}}{{/appointmentAddress}}. Répondez OUI pour confirmer, NON pour annuler. {{companyName}}',
    en: 'Hello {{firstName}}, a reminder of your appointment tomorrow at {{appointmentTime}}{{#appointmentAddress}}, {{appointmentAddress}}{{/appointmentAddress}}. Reply YES to confirm, NO to cancel. {{companyName}}',
  },
  APPOINTMENT_REMINDER_2H: {
    fr: "Bonjour {{firstName}}, à tout à l'heure : RDV à {{appointmentTime}}, {{appointmentAddress}}.{{#agentPhone}} Un contretemps ? {{agentPhone}}.{{/agentPhone}} {{companyName}}",
    en: 'Hello {{firstName}}, see you soon: {{appointmentTime}}, {{appointmentAddress}}.{{#agentPhone}} Running late? Call {{agentPhone}}.{{/agentPhone}} {{companyName}}',
  },
  APPOINTMENT_RESCHEDULED: {
    fr: 'Bonjour {{firstName}}, votre RDV est déplacé au {{appointmentDate}} à {{appointmentTime}}, {{appointmentAddress}}.{{#agentPhone}} Indisponible ? {{agentPhone}}.{{/agentPhone}} {{companyName}}',
    en: 'Hello {{firstName}}, your appointment has moved to {{appointmentDate}} at {{appointmentTime}}, {{appointmentAddress}}.{{#agentPhone}} Not free? {{agentPhone}}.{{/agentPhone}} {{companyName}}',
  },
  APPOINTMENT_CANCELLED: {
    fr: 'Bonjour {{firstName}}, votre RDV du {{appointmentDate}} à {{appointmentTime}} est annulé.{{#scheduleVisitLink}} Choisir une autre date : {{scheduleVisitLink}} {{/scheduleVisitLink}} {{companyName}}',
    en: 'Hello {{firstName}}, your appointment on {{appointmentDate}} at {{appointmentTime}} is cancelled.{{#scheduleVisitLink}} New date: {{scheduleVisitLink}} {{/scheduleVisitLink}} {{companyName}}',
  },
  VISIT_FOLLOW_UP: {
    fr: 'Bonjour {{firstName}}, merci de votre visite ({{propertyAddress}}). Ce bien vous intéresse ? Répondez OUI pour en parler, NON sinon. {{companyName}}',
    en: 'Hello {{firstName}}, thank you for visiting {{propertyAddress}}. Are you interested? Reply YES to talk about it, NO to see others. {{companyName}}',
  },
} as const satisfies SmsWordings;
