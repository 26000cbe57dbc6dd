import type { SmsWordings } from './sms-wording.ts';

export const NOTIFICATION_SMS = {
  PROPERTY_SOLD: {
    fr: 'Bonjour {{firstName}}, le bien qui vous intéressait, {{propertyAddress}}, est désormais vendu. Nous poursuivons votre recherche. {{companyName}}',
    en: 'Hello {{firstName}}, the property you liked, {{propertyAddress}}, has now been sold. We are still looking for you. {{companyName}}',
  },
  OFFER_RECEIVED: {
    fr: "Bonjour {{firstName}}, nous avons une offre d'achat à {{offerAmount}} pour votre bien, {{propertyAddress}}. Nous vous appelons pour en parler. {{companyName}}",
    en: 'Hello {{firstName}}, we have an offer of {{offerAmount}} for your property, {{propertyAddress}}. We will call you to talk it over. {{companyName}}',
  },
  DOCUMENT_TO_SIGN: {
    fr: 'Bonjour {{firstName}}, un document à signer en ligne{{#signBefore}} avant le {{signBefore}}{{/signBefore}} : {{documentName}}. {{signatureLink}} {{companyName}}',
    en: 'Hello {{firstName}}, a document to sign online{{#signBefore}} before {{signBefore}}{{/signBefore}}: {{documentName}}. {{signatureLink}} {{companyName}}',
  },
  DOCUMENT_SIGNED: {
    fr: 'Bonjour {{firstName}}, votre signature est enregistrée : {{documentName}}.{{#documentLink}} Votre exemplaire : {{documentLink}} {{/documentLink}} Merci. {{companyName}}',
    en: 'Hello {{firstName}}, your signature is recorded: {{documentName}}.{{#documentLink}} Your copy: {{documentLink}} {{/documentLink}} Thank you. {{companyName}}',
  },
} as const satisfies SmsWordings;
