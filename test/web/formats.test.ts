import { assert, date, integer, nat, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatsFor, type Language } from '../../web/src/texts/formats.ts';

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;
const languages = Object.keys(LOCALES) as Language[];
const instants = date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const intl = (language: Language, options: Intl.DateTimeFormatOptions, at: Date) =>
  new Intl.DateTimeFormat(LOCALES[language], options).format(at);

describe.each(languages)(
  'What is written without a formatter of its own is what Intl writes (%s):',
  (language) => {
    const formats = formatsFor(language);

    it('which form a number takes', () => {
      const rules = new Intl.PluralRules(LOCALES[language]);
      assert(
        property(nat(3_000_000), (count) => {
          const form = rules.select(count) === 'one' ? 'one' : 'other';
          expect(formats.plural(count, { one: 'one', other: 'other' })).toBe(form);
        }),
      );
    });

    it('numbers, whole or not', () => {
      const numbers = oneof(
        integer({ min: -2_000, max: 2_000_000 }),
        integer().map((eighths) => eighths / 8),
      );
      assert(
        property(numbers, (value) => {
          expect(formats.number(value)).toBe(new Intl.NumberFormat(LOCALES[language]).format(value));
        }),
      );
    });

    it('times of the day, weekdays, and dates with and without their year', () => {
      assert(
        property(instants, (at) => {
          const iso = at.toISOString();
          const since = (days: number) => at.getTime() + days * 86_400_000;
          expect(formats.time(iso)).toBe(intl(language, { hour: '2-digit', minute: '2-digit' }, at));
          expect(formats.short(iso, since(3))).toBe(intl(language, { weekday: 'short' }, at));
          const dated = { day: 'numeric', month: 'short', year: 'numeric' } as const;
          expect(formats.date(iso)).toBe(intl(language, dated, at));
          expect(formats.short(iso, since(400))).toBe(intl(language, dated, at));
        }),
      );
      const at = new Date('2026-03-04T09:05:00Z');
      expect(formats.short(at.toISOString(), at.getTime() + 30 * 86_400_000)).toBe(
        intl(language, { day: 'numeric', month: 'short' }, at),
      );
    });
  },
);
