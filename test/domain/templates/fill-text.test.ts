import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillText, namesIn, type Values } from '../../../shared/domain/templates/fill-text.ts';

const setting = { locale: 'fr', zone: 'Europe/Paris', style: 'sms' } as const;

function fill(text: string, written: Values['written'], rest: Partial<Values['setting']> = {}) {
  const missing = new Set<string>();
  const filled = fillText(text, { setting: { ...setting, ...rest }, written }, missing);
  return missing.size > 0 ? { missing: [...missing] } : filled;
}

describe('A text', () => {
  test('takes the values of its variables', () => {
    expect(fill('Bonjour {{firstName}} !', { firstName: { text: 'Marie' } })).toBe('Bonjour Marie !');
  });
  test('names each variable that it lacks once', () => {
    expect(fill('{{b}} {{a}} {{b}}', {})).toEqual({ missing: ['b', 'a'] });
  });
  test('has parts that are there when their variable is given', () => {
    const text = 'RDV{{#place}} à {{place}}{{#floor}}, étage {{floor}}{{/floor}}{{/place}}.';
    expect(fill(text, {})).toBe('RDV.');
    expect(fill(text, { place: { text: 'Lyon' } })).toBe('RDV à Lyon.');
    expect(fill(text, { place: { text: 'Lyon' }, floor: { text: '2' } })).toBe('RDV à Lyon, étage 2.');
    expect(fill(text, { floor: { text: '2' } })).toBe('RDV.');
  });
  test.each([
    ['fr', 0, '0 pièce'],
    ['fr', 1, '1 pièce'],
    ['fr', 1.5, '1.5 pièce'],
    ['fr', 2, '2 pièces'],
    ['en', 0, '0 pièces'],
    ['en', 1, '1 pièce'],
    ['en', 1.5, '1.5 pièces'],
  ] as const)('counts in %s: %s', (locale, count, expected) => {
    const written = { rooms: { text: String(count), count } };
    expect(fill('{{rooms | pièce | pièces}}', written, { locale })).toBe(expected);
  });
  test('takes the plural for a number in words', () => {
    expect(fill('{{rooms | pièce | pièces}}', { rooms: { text: 'trois' } })).toBe('trois pièces');
  });
  test('has French spaces where it is typographic, and none of them in an SMS', () => {
    const text = '« Oui » : {{x}} !';
    const written = { x: { text: 'a : b' } };
    expect(fill(text, written, { style: 'typographic' })).toBe('«\u00a0Oui\u00a0»\u00a0: a : b\u00a0!');
    expect(fill(text, written, { style: 'typographic', locale: 'en' })).toBe('« Oui » : a : b !');
    expect(fill(text, written)).toBe('« Oui » : a : b !');
  });
  test('says which of its variables stand in their own part', () => {
    expect(namesIn('{{a}} {{#b}}{{b}} {{c}}{{/b}} {{#a}}{{a}}{{/a}}')).toEqual([
      { name: 'a', optional: false },
      { name: 'b', optional: true },
      { name: 'c', optional: false },
    ]);
  });
});

describe('What a value contains is never read as a form', () => {
  const written = (text: string): Values['written'] => ({ a: { text }, b: { text: 'B' } });
  test.each(['{{b}}', '{{#b}}', '{{/a}}', '$&', '$1', '{{{b}}}', '{{a | b | c}}', '__proto__'])(
    '%s',
    (text) => {
      expect(fill('<{{a}}>', written(text))).toBe(`<${text}>`);
    },
  );
  test('whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fill('<{{a}}|{{#a}}{{b}}{{/a}}>', written(text))).toBe(`<${text}|B>`);
      }),
    );
  });
  test('nor is anything found that all objects have', () => {
    const values = Object.create(null) as Values['written'];
    expect(fill('{{constructor}}{{toString}}', values)).toEqual({ missing: ['constructor', 'toString'] });
  });
});

test.each([
  ['{{#a}}b', 'is not closed'],
  ['a{{/a}}', 'closes nothing'],
  ['{{#a}}{{#b}}{{/a}}{{/b}}', 'closes nothing'],
  ['{{a', 'A brace is not closed'],
  ['a}}', 'A brace is not closed'],
  ['{{}}', 'not the name of a variable'],
  ['{{a.b}}', 'not the name of a variable'],
  ['{{> partial}}', 'not the name of a variable'],
  ['{{a | b}}', 'needs a singular and a plural'],
  ['{{a | b | c | d}}', 'needs a singular and a plural'],
])('%s is refused: it %s', (text, message) => {
  expect(() => fill(text, { a: { text: 'x' }, b: { text: 'y' } })).toThrow(SyntaxError);
  expect(() => fill(text, { a: { text: 'x' }, b: { text: 'y' } })).toThrow(message);
});

test('more texts than are kept compiled fill as well as the first', () => {
  for (let index = 0; index < 2_100; index += 1)
    expect(fill(`n° ${index} {{a}}`, { a: { text: 'x' } })).toBe(`n° ${index} x`);
});
