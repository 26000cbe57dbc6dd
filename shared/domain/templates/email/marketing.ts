import { type EmailTemplates, ifGiven } from '../email-blocks.ts';

/** The person is greeted by the name that was given, if one was. */
const NAME = '{{#firstName}} {{firstName}}{{/firstName}}';

const PROPERTY = {
  kind: 'property',
  title: ifGiven('propertyType'),
  address: '{{propertyAddress}}',
  price: '{{propertyPrice}}',
  description: ifGiven('propertyDescription'),
  photo: ifGiven('propertyImage'),
  secondPhoto: ifGiven('propertySecondImage'),
  link: ifGiven('viewDetailsLink'),
  visit: ifGiven('scheduleVisitLink'),
} as const;

export const MARKETING_EMAILS = {
  NEW_PROPERTY_ALERT: {
    fr: {
      subject: 'Nouveau bien : {{propertyAddress}}',
      preheader:
        '{{#propertyType}}{{propertyType}}, {{/propertyType}}{{propertyPrice}} : à découvrir avec {{companyName}}.',
      blocks: [
        { kind: 'heading', text: 'Un bien qui pourrait vous plaire' },
        { kind: 'paragraph', text: `Bonjour${NAME},` },
        {
          kind: 'paragraph',
          text: 'Un nouveau bien vient d’arriver chez {{companyName}} :',
        },
        {
          ...PROPERTY,
          facts: [
            ifGiven('propertySurface'),
            '{{#propertyRooms}}{{propertyRooms | pièce | pièces}}{{/propertyRooms}}',
            ifGiven('propertyFeatures'),
          ],
          photoAlt: '{{#propertyImage}}Photo du bien : {{propertyAddress}}{{/propertyImage}}',
          secondPhotoAlt: '{{#propertySecondImage}}Autre photo du bien{{/propertySecondImage}}',
          linkLabel: 'Voir le bien',
          visitLabel: 'Choisir une date de visite',
        },
        {
          kind: 'paragraph',
          text: 'Répondez à cet e-mail pour convenir d’une visite{{#agentPhone}}, ou appelez-nous : {{agentPhone}}{{/agentPhone}}.',
        },
        { kind: 'paragraph', text: 'À bientôt,\n{{#agentName}}{{agentName}}, {{/agentName}}{{companyName}}' },
      ],
    },
    en: {
      subject: 'New property: {{propertyAddress}}',
      preheader:
        '{{#propertyType}}{{propertyType}}, {{/propertyType}}{{propertyPrice}}: discover it with {{companyName}}.',
      blocks: [
        { kind: 'heading', text: 'A property that you may like' },
        { kind: 'paragraph', text: `Hello${NAME},` },
        { kind: 'paragraph', text: 'A new property has just come in at {{companyName}}:' },
        {
          ...PROPERTY,
          facts: [
            ifGiven('propertySurface'),
            '{{#propertyRooms}}{{propertyRooms | room | rooms}}{{/propertyRooms}}',
            ifGiven('propertyFeatures'),
          ],
          photoAlt: '{{#propertyImage}}Photo of the property: {{propertyAddress}}{{/propertyImage}}',
          secondPhotoAlt: '{{#propertySecondImage}}Another photo of the property{{/propertySecondImage}}',
          linkLabel: 'See the property',
          visitLabel: 'Choose a date to visit',
        },
        {
          kind: 'paragraph',
          text: 'Reply to this e-mail to arrange a visit{{#agentPhone}}, or call us: {{agentPhone}}{{/agentPhone}}.',
        },
        {
          kind: 'paragraph',
          text: 'See you soon,\n{{#agentName}}{{agentName}}, {{/agentName}}{{companyName}}',
        },
      ],
    },
  },
} as const satisfies EmailTemplates;
