import type { WhatsAppTemplates } from '../whatsapp-wording.ts';

export const DOCUMENT_WHATSAPP = {
  DOCUMENT_TO_SIGN: {
    category: 'UTILITY',
    variables: ['firstName', 'documentName', 'companyName', 'signatureLink'],
    wordings: {
      fr: {
        header: 'Un document à signer',
        body: 'Bonjour {{firstName}},\n\nCe document vous attend pour signature électronique :\n📄 {{documentName}}\n\nPrenez le temps de le relire ; {{companyName}} répond à toutes vos questions ici même.',
        footer: 'Lien personnel : ne le transférez pas.',
        buttons: [
          { kind: 'url', label: 'Lire et signer', link: 'signatureLink' },
          { kind: 'reply', label: 'J’ai une question' },
        ],
      },
      en: {
        header: 'A document to sign',
        body: 'Hello {{firstName}},\n\nThis document is waiting for your electronic signature:\n📄 {{documentName}}\n\nTake your time to read it; {{companyName}} will answer all your questions right here.',
        footer: 'Personal link: please do not forward it.',
        buttons: [
          { kind: 'url', label: 'Read and sign', link: 'signatureLink' },
          { kind: 'reply', label: 'I have a question' },
        ],
      },
    },
  },
  DOCUMENT_MISSING: {
    category: 'UTILITY',
    variables: ['firstName', 'missingDocuments', 'companyName', 'uploadLink'],
    wordings: {
      fr: {
        header: 'Votre dossier est presque complet',
        body: 'Bonjour {{firstName}},\n\nPour compléter votre dossier, il nous manque encore :\n📎 {{missingDocuments}}\n\nDéposez-les en ligne ou envoyez-les à {{companyName}} en réponse à ce message, une photo nette suffit.',
        buttons: [
          { kind: 'url', label: 'Déposer en ligne', link: 'uploadLink' },
          { kind: 'reply', label: 'J’ai une question' },
        ],
      },
      en: {
        header: 'Your file is almost complete',
        body: 'Hello {{firstName}},\n\nTo complete your file, we still need:\n📎 {{missingDocuments}}\n\nUpload them, or send them to {{companyName}} in reply to this message; a clear photo is enough.',
        buttons: [
          { kind: 'url', label: 'Upload', link: 'uploadLink' },
          { kind: 'reply', label: 'I have a question' },
        ],
      },
    },
  },
} as const satisfies WhatsAppTemplates;
