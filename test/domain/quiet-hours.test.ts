import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, MINUTE } from '../../shared/domain/instant.ts';
import {
  DEFAULT_QUIET_HOURS,
  formatTimeOfDay,
  isQuiet,
  parseTimeOfDay,
  type QuietHours,
  quietUntil,
} from '../../shared/domain/quiet-hours.ts';
import { at } from '../support/routing-request.ts';
import { anyInstant, anyZone, nightOfChange } from '../support/zones.ts';

/** Looks at the wall clock minute after minute, by means of its own. */
function firstLoudMinute({ start, end }: QuietHours, zone: string, instant: Instant): Instant {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' });
  const isLoud = (minute: Instant): boolean => {
    const [hours = '', minutes = ''] = clock.format(minute).split(':');
    const shown = Number(hours) * 60 + Number(minutes);
    return start <= end ? shown < start || shown >= end : shown < start && shown >= end;
  };
  let minute = Math.floor(instant / MINUTE) * MINUTE + MINUTE;
  while (!isLoud(minute)) minute += MINUTE;
  return minute;
}

test.each([
  ['21:59', '2026-11-24T21:59:59+01:00', false],
  ['22:00', '2026-11-24T22:00:00+01:00', true],
  ['midnight', '2026-11-25T00:00:00+01:00', true],
  ['07:59', '2026-11-25T07:59:59+01:00', true],
  ['08:00', '2026-11-25T08:00:00+01:00', false],
])('by default it is quiet from 22:00 to 08:00: %s', (_, instant, quiet) => {
  expect(isQuiet(DEFAULT_QUIET_HOURS, 'Europe/Paris', at(instant))).toBe(quiet);
});

test('quiet hours may lie within one day, or not exist', () => {
  const siesta = { start: 13 * 60, end: 15 * 60 };
  expect(isQuiet(siesta, 'Europe/Paris', at('2026-11-24T14:00:00+01:00'))).toBe(true);
  expect(isQuiet(siesta, 'Europe/Paris', at('2026-11-24T15:00:00+01:00'))).toBe(false);
  for (const hour of ['08', '14', '23'])
    expect(isQuiet({ start: 480, end: 480 }, 'Europe/Paris', at(`2026-11-24T${hour}:00:00+01:00`))).toBe(
      false,
    );
});

test.each([
  ['an evening', 'Europe/Paris', '2026-11-24T23:00:00+01:00', '2026-11-25T08:00:00+01:00'],
  ['a morning', 'Europe/Paris', '2026-11-25T07:59:30+01:00', '2026-11-25T08:00:00+01:00'],
  ['the spring night', 'Europe/Paris', '2026-03-28T23:00:00+01:00', '2026-03-29T08:00:00+02:00'],
  ['the autumn night', 'Europe/Paris', '2026-10-24T23:00:00+02:00', '2026-10-25T08:00:00+01:00'],
  ['Réunion', 'Indian/Reunion', '2026-03-28T23:00:00+04:00', '2026-03-29T08:00:00+04:00'],
  ['Martinique', 'America/Martinique', '2026-10-25T02:30:00-04:00', '2026-10-25T08:00:00-04:00'],
])('the default quiet hours end at 08:00 of the wall clock: %s', (_, zone, now, end) => {
  expect(quietUntil(DEFAULT_QUIET_HOURS, zone, at(now))).toBe(at(end));
});

test.each([
  ['skipped in spring', [22 * 60, 150], '2026-03-29T01:30:00+01:00', '2026-03-29T03:00:00+02:00'],
  ['shown twice in autumn, before', [22 * 60, 150], '2026-10-25T01:30:00+02:00', '2026-10-25T02:30:00+02:00'],
  [
    'shown twice in autumn, between',
    [22 * 60, 150],
    '2026-10-25T02:10:00+01:00',
    '2026-10-25T02:30:00+01:00',
  ],
  ['left by the clock going back', [150, 240], '2026-10-25T02:40:00+02:00', '2026-10-25T02:00:00+01:00'],
])('an end that is %s', (_, [start = 0, end = 0], now, expected) => {
  expect(quietUntil({ start, end }, 'Europe/Paris', at(now))).toBe(at(expected));
});

test('the end of the quiet hours is what the wall clock shows minute by minute, in any zone and on any night', () => {
  const minuteOfDay = fc.integer({ min: 0, max: 1_439 });
  fc.assert(
    fc.property(anyZone, anyInstant, minuteOfDay, minuteOfDay, (zone, instant, start, end) => {
      const hours = { start, end };
      fc.pre(isQuiet(hours, zone, instant));
      expect(quietUntil(hours, zone, instant)).toBe(firstLoudMinute(hours, zone, instant));
    }),
    { numRuns: 150 },
  );
});

test('the same at the edges of nights with a change of clocks', () => {
  const early = fc.integer({ min: 0, max: 16 }).map((quarter) => quarter * 15);
  fc.assert(
    fc.property(nightOfChange, early, early, ({ zone, instant }, start, end) => {
      const hours = { start, end };
      fc.pre(isQuiet(hours, zone, instant));
      expect(quietUntil(hours, zone, instant)).toBe(firstLoudMinute(hours, zone, instant));
    }),
    { numRuns: 150 },
  );
});

describe('times of day', () => {
  test.each([
    ['00:00', 0],
    ['08:05', 485],
    ['23:59', 1_439],
  ])('%s', (text, minutes) => {
    expect(parseTimeOfDay(text)).toBe(minutes);
    expect(formatTimeOfDay(minutes)).toBe(text);
  });
  test.each(['24:00', '25:00', '8:00', '08:60', '0800', '08:00:00', '', ' 08:00', '-1:00'])(
    '%j is none',
    (text) => {
      expect(parseTimeOfDay(text)).toBeUndefined();
    },
  );
});
