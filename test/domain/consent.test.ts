import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asRecorded, consentErrors, isNewerConsent, newestConsent } from '../../shared/domain/consent.ts';
import { DAY, MINUTE } from '../../shared/domain/instant.ts';
import type { Consent } from '../../shared/domain/prospect.ts';
import { TUESDAY } from '../support/routing-request.ts';

const said = (granted: boolean, at: number): Consent => ({ granted, text: 'words', source: 'form', at });

describe('Of two consents', () => {
  test.each([
    ['a later refusal replaces a consent', said(false, TUESDAY), said(true, TUESDAY - DAY), true],
    ['a later consent replaces a refusal', said(true, TUESDAY), said(false, TUESDAY - DAY), true],
    ['an older consent hides no refusal', said(true, TUESDAY - DAY), said(false, TUESDAY), false],
    ['an older refusal hides no consent', said(false, TUESDAY - DAY), said(true, TUESDAY), false],
    ['of the same instant, the refusal stands', said(false, TUESDAY), said(true, TUESDAY), true],
    ['of the same instant, a consent hides no refusal', said(true, TUESDAY), said(false, TUESDAY), false],
    ['the same said again replaces nothing', said(true, TUESDAY), said(true, TUESDAY), false],
  ])('%s', (_, one, known, expected) => {
    expect(isNewerConsent(one, known)).toBe(expected);
  });

  test('the same one stands, in whatever order they come and however often', () => {
    const consent = fc.record({ granted: fc.boolean(), at: fc.integer({ min: 0, max: 3 }) });
    const all = fc.array(consent, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(all, fc.nat(), (consents, seed) => {
        const told = consents.map(({ granted, at }) => said(granted, at));
        const shuffled = [...told, ...told].sort((a, b) => ((a.at * 7 + seed) % 5) - ((b.at * 7 + seed) % 5));
        const newest = (list: readonly Consent[]) =>
          list.reduce<Consent | undefined>(newestConsent, undefined);
        expect(newest(shuffled)).toEqual(newest(told));
        const latest = Math.max(...told.map(({ at }) => at));
        const refused = told.some(({ granted, at }) => !granted && at === latest);
        expect(newest(told)).toMatchObject({ at: latest, granted: !refused });
      }),
    );
  });
});

describe('A consent that a client sends', () => {
  test.each([
    ['of last year', TUESDAY - 365 * DAY, 0],
    ['of this moment', TUESDAY, 0],
    ['by a clock that is some minutes fast', TUESDAY + 5 * MINUTE, 0],
    ['of tomorrow', TUESDAY + DAY, 1],
    ['of the year 2098', Date.parse('2098-01-01T00:00:00Z'), 1],
  ])('%s', (_, at, errors) => {
    expect(consentErrors(said(true, at), TUESDAY, 'prospect.consents.marketing')).toHaveLength(errors);
  });

  test('of the future is refused with the place where it stands', () => {
    expect(consentErrors(said(true, TUESDAY + DAY), TUESDAY, 'prospect.consents.marketing')).toEqual([
      {
        path: 'prospect.consents.marketing.at',
        message: 'is in the future: give when the person agreed or refused',
      },
    ]);
  });

  test('by a fast clock is recorded as of now, so that it hides no refusal of the next minutes', () => {
    const recorded = asRecorded(said(true, TUESDAY + 4 * MINUTE), TUESDAY);
    expect(recorded.at).toBe(TUESDAY);
    expect(isNewerConsent(said(false, TUESDAY + MINUTE), recorded)).toBe(true);
  });
});
