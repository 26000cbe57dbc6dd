import { type EmailTemplates, ifGiven } from '../email-blocks.ts';

const ESTIMATED = {
  kind: 'property',
  title: ifGiven('propertyType'),
  address: '{{propertyAddress}}',
  photo: ifGiven('propertyImage'),
  photoAlt: '{{#propertyImage}}{{propertyAddress}}{{/propertyImage}}',
} as const;

export const NOTIFICATION_EMAILS = {
  ESTIMATE_READY: {
    fr: {
      subject: 'L’estimation de votre bien, {{propertyAddress}}',
      preheader: 'Entre {{estimateLow}} et {{estimateHigh}}, et ce qui explique cette fourchette.',
      blocks: [
        { kind: 'heading', text: 'L’estimation de votre bien est prête' },
        { kind: 'paragraph', text: 'Bonjour {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'À la suite de notre visite, voici notre avis de valeur{{#comparableCount}}, établi à partir de {{comparableCount | vente comparable | ventes comparables}}{{/comparableCount}} :',
        },
        {
          ...ESTIMATED,
          price: 'Entre {{estimateLow}} et {{estimateHigh}}',
          facts: [
            ifGiven('propertySurface'),
            '{{#propertyRooms}}{{propertyRooms | pièce | pièces}}{{/propertyRooms}}',
          ],
        },
        { kind: 'button', label: 'Lire l’estimation détaillée', link: ifGiven('estimateLink') },
        {
          kind: 'paragraph',
          text: 'Le prix de mise en vente, les honoraires et le type de mandat se décident ensemble. {{#agentName}}{{agentName}} vous les présente volontiers{{#agentPhone}} : {{agentPhone}}{{/agentPhone}}.{{/agentName}}',
        },
        { kind: 'button', label: 'Prendre rendez-vous', link: ifGiven('scheduleVisitLink') },
        {
          kind: 'note',
          text: 'Cet avis de valeur, donné à la date de cet e-mail, n’est ni une expertise immobilière ni un engagement d’achat.',
        },
        { kind: 'paragraph', text: 'Bien à vous,\n{{companyName}}' },
      ],
    },
    en: {
      subject: 'The estimate of your property, {{propertyAddress}}',
      preheader: 'Between {{estimateLow}} and {{estimateHigh}}, and what explains this range.',
      blocks: [
        { kind: 'heading', text: 'The estimate of your property is ready' },
        { kind: 'paragraph', text: 'Hello {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'Following our visit, this is our opinion of its value{{#comparableCount}}, based on {{comparableCount | comparable sale | comparable sales}}{{/comparableCount}}:',
        },
        {
          ...ESTIMATED,
          price: 'Between {{estimateLow}} and {{estimateHigh}}',
          facts: [
            ifGiven('propertySurface'),
            '{{#propertyRooms}}{{propertyRooms | room | rooms}}{{/propertyRooms}}',
          ],
        },
        { kind: 'button', label: 'Read the detailed estimate', link: ifGiven('estimateLink') },
        {
          kind: 'paragraph',
          text: 'The asking price, the fees and the kind of mandate are for us to decide together. {{#agentName}}{{agentName}} will gladly go through them with you{{#agentPhone}}: {{agentPhone}}{{/agentPhone}}.{{/agentName}}',
        },
        { kind: 'button', label: 'Book an appointment', link: ifGiven('scheduleVisitLink') },
        {
          kind: 'note',
          text: 'This opinion of value, given on the date of this e-mail, is neither a formal valuation nor an offer to buy.',
        },
        { kind: 'paragraph', text: 'Kind regards,\n{{companyName}}' },
      ],
    },
  },
  DOCUMENT_TO_SIGN: {
    fr: {
      subject: 'À signer : {{documentName}}',
      preheader:
        'Signature électronique en quelques minutes{{#signBefore}}, avant le {{signBefore}}{{/signBefore}}.',
      blocks: [
        { kind: 'heading', text: 'Un document attend votre signature' },
        { kind: 'paragraph', text: 'Bonjour {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'Voici le document préparé pour vous : {{documentName}}{{#propertyAddress}} ({{propertyAddress}}){{/propertyAddress}}.{{#signBefore}} Merci de le signer avant le {{signBefore}}.{{/signBefore}}',
        },
        { kind: 'button', label: 'Lire et signer', link: '{{signatureLink}}' },
        { kind: 'paragraph', text: 'Pour signer, il vous faut :' },
        {
          kind: 'list',
          items: [
            'votre téléphone, pour recevoir un code de confirmation ;',
            'une pièce d’identité en cours de validité ;',
            'quelques minutes pour relire le document.',
          ],
        },
        {
          kind: 'paragraph',
          text: 'Une question avant de signer ? Répondez à cet e-mail{{#agentPhone}} ou appelez-nous : {{agentPhone}}{{/agentPhone}}.',
        },
        {
          kind: 'paragraph',
          text: 'Bien à vous,\n{{#agentName}}{{agentName}}, {{/agentName}}{{companyName}}',
        },
        { kind: 'note', text: 'Ce lien vous est personnel : ne transférez pas cet e-mail.' },
      ],
    },
    en: {
      subject: 'To sign: {{documentName}}',
      preheader:
        'An electronic signature in a few minutes{{#signBefore}}, before {{signBefore}}{{/signBefore}}.',
      blocks: [
        { kind: 'heading', text: 'A document is waiting for your signature' },
        { kind: 'paragraph', text: 'Hello {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'This is the document that was prepared for you: {{documentName}}{{#propertyAddress}} ({{propertyAddress}}){{/propertyAddress}}.{{#signBefore}} Please sign it before {{signBefore}}.{{/signBefore}}',
        },
        { kind: 'button', label: 'Read and sign', link: '{{signatureLink}}' },
        { kind: 'paragraph', text: 'To sign it, you need:' },
        {
          kind: 'list',
          items: [
            'your phone, to receive a confirmation code;',
            'a valid identity document;',
            'a few minutes to read the document.',
          ],
        },
        {
          kind: 'paragraph',
          text: 'Any question before you sign? Reply to this e-mail{{#agentPhone}} or call us: {{agentPhone}}{{/agentPhone}}.',
        },
        {
          kind: 'paragraph',
          text: 'Kind regards,\n{{#agentName}}{{agentName}}, {{/agentName}}{{companyName}}',
        },
        { kind: 'note', text: 'This link is personal: please do not forward this e-mail.' },
      ],
    },
  },
  DOCUMENT_SIGNED: {
    fr: {
      subject: 'Signature enregistrée : {{documentName}}',
      preheader: 'Merci, votre document est signé.',
      blocks: [
        { kind: 'heading', text: 'Votre document est signé' },
        { kind: 'paragraph', text: 'Bonjour {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'Votre signature est enregistrée : {{documentName}}{{#propertyAddress}} ({{propertyAddress}}){{/propertyAddress}}. Merci de votre confiance.',
        },
        { kind: 'button', label: 'Voir mon exemplaire', link: ifGiven('documentLink') },
        {
          kind: 'paragraph',
          text: 'Bien à vous,\n{{#agentName}}{{agentName}}, {{/agentName}}{{companyName}}',
        },
      ],
    },
    en: {
      subject: 'Signature recorded: {{documentName}}',
      preheader: 'Thank you, your document is signed.',
      blocks: [
        { kind: 'heading', text: 'Your document is signed' },
        { kind: 'paragraph', text: 'Hello {{firstName}},' },
        {
          kind: 'paragraph',
          text: 'Your signature is recorded: {{documentName}}{{#propertyAddress}} ({{propertyAddress}}){{/propertyAddress}}. Thank you for your trust.',
        },
        { kind: 'button', label: 'See my copy', link: ifGiven('documentLink') },
        {
          kind: 'paragraph',
          text: 'Kind regards,\n{{#agentName}}{{agentName}}, {{/agentName}}{{companyName}}',
        },
      ],
    },
  },
} as const satisfies EmailTemplates;
