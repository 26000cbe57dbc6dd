import type { WhatsAppTemplates } from '../whatsapp-wording.ts';

export const SURVEY_WHATSAPP = {
  VISIT_SURVEY: {
    category: 'UTILITY',
    variables: ['firstName', 'companyName', 'surveyLink'],
    wordings: {
      fr: {
        body: 'Bonjour {{firstName}}, merci d’avoir visité ce bien avec {{companyName}}. Qu’en avez-vous pensé ? Votre avis nous aide à mieux cibler votre recherche.',
        buttons: [
          { kind: 'reply', label: 'Il me plaît' },
          { kind: 'reply', label: 'Pas pour moi' },
          { kind: 'url', label: 'Donner mon avis', link: 'surveyLink' },
        ],
      },
      en: {
        body: 'Hello {{firstName}}, thank you for visiting this property with {{companyName}}. What did you think of it? Your view helps us to focus your search.',
        buttons: [
          { kind: 'reply', label: 'I like it' },
          { kind: 'reply', label: 'Not for me' },
          { kind: 'url', label: 'Give my view', link: 'surveyLink' },
        ],
      },
    },
  },
} as const satisfies WhatsAppTemplates;
