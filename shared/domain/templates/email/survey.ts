import type { EmailTemplates } from '../email-blocks.ts';

export const SURVEY_EMAILS = {
  VISIT_SURVEY: {
    fr: {
      subject: 'Qu’avez-vous pensé de votre visite ?',
      preheader: 'Une minute pour nous aider à mieux chercher avec vous.',
      blocks: [
        { kind: 'heading', text: 'Votre avis compte' },
        { kind: 'paragraph', text: 'Bonjour {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'Merci d’avoir pris le temps de cette visite{{#propertyAddress}} ({{propertyAddress}}){{/propertyAddress}} avec {{companyName}}.',
        },
        {
          kind: 'paragraph',
          text: 'Le prix, le quartier, la luminosité, les travaux : dites-nous ce qui vous a plu et ce qui vous a manqué. Nous affinerons votre recherche en conséquence.',
        },
        { kind: 'button', label: 'Donner mon avis', link: '{{surveyLink}}' },
        {
          kind: 'paragraph',
          text: 'Ce bien vous intéresse ? Répondez à cet e-mail : nous vous dirons comment faire une offre.',
        },
        {
          kind: 'paragraph',
          text: 'Bien à vous,\n{{#agentName}}{{agentName}}, {{/agentName}}{{companyName}}',
        },
      ],
    },
    en: {
      subject: 'What did you think of your visit?',
      preheader: 'One minute to help us search better with you.',
      blocks: [
        { kind: 'heading', text: 'Your opinion matters' },
        { kind: 'paragraph', text: 'Hello {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'Thank you for taking the time for this visit{{#propertyAddress}} ({{propertyAddress}}){{/propertyAddress}} with {{companyName}}.',
        },
        {
          kind: 'paragraph',
          text: 'The price, the area, the light, the work to be done: tell us what you liked and what you missed. We will refine your search accordingly.',
        },
        { kind: 'button', label: 'Give my opinion', link: '{{surveyLink}}' },
        {
          kind: 'paragraph',
          text: 'Are you interested? Reply to this e-mail and we will tell you how to make an offer.',
        },
        {
          kind: 'paragraph',
          text: 'Kind regards,\n{{#agentName}}{{agentName}}, {{/agentName}}{{companyName}}',
        },
      ],
    },
  },
} as const satisfies EmailTemplates;
