import type { WhatsAppTemplates } from '../whatsapp-wording.ts';

export const APPOINTMENT_WHATSAPP = {
  APPOINTMENT_CONFIRMATION: {
    category: 'UTILITY',
    variables: [
      'firstName',
      'appointmentDate',
      'appointmentTime',
      'appointmentAddress',
      'companyName',
      'mapLink',
    ],
    wordings: {
      fr: {
        header: 'Rendez-vous confirmé',
        body: 'Bonjour {{firstName}},\n\nVotre rendez-vous est confirmé :\n📅 {{appointmentDate}} à {{appointmentTime}}\n📍 {{appointmentAddress}}\n\nMerci de votre confiance : {{companyName}} se réjouit de vous rencontrer.',
        buttons: [
          { kind: 'url', label: 'Voir le plan', link: 'mapLink' },
          { kind: 'reply', label: 'Changer de date' },
        ],
      },
      en: {
        header: 'Appointment confirmed',
        body: 'Hello {{firstName}},\n\nYour appointment is confirmed:\n📅 {{appointmentDate}} at {{appointmentTime}}\n📍 {{appointmentAddress}}\n\nThank you for your trust: {{companyName}} is looking forward to meeting you.',
        buttons: [
          { kind: 'url', label: 'See the map', link: 'mapLink' },
          { kind: 'reply', label: 'Change the date' },
        ],
      },
    },
  },
  APPOINTMENT_REMINDER_24H: {
    category: 'UTILITY',
    variables: ['firstName', 'appointmentTime', 'companyName'],
    wordings: {
      fr: {
        body: 'Bonjour {{firstName}}, nous vous rappelons votre rendez-vous demain à {{appointmentTime}} avec {{companyName}}. Pouvez-vous nous confirmer votre venue ?',
        buttons: [
          { kind: 'reply', label: 'Oui, je confirme' },
          { kind: 'reply', label: 'Non, j’annule' },
          { kind: 'reply', label: 'Changer de date' },
        ],
      },
      en: {
        body: 'Hello {{firstName}}, a reminder of your appointment tomorrow at {{appointmentTime}} with {{companyName}}. Will you be there?',
        buttons: [
          { kind: 'reply', label: 'Yes, I confirm' },
          { kind: 'reply', label: 'No, I cancel' },
          { kind: 'reply', label: 'Change the date' },
        ],
      },
    },
  },
  APPOINTMENT_REMINDER_2H: {
    category: 'UTILITY',
    variables: ['firstName', 'appointmentTime', 'appointmentAddress', 'companyName', 'mapLink'],
    wordings: {
      fr: {
        body: 'Bonjour {{firstName}}, à tout à l’heure ! Nous vous attendons à {{appointmentTime}} à cette adresse :\n📍 {{appointmentAddress}}\n\nUn contretemps ? Prévenez {{companyName}} en répondant à ce message.',
        buttons: [
          { kind: 'url', label: 'Y aller', link: 'mapLink' },
          { kind: 'reply', label: 'J’aurai du retard' },
        ],
      },
      en: {
        body: 'Hello {{firstName}}, see you very soon! We expect you at {{appointmentTime}} at this address:\n📍 {{appointmentAddress}}\n\nRunning late? Tell {{companyName}} by replying to this message.',
        buttons: [
          { kind: 'url', label: 'Get directions', link: 'mapLink' },
          { kind: 'reply', label: 'I am running late' },
        ],
      },
    },
  },
  APPOINTMENT_RESCHEDULED: {
    category: 'UTILITY',
    variables: ['firstName', 'appointmentDate', 'appointmentTime', 'appointmentAddress', 'companyName'],
    wordings: {
      fr: {
        header: 'Rendez-vous déplacé',
        body: 'Bonjour {{firstName}},\n\nVotre rendez-vous est déplacé :\n📅 {{appointmentDate}} à {{appointmentTime}}\n📍 {{appointmentAddress}}\n\nMerci de dire à {{companyName}} si cette date vous convient.',
        buttons: [
          { kind: 'reply', label: 'Cela me convient' },
          { kind: 'reply', label: 'Autre date' },
        ],
      },
      en: {
        header: 'Appointment moved',
        body: 'Hello {{firstName}},\n\nYour appointment has moved:\n📅 {{appointmentDate}} at {{appointmentTime}}\n📍 {{appointmentAddress}}\n\nPlease let {{companyName}} know whether this date suits you.',
        buttons: [
          { kind: 'reply', label: 'It suits me' },
          { kind: 'reply', label: 'Another date' },
        ],
      },
    },
  },
  APPOINTMENT_CANCELLED: {
    category: 'UTILITY',
    variables: ['firstName', 'appointmentDate', 'appointmentTime', 'companyName'],
    wordings: {
      fr: {
        header: 'Rendez-vous annulé',
        body: 'Bonjour {{firstName}},\n\nCe rendez-vous est annulé :\n📅 {{appointmentDate}} à {{appointmentTime}}\n\nPour convenir d’une autre date avec {{companyName}}, répondez simplement à ce message.',
        buttons: [{ kind: 'reply', label: 'Autre date' }],
      },
      en: {
        header: 'Appointment cancelled',
        body: 'Hello {{firstName}},\n\nThis appointment is cancelled:\n📅 {{appointmentDate}} at {{appointmentTime}}\n\nTo find another date with {{companyName}}, just reply to this message.',
        buttons: [{ kind: 'reply', label: 'Another date' }],
      },
    },
  },
} as const satisfies WhatsAppTemplates;
