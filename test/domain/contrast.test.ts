import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contrast, READABLE, readableOn, textOn } from '../../shared/domain/contrast.ts';

const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`);

describe('The contrast of two colours', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4],
    ['#0000FF', '#ffffff', 8.59],
  ])('of %s and %s is %d', (one, other, expected) => {
    expect(contrast(one, other)).toBeCloseTo(expected, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
});

describe('Whatever the colour of an agency', () => {
  test('the text on it can be read', () => {
    fc.assert(
      fc.property(anyColour, (colour) => {
        expect(contrast(textOn(colour), colour)).toBeGreaterThanOrEqual(READABLE);
      }),
    );
  });
  test('it can be read on any ground, itself where it can and else made darker or lighter', () => {
    fc.assert(
      fc.property(anyColour, anyColour, (colour, ground) => {
        const shown = readableOn(ground, colour);
        expect(shown).toMatch(/^#[0-9a-f]{6}$/);
        expect(contrast(shown, ground)).toBeGreaterThanOrEqual(READABLE);
        expect(shown === colour).toBe(contrast(colour, ground) >= READABLE);
      }),
    );
  });
  test('it changes no more than it has to', () => {
    expect(readableOn('#ffffff', '#e8590c')).toBe('#c54c0a');
    expect(readableOn('#000000', '#1A2B3C')).toBe('#76808a');
    expect(readableOn('#ffffff', '#1A2B3C')).toBe('#1a2b3c');
  });
});
