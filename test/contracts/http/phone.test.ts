import * as fc from 'fast-check';
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { phonePlans } from '../../../scripts/phone-plans.ts';
import plans from '../../../shared/contracts/phone-plans.json' with { type: 'json' };
import { normalisePhone } from '../../../shared/contracts/phone.ts';

test('the numbering plans kept are what the generator makes of the current metadata', () => {
  expect(plans).toEqual(phonePlans());
});

test.each([
  ['06 12 34 56 78', '+33612345678'],
  ['06.12.34.56.78', '+33612345678'],
  ['06-12-34-56-78', '+33612345678'],
  ['0612345678', '+33612345678'],
  ['+33 6 12 34 56 78', '+33612345678'],
  ['+33 (0)6 12 34 56 78', '+33612345678'],
  ['+33 06 12 34 56 78', '+33612345678'],
  ['0033612345678', '+33612345678'],
  ['06\u00a012\u00a034\u00a056\u00a078', '+33612345678'],
  ['06\u202f12\u202f34\u202f56\u202f78', '+33612345678'],
  ['01 42 68 53 00', '+33142685300'],
  ['0692 12 34 56', '+262692123456'],
  ['0639 01 23 45', '+262639012345'],
  ['0690 00 12 34', '+590690001234'],
  ['0694 20 12 34', '+594694201234'],
  ['0696 20 12 34', '+596696201234'],
  ['+41 79 123 45 67', '+41791234567'],
  ['+32 470 12 34 56', '+32470123456'],
  ['+1 202 555 0123', '+12025550123'],
  ['+44 (0)20 7946 0958', '+442079460958'],
  ['+39 06 698 1234', '+39066981234'],
])('%j is %s', (written, e164) => {
  expect(normalisePhone(written)).toBe(e164);
});

test.each([
  '',
  '0',
  '06 12 34',
  '06 12 34 56 78 9',
  '33612345678',
  '+33 6 12 34 56',
  '+33 0 00 00 00 00',
  '+330612345678999',
  '+0612345678',
  '++33612345678',
  '+33612345678 poste 12',
  'tel:+33612345678',
  '36123',
  '+٣٣٦١٢٣٤٥٦٧٨',
  '+33612345678\n+33612345679',
])('%j is no phone number', (written) => {
  expect(normalisePhone(written)).toBeUndefined();
});

const OVERSEAS: readonly CountryCode[] = ['FR', 'RE', 'GP', 'GF', 'MQ'];
const KNOWN: readonly CountryCode[] = [...OVERSEAS, 'YT', 'PM', 'NC', 'PF', 'WF', 'MC', 'BE', 'CH', 'LU'];

const digits = (length: { min: number; max: number }) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length.min, maxLength: length.max });

/** Half at random, half a digit or two away from a number that exists. */
function nationalNumber(country: CountryCode): fc.Arbitrary<string> {
  const example = getExampleNumber(country, examples)?.nationalNumber ?? '';
  const near = fc
    .tuple(fc.nat({ max: Math.max(0, example.length - 1) }), digits({ min: 0, max: 2 }))
    .map(([from, other]) => example.slice(0, from) + other + example.slice(from + other.length));
  return fc.oneof(near, digits({ min: 6, max: 11 }));
}

describe('agrees with the full libphonenumber', () => {
  test('on numbers of France, its territories and its neighbours: they must exist', () => {
    const written = fc
      .constantFrom(...KNOWN)
      .chain((country) => nationalNumber(country).map((rest) => `+${getCountryCallingCode(country)}${rest}`));
    fc.assert(
      fc.property(written, (text) => {
        // Luxembourg's carrier codes, dialled inside the country before a number, are not part of it.
        fc.pre(!text.startsWith('+35215'));
        const parsed = parsePhoneNumberFromString(text);
        expect(normalisePhone(text)).toBe(parsed?.isValid() === true ? parsed.number : undefined);
      }),
      { numRuns: 1_500 },
    );
  });

  test('on ten digits as dialled in France and overseas', () => {
    const national = fc
      .constantFrom(...OVERSEAS, 'YT' as const)
      .chain(nationalNumber)
      .map((rest) => `0${rest}`);
    fc.assert(
      fc.property(national, (text) => {
        // 00 is dialled before a number of another country.
        fc.pre(!text.startsWith('00'));
        const parsed = OVERSEAS.map((country) => parsePhoneNumberFromString(text, country)).find(
          (candidate) => candidate?.isValid(),
        );
        expect(normalisePhone(text)).toBe(text.length === 10 ? parsed?.number : undefined);
      }),
      { numRuns: 800 },
    );
  });

  test('on a number of every country in the world, written in each international way', () => {
    const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);
    expect(numbers.length).toBeGreaterThan(230);
    for (const number of numbers) {
      for (const written of [number.number, number.formatInternational()])
        expect(normalisePhone(written)).toBe(number.number);
    }
  });
});
