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

export const exampleSegment = {
  name: 'Acheteurs du centre',
  criteria: {
    tags: { anyOf: ['acheteur'], noneOf: ['en pause'] },
    budget: { min: 200_000, max: 350_000 },
    areas: ['Lyon 3e', 'Villeurbanne'],
    rooms: { min: 3 },
    engagement: { within: 'P90D', engaged: true },
    consent: true,
    customer: false,
    locale: 'fr',
  },
};

export const exampleBroadcast = {
  messageType: 'notification',
  priority: { level: 'low' },
  content: {
    templateId: 'NEW_PROPERTY_ALERT',
    body: 'Un nouvel appartement vient d’arriver.',
    data: { propertyAddress: '12 rue de la Paix, Lyon', propertyPrice: 285000 },
  },
  audience: {
    prospects: [
      {
        id: 'prospect_456',
        ...exampleProspect,
        preferences: examplePreferences,
        data: { firstName: 'Marie' },
      },
    ],
  },
  fallback: { after: 'PT48H', unless: 'opened' },
};

/** A journey with a step of every kind, which can be entered with what `exampleEnrolment` brings. */
export const exampleJourney = {
  name: 'Relance de signature',
  steps: [
    {
      id: 'document',
      kind: 'send',
      template: 'DOCUMENT_TO_SIGN',
      channels: ['email', 'sms'],
      messageType: 'document',
      fallback: { after: 'PT6H', unless: 'opened' },
      attach: true,
    },
    {
      id: 'signed-soon',
      kind: 'branch',
      of: 'document',
      within: { for: 'P2D', hours: 'waking' },
      cases: [{ when: 'signed', go: 'done' }],
      otherwise: 'before-expiry',
    },
    {
      id: 'before-expiry',
      kind: 'wait',
      timing: { until: '-P1D', timeOfDay: '10:00', hours: 'business' },
      notAfter: { until: '-PT2H' },
      whenPast: 'call',
    },
    {
      id: 'reminder',
      kind: 'send',
      template: 'DOCUMENT_TO_SIGN',
      data: { documentName: 'Bail' },
      next: 'call',
    },
    { id: 'call', kind: 'notify-agent', text: { fr: 'À rappeler', en: 'Call back' } },
    { id: 'note', kind: 'update', appointment: 'to-confirm' },
    { id: 'done', kind: 'exit', reason: 'signed' },
  ],
  whenever: [{ when: 'signed', go: 'done' }],
  whenRescheduled: 'before-expiry',
};

export const exampleEnrolment = {
  prospect: { id: 'prospect_456', ...exampleProspect },
  subject: { at: '2026-12-08T18:00:00+01:00' },
  data: { firstName: 'Marie', documentName: 'Bail', signatureLink: 'https://example.com/sign' },
  attachments: [
    { filename: 'bail.pdf', contentType: 'application/pdf', url: 'https://example.com/bail.pdf' },
  ],
};

/** People who enter the journey that `exampleEnrolment` enters. */
export const exampleIntake = {
  audience: { prospects: [{ id: 'prospect_456', ...exampleProspect }] },
  subject: exampleEnrolment.subject,
  data: exampleEnrolment.data,
};

export const exampleAppointment = {
  prospect: { id: 'prospect_456', ...exampleProspect },
  at: '2026-12-01T15:00:00+01:00',
  durationMinutes: 45,
  address: '12 rue des Lilas, Lyon 3e',
  location: { lat: 45.76, lng: 4.86 },
  agentName: 'Julie Martin',
  data: { surveyLink: 'https://example.com/avis' },
};
