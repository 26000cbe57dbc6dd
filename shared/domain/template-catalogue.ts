import type { Locale } from './prospect.ts';

export interface ChannelText {
  subject?: string;
  text: string;
}

/** One meaning, one id, worded for each channel that can carry it. `{{name}}` is a required variable. */
export interface Template {
  expectsReply?: boolean;
  sms?: Readonly<Record<Locale, ChannelText>>;
  whatsapp?: Readonly<Record<Locale, ChannelText>>;
  email?: Readonly<Record<Locale, ChannelText>>;
}

/** SMS wordings keep to GSM-7: no ç, ê or curly apostrophe, which would triple the price. */
export const CATALOGUE: Readonly<Record<string, Template>> = {
  APPOINTMENT_REMINDER_24H: {
    sms: {
      fr: {
        text: 'Bonjour {{firstName}}, rappel de votre RDV demain à {{appointmentTime}}. {{companyName}}',
      },
      en: {
        text: 'Hello {{firstName}}, a reminder of your appointment tomorrow at {{appointmentTime}}. {{companyName}}',
      },
    },
    whatsapp: {
      fr: {
        text: 'Bonjour {{firstName}}, nous vous rappelons votre rendez-vous demain à {{appointmentTime}}. {{companyName}}',
      },
      en: {
        text: 'Hello {{firstName}}, a reminder of your appointment tomorrow at {{appointmentTime}}. {{companyName}}',
      },
    },
    email: {
      fr: {
        subject: 'Votre rendez-vous demain à {{appointmentTime}}',
        text: 'Bonjour {{firstName}},\n\nNous vous rappelons votre rendez-vous demain à {{appointmentTime}}.\n\nÀ demain,\n{{companyName}}',
      },
      en: {
        subject: 'Your appointment tomorrow at {{appointmentTime}}',
        text: 'Hello {{firstName}},\n\nThis is a reminder of your appointment tomorrow at {{appointmentTime}}.\n\nSee you then,\n{{companyName}}',
      },
    },
  },
  NEW_PROPERTY_ALERT: {
    sms: {
      fr: { text: 'Nouveau bien disponible : {{propertyAddress}}, {{propertyPrice}}.' },
      en: { text: 'New property available: {{propertyAddress}}, {{propertyPrice}}.' },
    },
    whatsapp: {
      fr: {
        text: 'Un nouveau bien vient d’arriver : {{propertyAddress}}, au prix de {{propertyPrice}}. Souhaitez-vous le visiter ?',
      },
      en: {
        text: 'A new property has just come in: {{propertyAddress}}, at {{propertyPrice}}. Would you like to visit it?',
      },
    },
    email: {
      fr: {
        subject: 'Nouveau bien : {{propertyAddress}}',
        text: 'Bonjour,\n\nUn nouveau bien vient d’arriver : {{propertyAddress}}, au prix de {{propertyPrice}}.\n\nRépondez à ce message pour convenir d’une visite.',
      },
      en: {
        subject: 'New property: {{propertyAddress}}',
        text: 'Hello,\n\nA new property has just come in: {{propertyAddress}}, at {{propertyPrice}}.\n\nReply to this message to arrange a visit.',
      },
    },
  },
};
