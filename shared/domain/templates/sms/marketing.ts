import type { SmsWordings } from './sms-wording.ts';

/** An advertisement names its sender and says how to stop it. */
export const MARKETING_SMS = {
  NEW_PROPERTY_ALERT: {
    fr: '{{companyName}}, nouveau bien : {{#propertyType}}{{propertyType}}, {{/propertyType}}{{propertyAddress}}, {{propertyPrice}}.{{#viewDetailsLink}} {{viewDetailsLink}}{{/viewDetailsLink}} STOP au {{stopNumber}}',
    en: '{{companyName}}, new property: {{#propertyType}}{{propertyType}}, {{/propertyType}}{{propertyAddress}}, {{propertyPrice}}.{{#viewDetailsLink}} {{viewDetailsLink}}{{/viewDetailsLink}} STOP to {{stopNumber}}',
  },
  PRICE_DROP_ALERT: {
    fr: '{{companyName}}, baisse de prix : {{propertyAddress}}, {{propertyPrice}} au lieu de {{previousPrice}}.{{#viewDetailsLink}} {{viewDetailsLink}}{{/viewDetailsLink}} STOP au {{stopNumber}}',
    en: '{{companyName}}, price drop: {{propertyAddress}}, {{propertyPrice}} instead of {{previousPrice}}.{{#viewDetailsLink}} {{viewDetailsLink}}{{/viewDetailsLink}} STOP to {{stopNumber}}',
  },
} as const satisfies SmsWordings;
