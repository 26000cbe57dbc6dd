import type { WhatsAppTemplates } from '../whatsapp-wording.ts';

export const GENERAL_WHATSAPP = {
  WELCOME: {
    category: 'UTILITY',
    variables: ['firstName', 'companyName', 'agentName'],
    wordings: {
      fr: {
        header: 'Bienvenue',
        body: 'Bonjour {{firstName}},\n\nMerci d’avoir contacté {{companyName}}. Votre contact est {{agentName}}, qui vous répond ici, sur WhatsApp.\n\nQuel est votre projet ?',
        buttons: [
          { kind: 'reply', label: 'Acheter' },
          { kind: 'reply', label: 'Vendre' },
          { kind: 'reply', label: 'Faire estimer' },
        ],
      },
      en: {
        header: 'Welcome',
        body: 'Hello {{firstName}},\n\nThank you for contacting {{companyName}}. Your contact is {{agentName}}, who answers you here, on WhatsApp.\n\nWhat do you have in mind?',
        buttons: [
          { kind: 'reply', label: 'Buying' },
          { kind: 'reply', label: 'Selling' },
          { kind: 'reply', label: 'An estimate' },
        ],
      },
    },
  },
} as const satisfies WhatsAppTemplates;
