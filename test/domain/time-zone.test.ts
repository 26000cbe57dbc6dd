import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { instantOfLocal, localTime, normaliseTimeZone, offsetAt } from '../../shared/domain/time-zone.ts';
import { anyInstant, anyZone } from '../support/zones.ts';
import { at } from '../support/routing-request.ts';

test.each(['Europe/Pari', '+02:00', '-01', '', 'Mars/Olympus', 'Europe/Paris ', '02:00', 'Paris', ' UTC'])(
  'the zone %j is refused',
  (zone) => {
    expect(normaliseTimeZone(zone)).toBeUndefined();
  },
);

test.each([
  'Europe/Paris',
  'Indian/Reunion',
  'America/Martinique',
  'America/Guadeloupe',
  'America/Cayenne',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Australia/Lord_Howe',
  'UTC',
])('the zone %s is accepted', (zone) => {
  expect(normaliseTimeZone(zone)).toBe(zone);
});

test.each([
  ['europe/paris', 'Europe/Paris'],
  ['INDIAN/REUNION', 'Indian/Reunion'],
  ['america/guadeloupe', 'America/Guadeloupe'],
])(
  'a zone written %s gets its usual spelling, on which the calendar of abolition days depends',
  (zone, usual) => {
    expect(normaliseTimeZone(zone)).toBe(usual);
  },
);

test.each([
  ['Europe/Paris', '2026-03-29T01:59:00+01:00', 119],
  ['Europe/Paris', '2026-03-29T03:00:00+02:00', 180],
  ['Europe/Paris', '2026-10-25T02:59:00+02:00', 179],
  ['Europe/Paris', '2026-10-25T02:00:00+01:00', 120],
  ['Indian/Reunion', '2026-03-29T01:00:00Z', 300],
  ['America/Martinique', '2026-07-01T02:00:00Z', 22 * 60],
  ['America/New_York', '2026-03-08T07:00:00Z', 180],
  ['Australia/Lord_Howe', '2026-10-03T15:29:00Z', 119],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', 150],
  ['Asia/Kathmandu', '2026-01-01T00:00:00Z', 5 * 60 + 45],
])('the wall clock of %s at %s', (zone, instant, minuteOfDay) => {
  expect(localTime(zone, at(instant)).minuteOfDay).toBe(minuteOfDay);
});

test('a local date knows its weekday, on the day before and after midnight', () => {
  const instant = at('2026-11-22T23:30:00+01:00');
  expect(localTime('Europe/Paris', instant)).toEqual({
    year: 2026,
    month: 11,
    day: 22,
    weekday: 0,
    minuteOfDay: 23 * 60 + 30,
  });
  expect(localTime('Indian/Reunion', instant)).toMatchObject({ day: 23, weekday: 1 });
});

describe('the instant of a local time', () => {
  test.each([
    ['an ordinary day', 'Europe/Paris', [2026, 11, 24, 8 * 60], '2026-11-24T08:00:00+01:00'],
    ['a time that a spring night skips', 'Europe/Paris', [2026, 3, 29, 150], '2026-03-29T03:30:00+02:00'],
    ['one that an autumn night repeats', 'Europe/Paris', [2026, 10, 25, 150], '2026-10-25T02:30:00+02:00'],
    [
      'the half-hour that Lord Howe skips',
      'Australia/Lord_Howe',
      [2026, 10, 4, 135],
      '2026-10-04T02:45:00+11:00',
    ],
    ['a day past the end of its month', 'Europe/Paris', [2026, 11, 31, 0], '2026-12-01T00:00:00+01:00'],
    ['a day past the end of its year', 'Indian/Reunion', [2026, 12, 32, 0], '2027-01-01T00:00:00+04:00'],
  ] as const)('%s', (_, zone, [year, month, day, minute], expected) => {
    expect(instantOfLocal(zone, year, month, day, minute)).toBe(at(expected));
  });

  test('is shown by the wall clock as what was asked for, or lies behind a spring jump', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, instant) => {
        const asked = localTime(zone, instant);
        const found = instantOfLocal(zone, asked.year, asked.month, asked.day, asked.minuteOfDay);
        expect(localTime(zone, found)).toEqual(asked);
        // The first of two occurrences, never the second.
        const minute = Math.floor(instant / MINUTE) * MINUTE;
        expect([0, 30 * MINUTE, HOUR]).toContain(minute - found);
      }),
      { numRuns: 500 },
    );
  });
});

test('offsets remembered by quarters of an hour are those that the platform gives for each instant', () => {
  fc.assert(
    fc.property(anyZone, anyInstant, (zone, instant) => {
      const shown = new Date(instant).toLocaleString('sv-SE', { timeZone: zone });
      const civil = Date.parse(`${shown.replace(' ', 'T')}Z`);
      expect(offsetAt(zone, instant)).toBe(civil - Math.floor(instant / 1_000) * 1_000);
    }),
    { numRuns: 200 },
  );
});
