import * as fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { charactersOutsideGsm7, measureSms } from '../../shared/domain/sms-segments.ts';

test.each([
  ['nothing', '', 'GSM-7', 1, 0],
  ['160 characters', 'a'.repeat(160), 'GSM-7', 1, 160],
  ['161 characters', 'a'.repeat(161), 'GSM-7', 2, 161],
  ['306 characters', 'a'.repeat(306), 'GSM-7', 2, 306],
  ['307 characters', 'a'.repeat(307), 'GSM-7', 3, 307],
  ['é è à ù É Ç', 'éèàùÉÇ'.repeat(20), 'GSM-7', 1, 120],
  ['80 euro signs, which count two', '€'.repeat(80), 'GSM-7', 1, 160],
  ['81 euro signs', '€'.repeat(81), 'GSM-7', 2, 162],
  ['77 euro signs and more, none of them cut', `${'€'.repeat(152)}a`, 'GSM-7', 2, 305],
  ['a euro sign that a part has no room for', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 3, 306],
  ['70 ê', 'ê'.repeat(70), 'UCS-2', 1, 70],
  ['71 ê', 'ê'.repeat(71), 'UCS-2', 2, 71],
  ['134 ê', 'ê'.repeat(134), 'UCS-2', 2, 134],
  ['135 ê', 'ê'.repeat(135), 'UCS-2', 3, 135],
  ['one ê among 160 characters: three parts instead of one', `${'a'.repeat(159)}ê`, 'UCS-2', 3, 160],
  ['35 emoji', '😀'.repeat(35), 'UCS-2', 1, 70],
  ['36 emoji, none of them cut', '😀'.repeat(36), 'UCS-2', 2, 72],
  ['67 emoji: 33 fit a part', '😀'.repeat(67), 'UCS-2', 3, 134],
] as const)('%s', (_, text, encoding, segments, units) => {
  expect(measureSms(text)).toEqual({ encoding, segments, units });
});

test('the French letters that triple the price are named once each, in order of appearance', () => {
  expect(charactersOutsideGsm7('Ça ira : « être » ou l’œuvre, cœur 😀 être')).toEqual([
    '«',
    'ê',
    '»',
    '’',
    'œ',
    '😀',
  ]);
  expect(charactersOutsideGsm7('çêâîôûëïœ’«ÀÊ').length).toBe(13);
  expect(charactersOutsideGsm7('éèàùÉÇ€ {[~]}')).toEqual([]);
});

const french = fc.constantFrom(
  ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n.,;:!?()@-_/+\'"%&éèàùÉÇ€{}[]|~^\\',
);
const outside = fc.constantFrom(...'çêâîôûëïœ’«»ÀÊŒ…–', '😀', '🏠', '🎉', '🥐');

describe("agrees with Twilio's calculator", () => {
  const oracle = (text: string) => {
    const measured = new SegmentedMessage(text);
    return { encoding: measured.getEncodingName(), segments: measured.segmentsCount };
  };
  const ours = (text: string) => {
    const { encoding, segments } = measureSms(text);
    return { encoding, segments };
  };
  test('on French text within GSM-7', () => {
    fc.assert(
      fc.property(fc.string({ unit: french, minLength: 1, maxLength: 500 }), (text) => {
        expect(ours(text)).toEqual(oracle(text));
      }),
      { numRuns: 150 },
    );
  });
  test('on French text with the letters and emoji that force UCS-2', () => {
    const unit = fc.oneof({ weight: 4, arbitrary: french }, { weight: 1, arbitrary: outside });
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 300 }), (text) => {
        expect(ours(text)).toEqual(oracle(text));
      }),
      { numRuns: 150 },
    );
  });
  test('near every boundary between parts', () => {
    const around = [159, 160, 161, 305, 306, 307, 458, 459, 460];
    const texts = [
      ...around.flatMap((length) => [
        'a'.repeat(length),
        `${'a'.repeat(length - 1)}€`,
        `€${'a'.repeat(length)}`,
      ]),
      ...[69, 70, 71, 133, 134, 135, 200, 201, 202].flatMap((length) => [
        'ê'.repeat(length),
        `${'ê'.repeat(length - 1)}😀`,
        `😀${'ê'.repeat(length)}`,
      ]),
    ];
    expect(texts.map(ours)).toEqual(texts.map(oracle));
  });
  test('but for emoji of several code points: the calculator never cuts them, a network may', () => {
    const family = '👨‍👩‍👧‍👦';
    const text = `${'ê'.repeat(60)}${family}${'ê'.repeat(60)}`;
    expect(measureSms(text)).toEqual({ encoding: 'UCS-2', segments: 2, units: 131 });
    expect(oracle(text)).toEqual({ encoding: 'UCS-2', segments: 3 });
  });
});
