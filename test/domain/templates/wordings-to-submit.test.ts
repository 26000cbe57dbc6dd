import { expect, test } from 'vitest';
import { wordingsToSubmit } from '../../../shared/domain/templates/wordings-to-submit.ts';

const VERSION = {
  number: 3,
  wordings: {
    whatsapp: {
      fr: {
        body: 'Bonjour {{firstName}}, {{companyName}} vous attend demain.',
        buttons: [{ kind: 'url', label: 'Le plan', link: 'mapLink' }],
      },
    },
  },
} as const;
const of = (own: Parameters<typeof wordingsToSubmit>[0], id: string) =>
  wordingsToSubmit(own).filter(({ templateId }) => templateId === id);

test('Meta is asked for the catalogue’s thirteen templates in two languages', () => {
  expect(wordingsToSubmit()).toHaveLength(26);
  expect(wordingsToSubmit().every(({ version }) => version === 0)).toBe(true);
});

test('an agency’s own words go in place of the catalogue’s, in the languages that it has words in', () => {
  const own = new Map([['APPOINTMENT_CONFIRMATION', VERSION]]);
  const [fr, en] = of(own, 'APPOINTMENT_CONFIRMATION');
  expect(fr).toMatchObject({
    locale: 'fr',
    version: 3,
    category: 'UTILITY',
    variables: ['firstName', 'companyName', 'mapLink'],
  });
  expect(en).toMatchObject({ locale: 'en', version: 0 });
});

test('a template that the catalogue has no words for on WhatsApp is submitted under its own category', () => {
  const own = new Map([['PROPERTY_SOLD', VERSION]]);
  expect(of(own, 'PROPERTY_SOLD')).toMatchObject([{ locale: 'fr', category: 'UTILITY', version: 3 }]);
  expect(wordingsToSubmit(own)).toHaveLength(27);
});
