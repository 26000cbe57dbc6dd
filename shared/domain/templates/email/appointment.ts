import { type EmailBlock, type EmailTemplates, ifGiven } from '../email-blocks.ts';

const CONTACT = {
  fr: '{{#agentName}}Avec {{agentName}}{{#agentPhone}}, {{agentPhone}}{{/agentPhone}}{{/agentName}}',
  en: '{{#agentName}}With {{agentName}}{{#agentPhone}}, {{agentPhone}}{{/agentPhone}}{{/agentName}}',
};
const LINKS = { map: ifGiven('mapLink'), calendar: ifGiven('calendarLink') };
const FRENCH_LABELS = { mapLabel: 'Voir le plan', calendarLabel: 'Ajouter à mon agenda' };
const ENGLISH_LABELS = { mapLabel: 'See the map', calendarLabel: 'Add to my calendar' };

const BOOKED = {
  fr: {
    kind: 'appointment',
    when: 'Le {{appointmentDate}} à {{appointmentTime}}',
    address: '{{appointmentAddress}}',
    contact: CONTACT.fr,
    ...LINKS,
    ...FRENCH_LABELS,
  },
  en: {
    kind: 'appointment',
    when: 'On {{appointmentDate}} at {{appointmentTime}}',
    address: '{{appointmentAddress}}',
    contact: CONTACT.en,
    ...LINKS,
    ...ENGLISH_LABELS,
  },
} as const satisfies Record<string, EmailBlock>;

const TOMORROW = {
  fr: {
    ...BOOKED.fr,
    when: 'Demain{{#appointmentDate}}, {{appointmentDate}},{{/appointmentDate}} à {{appointmentTime}}',
    address: ifGiven('appointmentAddress'),
  },
  en: {
    ...BOOKED.en,
    when: 'Tomorrow{{#appointmentDate}}, {{appointmentDate}},{{/appointmentDate}} at {{appointmentTime}}',
    address: ifGiven('appointmentAddress'),
  },
};

export const APPOINTMENT_EMAILS = {
  APPOINTMENT_CONFIRMATION: {
    fr: {
      subject: 'Rendez-vous confirmé : {{appointmentDate}} à {{appointmentTime}}',
      preheader: '{{appointmentAddress}}. Voici tout ce qu’il faut savoir.',
      blocks: [
        { kind: 'heading', text: 'Votre rendez-vous est confirmé' },
        { kind: 'paragraph', text: 'Bonjour {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'Merci de votre confiance. Nous avons le plaisir de vous confirmer votre rendez-vous :',
        },
        BOOKED.fr,
        {
          kind: 'paragraph',
          text: 'Un imprévu ? Répondez simplement à cet e-mail : nous trouverons une autre date ensemble.',
        },
        { kind: 'paragraph', text: 'À bientôt,\n{{companyName}}' },
      ],
    },
    en: {
      subject: 'Appointment confirmed: {{appointmentDate}} at {{appointmentTime}}',
      preheader: '{{appointmentAddress}}. Here is all you need to know.',
      blocks: [
        { kind: 'heading', text: 'Your appointment is confirmed' },
        { kind: 'paragraph', text: 'Hello {{firstName}},' },
        { kind: 'paragraph', text: 'Thank you for your trust. We are pleased to confirm your appointment:' },
        BOOKED.en,
        {
          kind: 'paragraph',
          text: 'Has something come up? Just reply to this e-mail and we will find another date together.',
        },
        { kind: 'paragraph', text: 'See you soon,\n{{companyName}}' },
      ],
    },
  },
  APPOINTMENT_REMINDER_24H: {
    fr: {
      subject: 'Votre rendez-vous demain à {{appointmentTime}}',
      preheader: '{{companyName}} vous attend : voici tout ce qu’il faut savoir.',
      blocks: [
        { kind: 'heading', text: 'À demain !' },
        { kind: 'paragraph', text: 'Bonjour {{firstName}},' },
        { kind: 'paragraph', text: 'Nous vous rappelons notre rendez-vous :' },
        TOMORROW.fr,
        {
          kind: 'paragraph',
          text: 'Merci de nous confirmer votre venue en répondant OUI à cet e-mail, ou NON si vous ne pouvez pas venir.',
        },
        { kind: 'paragraph', text: 'À demain,\n{{companyName}}' },
      ],
    },
    en: {
      subject: 'Your appointment tomorrow at {{appointmentTime}}',
      preheader: '{{companyName}} is expecting you: here is all you need to know.',
      blocks: [
        { kind: 'heading', text: 'See you tomorrow!' },
        { kind: 'paragraph', text: 'Hello {{firstName}},' },
        { kind: 'paragraph', text: 'This is a reminder of our appointment:' },
        TOMORROW.en,
        {
          kind: 'paragraph',
          text: 'Please reply YES to this e-mail to confirm, or NO if you cannot come.',
        },
        { kind: 'paragraph', text: 'See you tomorrow,\n{{companyName}}' },
      ],
    },
  },
  APPOINTMENT_REMINDER_2H: {
    fr: {
      subject: 'À tout à l’heure : rendez-vous à {{appointmentTime}}',
      preheader: '{{appointmentAddress}}. {{companyName}} vous attend.',
      blocks: [
        { kind: 'heading', text: 'À tout à l’heure !' },
        { kind: 'paragraph', text: 'Bonjour {{firstName}},' },
        { ...BOOKED.fr, when: 'Aujourd’hui à {{appointmentTime}}' },
        {
          kind: 'paragraph',
          text: 'Un contretemps ? Répondez à cet e-mail{{#agentPhone}} ou appelez-nous : {{agentPhone}}{{/agentPhone}}.',
        },
        { kind: 'paragraph', text: 'À tout de suite,\n{{companyName}}' },
      ],
    },
    en: {
      subject: 'See you soon: your appointment at {{appointmentTime}}',
      preheader: '{{appointmentAddress}}. {{companyName}} is expecting you.',
      blocks: [
        { kind: 'heading', text: 'See you soon!' },
        { kind: 'paragraph', text: 'Hello {{firstName}},' },
        { ...BOOKED.en, when: 'Today at {{appointmentTime}}' },
        {
          kind: 'paragraph',
          text: 'Running late? Reply to this e-mail{{#agentPhone}} or call us: {{agentPhone}}{{/agentPhone}}.',
        },
        { kind: 'paragraph', text: 'See you in a moment,\n{{companyName}}' },
      ],
    },
  },
  APPOINTMENT_CANCELLED: {
    fr: {
      subject: 'Rendez-vous annulé : {{appointmentDate}} à {{appointmentTime}}',
      preheader: 'Choisissons une autre date ensemble.',
      blocks: [
        { kind: 'heading', text: 'Votre rendez-vous est annulé' },
        { kind: 'paragraph', text: 'Bonjour {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'Votre rendez-vous du {{appointmentDate}} à {{appointmentTime}}{{#appointmentAddress}} ({{appointmentAddress}}){{/appointmentAddress}} est annulé.',
        },
        { kind: 'button', label: 'Choisir une autre date', link: ifGiven('scheduleVisitLink') },
        {
          kind: 'paragraph',
          text: 'Pour convenir d’une autre date, répondez simplement à cet e-mail{{#agentPhone}} ou appelez-nous : {{agentPhone}}{{/agentPhone}}.',
        },
        {
          kind: 'paragraph',
          text: 'Bien à vous,\n{{#agentName}}{{agentName}}, {{/agentName}}{{companyName}}',
        },
      ],
    },
    en: {
      subject: 'Appointment cancelled: {{appointmentDate}} at {{appointmentTime}}',
      preheader: 'Let us find another date together.',
      blocks: [
        { kind: 'heading', text: 'Your appointment is cancelled' },
        { kind: 'paragraph', text: 'Hello {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'Your appointment on {{appointmentDate}} at {{appointmentTime}}{{#appointmentAddress}} ({{appointmentAddress}}){{/appointmentAddress}} is cancelled.',
        },
        { kind: 'button', label: 'Choose another date', link: ifGiven('scheduleVisitLink') },
        {
          kind: 'paragraph',
          text: 'To find another date, just reply to this e-mail{{#agentPhone}} or call us: {{agentPhone}}{{/agentPhone}}.',
        },
        {
          kind: 'paragraph',
          text: 'Kind regards,\n{{#agentName}}{{agentName}}, {{/agentName}}{{companyName}}',
        },
      ],
    },
  },
} as const satisfies EmailTemplates;
