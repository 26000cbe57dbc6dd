import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closedUntil,
  COMMERCIAL_CALL_HOURS,
  type CommercialHours,
  easter,
  isPublicHoliday,
  marketingSmsHours,
} from '../../shared/domain/french-calendar.ts';
import { DAY, MINUTE } from '../../shared/domain/instant.ts';
import { localTime } from '../../shared/domain/time-zone.ts';
import { at } from '../support/routing-request.ts';
import { anyInstant } from '../support/zones.ts';

test.each([
  [2024, 3, 31],
  [2025, 4, 20],
  [2026, 4, 5],
  [2027, 3, 28],
  [2028, 4, 16],
  [2029, 4, 1],
  [2030, 4, 21],
  [2031, 4, 13],
  [2032, 3, 28],
  [2033, 4, 17],
  [2034, 4, 9],
  [2035, 3, 25],
  [2038, 4, 25],
])('Easter %i is on %i/%i', (year, month, day) => {
  expect(easter(year)).toEqual({ month, day });
});

/** Every day of a year that is a public holiday in a zone, as `mm-dd`. */
function holidays(zone: string, year: number): string[] {
  const found: string[] = [];
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += DAY) {
    if (isPublicHoliday(zone, localTime('UTC', day))) found.push(new Date(day).toISOString().slice(5, 10));
  }
  return found;
}

test.each([
  [2024, '01-01 04-01 05-01 05-08 05-09 05-20 07-14 08-15 11-01 11-11 12-25'],
  [2025, '01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25'],
  [2026, '01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25'],
  [2027, '01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25'],
  [2028, '01-01 04-17 05-01 05-08 05-25 06-05 07-14 08-15 11-01 11-11 12-25'],
  [2030, '01-01 04-22 05-01 05-08 05-30 06-10 07-14 08-15 11-01 11-11 12-25'],
  [2035, '01-01 03-26 05-01 05-03 05-08 05-14 07-14 08-15 11-01 11-11 12-25'],
])('the public holidays of %i', (year, expected) => {
  expect(holidays('Europe/Paris', year).join(' ')).toBe(expected);
});

test.each([
  ['Indian/Mayotte', '04-27'],
  ['America/Martinique', '05-22'],
  ['America/Guadeloupe', '05-27'],
  ['America/Cayenne', '06-10'],
  ['Indian/Reunion', '12-20'],
])('%s also remembers the abolition of slavery, on %s', (zone, day) => {
  const national = holidays('Europe/Paris', 2026);
  expect(holidays(zone, 2026).filter((holiday) => !national.includes(holiday))).toEqual([day]);
});

const SMS = marketingSmsHours(20 * 60);

describe('marketing SMS: Monday to Saturday, 08:00 to 20:00 of the recipient', () => {
  test.each([
    ['at 08:00', 'Europe/Paris', '2026-11-24T08:00:00+01:00'],
    ['at 19:59', 'Europe/Paris', '2026-11-24T19:59:59+01:00'],
    ['on a Saturday', 'Europe/Paris', '2026-11-28T12:00:00+01:00'],
    ['in Réunion at 08:00 there', 'Indian/Reunion', '2026-11-24T08:00:00+04:00'],
    ['in Martinique at 19:59 there', 'America/Martinique', '2026-11-24T19:59:00-04:00'],
    ['in mainland France on the abolition day of Martinique', 'Europe/Paris', '2026-05-22T12:00:00+02:00'],
  ])('open %s', (_, zone, now) => {
    expect(closedUntil(SMS, zone, at(now))).toBeUndefined();
  });

  test.each([
    ['before 08:00', 'Europe/Paris', '2026-11-24T07:59:59+01:00', '2026-11-24T08:00:00+01:00'],
    ['at 20:00', 'Europe/Paris', '2026-11-24T20:00:00+01:00', '2026-11-25T08:00:00+01:00'],
    ['on a Saturday night', 'Europe/Paris', '2026-11-28T20:00:00+01:00', '2026-11-30T08:00:00+01:00'],
    ['on a Sunday', 'Europe/Paris', '2026-11-22T12:00:00+01:00', '2026-11-23T08:00:00+01:00'],
    ['on Easter Saturday night', 'Europe/Paris', '2026-04-04T21:00:00+02:00', '2026-04-07T08:00:00+02:00'],
    ['on Ascension Day', 'Europe/Paris', '2026-05-14T09:00:00+02:00', '2026-05-15T08:00:00+02:00'],
    ['on Christmas Eve', 'Europe/Paris', '2026-12-24T22:00:00+01:00', '2026-12-26T08:00:00+01:00'],
    ["on New Year's Eve", 'Europe/Paris', '2026-12-31T23:00:00+01:00', '2027-01-02T08:00:00+01:00'],
    ['before the spring night', 'Europe/Paris', '2026-03-28T21:00:00+01:00', '2026-03-30T08:00:00+02:00'],
    ['in the spring night', 'Europe/Paris', '2026-03-29T03:30:00+02:00', '2026-03-30T08:00:00+02:00'],
    ['before the autumn night', 'Europe/Paris', '2026-10-24T21:00:00+02:00', '2026-10-26T08:00:00+01:00'],
    ['in the autumn night', 'Europe/Paris', '2026-10-25T02:30:00+01:00', '2026-10-26T08:00:00+01:00'],
    [
      'when it is night in Réunion',
      'Indian/Reunion',
      '2026-11-24T18:00:00+01:00',
      '2026-11-25T08:00:00+04:00',
    ],
    ['on 20 December in Réunion', 'Indian/Reunion', '2027-12-20T10:00:00+04:00', '2027-12-21T08:00:00+04:00'],
    [
      'on 22 May in Martinique',
      'America/Martinique',
      '2026-05-22T10:00:00-04:00',
      '2026-05-23T08:00:00-04:00',
    ],
    [
      'when it is early in Martinique',
      'America/Martinique',
      '2026-11-24T12:00:00+01:00',
      '2026-11-24T08:00:00-04:00',
    ],
  ])('closed %s', (_, zone, now, opening) => {
    expect(closedUntil(SMS, zone, at(now))).toBe(at(opening));
  });

  test.each([
    [20, '2026-11-24T20:00:00+01:00', true],
    [22, '2026-11-24T20:00:00+01:00', false],
    [22, '2026-11-24T22:00:00+01:00', true],
    [24, '2026-11-24T22:00:00+01:00', true],
    [18, '2026-11-24T18:00:00+01:00', true],
  ])('the evening ends at %i:00 if the tenant says so, at 22:00 at the latest', (hour, now, closed) => {
    expect(closedUntil(marketingSmsHours(hour * 60), 'Europe/Paris', at(now)) !== undefined).toBe(closed);
  });
});

describe('commercial calls: Monday to Friday, 10:00 to 13:00 and 14:00 to 20:00', () => {
  test.each([
    ['10:00', '2026-11-24T10:00:00+01:00'],
    ['12:59', '2026-11-24T12:59:00+01:00'],
    ['14:00', '2026-11-24T14:00:00+01:00'],
    ['19:59 on a Friday', '2026-11-27T19:59:00+01:00'],
  ])('open at %s', (_, now) => {
    expect(closedUntil(COMMERCIAL_CALL_HOURS, 'Europe/Paris', at(now))).toBeUndefined();
  });
  test.each([
    ['09:59', '2026-11-24T09:59:00+01:00', '2026-11-24T10:00:00+01:00'],
    ['lunch', '2026-11-24T13:00:00+01:00', '2026-11-24T14:00:00+01:00'],
    ['20:00', '2026-11-24T20:00:00+01:00', '2026-11-25T10:00:00+01:00'],
    ['20:00 on a Friday', '2026-11-27T20:00:00+01:00', '2026-11-30T10:00:00+01:00'],
    ['noon on a Saturday', '2026-11-28T12:00:00+01:00', '2026-11-30T10:00:00+01:00'],
    ['noon on 11 November', '2026-11-11T12:00:00+01:00', '2026-11-12T10:00:00+01:00'],
    ['the weekend of the spring night', '2026-03-28T12:00:00+01:00', '2026-03-30T10:00:00+02:00'],
    ['the weekend of the autumn night', '2026-10-24T12:00:00+02:00', '2026-10-26T10:00:00+01:00'],
  ])('closed at %s', (_, now, opening) => {
    expect(closedUntil(COMMERCIAL_CALL_HOURS, 'Europe/Paris', at(now))).toBe(at(opening));
  });
});

test('the opening found is open, and every quarter of an hour before it is closed', () => {
  const zone = fc.constantFrom('Europe/Paris', 'Indian/Reunion', 'America/Martinique');
  const kind = fc.constantFrom<CommercialHours>(SMS, marketingSmsHours(22 * 60), COMMERCIAL_CALL_HOURS);
  fc.assert(
    fc.property(zone, kind, anyInstant, (where, hours, now) => {
      const opening = closedUntil(hours, where, now);
      if (opening === undefined) return;
      expect(opening).toBeGreaterThan(now);
      expect(closedUntil(hours, where, opening)).toBeUndefined();
      for (let earlier = opening - 1; earlier > now; earlier -= 15 * MINUTE)
        expect(closedUntil(hours, where, earlier)).toBe(opening);
    }),
    { numRuns: 60 },
  );
});
