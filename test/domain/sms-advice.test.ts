import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adviseSms } from '../../shared/domain/sms-advice.ts';
import { charactersOutsideGsm7, measureSms } from '../../shared/domain/sms-segments.ts';

const PRICE = 50_000;

describe('The price of an SMS', () => {
  test('is that of its parts', () => {
    expect(adviseSms('Bonjour Marie, à demain 15h.', PRICE)).toEqual({
      encoding: 'GSM-7',
      segments: 1,
      units: 28,
      price: 50_000,
      costly: [],
    });
    expect(adviseSms('a'.repeat(161), PRICE)).toMatchObject({ segments: 2, price: 100_000, costly: [] });
  });
  test('is tripled by one ê, which is named with what could stand in its place', () => {
    const text =
      `Bonjour Marie, votre compromis est prêt. ${'Merci de le relire avant la signature. '.repeat(3)}`.trim();
    const advice = adviseSms(text, PRICE);
    expect(advice).toMatchObject({ encoding: 'UCS-2', segments: 3, price: 150_000 });
    expect(advice.costly).toEqual([{ character: 'ê', instead: 'e' }]);
    expect(advice.cheaper).toMatchObject({ encoding: 'GSM-7', segments: 1, price: 50_000 });
    expect(advice.cheaper?.text).toBe(text.replace('ê', 'e'));
  });
  test('falls with plain quotes, apostrophes, ligatures and spaces', () => {
    const text =
      `« C’est l’œuvre d’un maçon… » – 85\u00a0m², Île-de-France. ${'Bien à vous. '.repeat(3)}`.trim();
    const advice = adviseSms(text, PRICE);
    expect(advice.cheaper?.text).toBe(
      `"C'est l'oeuvre d'un macon..." - 85 m2, Ile-de-France. ${'Bien à vous. '.repeat(3)}`.trim(),
    );
    expect(advice.costly.map(({ character }) => character).join('')).toBe('«’œç…»–\u00a0²Î');
  });
  test('does not fall for a short text: nothing is proposed, though the characters are named', () => {
    const { cheaper, costly, segments } = adviseSms('C’est prêt', PRICE);
    expect([cheaper, costly.length, segments]).toEqual([undefined, 2, 1]);
  });
  test('does not fall while an emoji stays, for which there is nothing else', () => {
    const advice = adviseSms(`Bienvenue 🎉 ${'chez nous '.repeat(8)}`, PRICE);
    expect(advice.costly).toEqual([{ character: '🎉' }]);
    expect(advice.cheaper).toBeUndefined();
  });
  test('is never raised by a proposal, and a proposal has no character that could still be replaced', () => {
    const french = fc.string({ unit: fc.constantFrom(...'abcé à’œêç«» …🎉€'), maxLength: 300 });
    fc.assert(
      fc.property(french, (text) => {
        const { cheaper, price, costly } = adviseSms(text, PRICE);
        expect(costly.map(({ character }) => character)).toEqual(charactersOutsideGsm7(text));
        if (cheaper === undefined) return;
        expect(cheaper.price).toBeLessThan(price);
        expect(cheaper).toMatchObject(measureSms(cheaper.text));
        expect(adviseSms(cheaper.text, PRICE).costly.every(({ instead }) => instead === undefined)).toBe(
          true,
        );
      }),
    );
  });
});
