import type { WhatsAppTemplates } from '../whatsapp-wording.ts';

const INTEREST = {
  fr: [
    { kind: 'reply', label: 'Je veux le visiter' },
    { kind: 'reply', label: 'Plus de détails' },
    { kind: 'reply', label: 'Ne plus recevoir' },
  ],
  en: [
    { kind: 'reply', label: 'I want to visit it' },
    { kind: 'reply', label: 'More details' },
    { kind: 'reply', label: 'Stop these alerts' },
  ],
} as const;

/** What is worth knowing of a property, as far as it is given. */
const PROPERTY = {
  fr: '{{#propertyType}}🏠 {{propertyType}}\n{{/propertyType}}{{#propertySurface}}📐 {{propertySurface}}\n{{/propertySurface}}{{#propertyRooms}}🚪 {{propertyRooms | pièce | pièces}}\n{{/propertyRooms}}{{#propertyFeatures}}✨ {{propertyFeatures}}\n{{/propertyFeatures}}{{#propertyDescription}}\n{{propertyDescription}}\n{{/propertyDescription}}{{#viewDetailsLink}}\nVoir le bien : {{viewDetailsLink}}{{/viewDetailsLink}}{{#scheduleVisitLink}}\nChoisir une date de visite : {{scheduleVisitLink}}{{/scheduleVisitLink}}',
  en: '{{#propertyType}}🏠 {{propertyType}}\n{{/propertyType}}{{#propertySurface}}📐 {{propertySurface}}\n{{/propertySurface}}{{#propertyRooms}}🚪 {{propertyRooms | room | rooms}}\n{{/propertyRooms}}{{#propertyFeatures}}✨ {{propertyFeatures}}\n{{/propertyFeatures}}{{#propertyDescription}}\n{{propertyDescription}}\n{{/propertyDescription}}{{#viewDetailsLink}}\nSee the property: {{viewDetailsLink}}{{/viewDetailsLink}}{{#scheduleVisitLink}}\nChoose a date: {{scheduleVisitLink}}{{/scheduleVisitLink}}',
};

export const NOTIFICATION_WHATSAPP = {
  NEW_PROPERTY_ALERT: {
    category: 'MARKETING',
    variables: ['companyName', 'propertyAddress', 'propertyPrice'],
    wordings: {
      fr: {
        header: 'Nouveau bien',
        body: 'Un bien qui pourrait vous plaire vient d’arriver chez {{companyName}} :\n\n📍 {{propertyAddress}}\n💶 {{propertyPrice}}\n\nSouhaitez-vous le visiter ?',
        details: PROPERTY.fr,
        buttons: INTEREST.fr,
      },
      en: {
        header: 'New property',
        body: 'A property that you may like has just come in at {{companyName}}:\n\n📍 {{propertyAddress}}\n💶 {{propertyPrice}}\n\nWould you like to visit it?',
        details: PROPERTY.en,
        buttons: INTEREST.en,
      },
    },
  },
  PRICE_DROP_ALERT: {
    category: 'MARKETING',
    variables: ['companyName', 'propertyAddress', 'propertyPrice', 'previousPrice'],
    wordings: {
      fr: {
        header: 'Baisse de prix',
        body: 'Le prix d’un bien proposé par {{companyName}} vient de baisser :\n\n📍 {{propertyAddress}}\n💶 {{propertyPrice}} au lieu de {{previousPrice}}\n\nSouhaitez-vous le visiter ?',
        details: PROPERTY.fr,
        buttons: INTEREST.fr,
      },
      en: {
        header: 'Price drop',
        body: 'The price of a property offered by {{companyName}} has just come down:\n\n📍 {{propertyAddress}}\n💶 {{propertyPrice}} instead of {{previousPrice}}\n\nWould you like to visit it?',
        details: PROPERTY.en,
        buttons: INTEREST.en,
      },
    },
  },
  MANDATE_SIGNED: {
    category: 'UTILITY',
    variables: ['firstName', 'mandateNumber', 'propertyAddress', 'agentName', 'companyName'],
    wordings: {
      fr: {
        header: 'Votre mandat est enregistré',
        body: 'Bonjour {{firstName}},\n\nVotre mandat de vente n° {{mandateNumber}} pour le bien situé {{propertyAddress}} est signé et inscrit au registre des mandats. {{agentName}} prépare la mise en vente et vous tiendra au courant de chaque visite.\n\nMerci d’avoir choisi {{companyName}} pour cette vente.',
      },
      en: {
        header: 'Your mandate is registered',
        body: 'Hello {{firstName}},\n\nYour selling mandate no. {{mandateNumber}} for the property at {{propertyAddress}} is signed and entered in the register of mandates. {{agentName}} is preparing the listing and will tell you about every visit.\n\nThank you for choosing {{companyName}} for this sale.',
      },
    },
  },
  OFFER_RECEIVED: {
    category: 'UTILITY',
    variables: ['firstName', 'companyName', 'offerAmount', 'propertyAddress'],
    wordings: {
      fr: {
        header: 'Vous avez reçu une offre',
        body: 'Bonjour {{firstName}},\n\nBonne nouvelle : {{companyName}} a reçu une offre d’achat de {{offerAmount}} pour votre bien situé {{propertyAddress}}.\n\nQuand pouvons-nous vous appeler pour vous la présenter ?',
        buttons: [
          { kind: 'reply', label: 'Appelez-moi' },
          { kind: 'reply', label: 'Plutôt ce soir' },
          { kind: 'reply', label: 'Plutôt demain' },
        ],
      },
      en: {
        header: 'You have received an offer',
        body: 'Hello {{firstName}},\n\nGood news: {{companyName}} has received an offer of {{offerAmount}} for your property at {{propertyAddress}}.\n\nWhen may we call you to go through it?',
        buttons: [
          { kind: 'reply', label: 'Call me now' },
          { kind: 'reply', label: 'This evening' },
          { kind: 'reply', label: 'Tomorrow' },
        ],
      },
    },
  },
} as const satisfies WhatsAppTemplates;
