import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/domain/instant.ts';
import type { Hours } from '../../../shared/domain/journeys/definition.ts';
import { elapsed, openingFrom, type Timekeeping } from '../../../shared/domain/journeys/opening-hours.ts';
import { closedUntil, type CommercialHours } from '../../../shared/domain/french-calendar.ts';
import { DEFAULT_QUIET_HOURS, isQuiet } from '../../../shared/domain/quiet-hours.ts';
import { at } from '../../support/routing-request.ts';
import { anyZone, nightOfChange } from '../../support/zones.ts';

const PARIS: Timekeeping = { zone: 'Europe/Paris', quietHours: DEFAULT_QUIET_HOURS };
const BUSINESS: CommercialHours = { windows: [[9 * 60, 19 * 60]], lastWeekday: 6 };

/** Looks at the wall clock minute after minute. */
function counted(hours: Hours, from: Instant, minutes: number, { zone, quietHours }: Timekeeping): Instant {
  const isOpen = (minute: Instant): boolean =>
    hours === 'waking'
      ? !isQuiet(quietHours, zone, minute)
      : closedUntil(BUSINESS, zone, minute) === undefined;
  let left = minutes;
  let minute = from;
  while (!isOpen(minute)) minute += MINUTE;
  while (left > 0) {
    if (isOpen(minute)) left -= 1;
    minute += MINUTE;
  }
  return minute;
}

const anyTimeOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 });
const whole = ({ zone, instant }: { zone: string; instant: Instant }) => ({
  zone,
  instant: Math.floor(instant / MINUTE) * MINUTE,
});

describe('A clock that stands still outside of some hours', () => {
  test.each([
    [
      'six waking hours from noon end at six',
      'waking',
      '2026-11-24T12:00:00+01:00',
      6,
      '2026-11-24T18:00:00+01:00',
    ],
    [
      'from eight in the evening, at noon',
      'waking',
      '2026-11-24T20:00:00+01:00',
      6,
      '2026-11-25T12:00:00+01:00',
    ],
    [
      'from the night, six hours after it',
      'waking',
      '2026-11-25T03:00:00+01:00',
      6,
      '2026-11-25T14:00:00+01:00',
    ],
    ['over the night of spring', 'waking', '2026-03-28T21:00:00+01:00', 2, '2026-03-29T09:00:00+02:00'],
    ['over the night of autumn', 'waking', '2026-10-24T21:00:00+02:00', 2, '2026-10-25T09:00:00+01:00'],
    ['business hours over a Sunday', 'business', '2026-11-28T18:00:00+01:00', 2, '2026-11-30T10:00:00+01:00'],
    [
      'over Christmas, which is a Friday',
      'business',
      '2026-12-24T18:30:00+01:00',
      1,
      '2026-12-26T09:30:00+01:00',
    ],
  ] as const)('%s', (_, hours, from, count, end) => {
    expect(elapsed(hours, at(from), count * HOUR, PARIS)).toBe(at(end));
  });

  test('is the one on the wall of the recipient, whatever their zone and on both nights of change', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('waking' as const, 'business' as const),
        nightOfChange.map(whole),
        anyTimeOfDay,
        anyTimeOfDay,
        fc.integer({ min: 1, max: 900 }),
        (hours, { zone, instant }, start, end, minutes) => {
          const whose = { zone, quietHours: { start, end } };
          const due = elapsed(hours, instant, minutes * MINUTE, whose);
          const expected = counted(hours, instant, minutes, whose);
          // A time that ends as the hours do is over then, not when they begin again.
          expect(openingFrom(hours, due, whose)).toBe(openingFrom(hours, expected, whose));
          expect(due).toBeLessThanOrEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('never ends earlier than a clock that runs on, and never inside the quiet hours', () => {
    fc.assert(
      fc.property(
        anyZone,
        fc.integer({ min: 0, max: 3 * 365 }),
        fc.integer({ min: 1, max: 60 }),
        (zone, day, hours) => {
          const whose = { zone, quietHours: DEFAULT_QUIET_HOURS };
          const from = at('2026-01-01T00:00:00Z') + day * DAY + hours * 7 * MINUTE;
          const due = elapsed('waking', from, hours * HOUR, whose);
          expect(due).toBeGreaterThanOrEqual(from + hours * HOUR);
          expect(isQuiet(DEFAULT_QUIET_HOURS, zone, due - 1)).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });
});
