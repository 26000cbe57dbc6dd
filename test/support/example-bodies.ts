/** The bodies that the HTTP contract shows, with real values in place of its ellipses. */
export const exampleProspect = {
  name: 'Marie Dupont',
  phone: '+33612345678',
  email: 'marie.dupont@example.com',
  whatsapp: '+33612345678',
  telegram: '123456',
  locale: 'fr',
  timeZone: 'Europe/Paris',
};

export const examplePreferences = {
  preferredChannels: ['sms', 'email'],
  fallbackChannels: ['email'],
  disabledChannels: [],
  quietHoursStart: '22:00',
  quietHoursEnd: '08:00',
  allowSMSDuringQuietHours: false,
};

export const exampleMessage = {
  prospect: { id: 'prospect_456', ...exampleProspect },
  messageType: 'appointment',
  priority: { level: 'urgent', sendWithin: 120 },
  preferences: examplePreferences,
  content: {
    subject: 'Rappel RDV',
    body: 'Bonjour Marie, …',
    html: '<p>Bonjour Marie, …</p>',
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName: 'Marie' },
    mediaUrl: 'https://example.com/photo.jpg',
    attachments: [
      { filename: 'plan.pdf', contentType: 'application/pdf', content: 'JVBERi0xLjQ=' },
      { filename: 'photo.jpg', url: 'https://example.com/photo.jpg' },
    ],
  },
  appointmentAt: '2026-12-01T15:00:00+01:00',
  channel: 'sms',
  sendAt: '2026-11-30T15:00:00+01:00',
  fallback: { after: 'PT6H', unless: 'opened' },
};

/** What a browser says of itself when it wants to be told. */
export const exampleDevice = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/abc:APA91',
  keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) },
  locale: 'fr',
} as const;

export const exampleConsent = {
  granted: true,
  text: 'J’accepte de recevoir vos offres',
  source: 'formulaire du site',
  at: '2026-11-20T10:00:00+01:00',
};

/** Words of an agency's own, with a part of every kind. */
export const exampleTemplate = {
  wordings: {
    sms: {
      fr: 'Bonjour {{firstName}}, à bientôt. {{companyName}}',
      en: 'Hello {{firstName}}. {{companyName}}',
    },
    email: {
      fr: {
        subject: 'Rendez-vous à {{appointmentTime}}',
        preheader: 'Avec {{companyName}}',
        blocks: [
          { kind: 'heading', text: 'À bientôt' },
          { kind: 'list', items: ['{{appointmentAddress}}'] },
          { kind: 'button', label: 'Voir le plan', link: '{{mapLink}}' },
        ],
      },
    },
    whatsapp: {
      fr: {
        header: 'Rendez-vous',
        body: 'Bonjour {{firstName}}, nous vous attendons demain à {{appointmentTime}} à l’agence.',
        buttons: [{ kind: 'reply', label: 'D’accord' }],
      },
    },
  },
};

export const examplePolicy = {
  quietHours: { start: '22:00', end: '08:00' },
  marketingEveningLimit: '20:00',
  softOptIn: false,
  frequencyCaps: { marketing: { max: 2, days: 7 } },
  monthlyBudget: { micros: 90_000_000, currency: 'EUR' },
};
