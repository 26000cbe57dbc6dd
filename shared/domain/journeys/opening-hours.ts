import { closedUntil, type CommercialHours } from '../french-calendar.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { isQuiet, type QuietHours, quietUntil } from '../quiet-hours.ts';
import { instantOfLocal, localTime, offsetAt } from '../time-zone.ts';
import type { Hours } from './definition.ts';

/** Of whom the hours are: their zone, and when they are left alone. */
export interface Timekeeping {
  zone: string;
  quietHours: QuietHours;
}

/** Agencies are open on Saturdays, and not at lunch for everybody: a journey's clock does not stop for it. */
const CLOSES = 19 * 60;
const BUSINESS: CommercialHours = { windows: [[9 * 60, CLOSES]], lastWeekday: 6 };

/** The first instant from `from` on that is inside the hours. */
export function openingFrom(hours: Hours | undefined, from: Instant, whose: Timekeeping): Instant {
  if (hours === undefined) return from;
  if (hours === 'business') return closedUntil(BUSINESS, whose.zone, from) ?? from;
  return isQuiet(whose.quietHours, whose.zone, from) ? quietUntil(whose.quietHours, whose.zone, from) : from;
}

/** When so many milliseconds inside the hours have passed since `from`: outside them the clock stands still. */
export function elapsed(hours: Hours | undefined, from: Instant, ms: number, whose: Timekeeping): Instant {
  if (hours === undefined) return from + ms;
  let at = openingFrom(hours, from, whose);
  let left = ms;
  for (;;) {
    const closing = closingAfter(hours, at, whose);
    if (closing === undefined || left <= closing - at) return at + left;
    left -= closing - at;
    at = openingFrom(hours, closing, whose);
  }
}

/** The next end of the hours that `at` is inside of; undefined when they never end. */
function closingAfter(hours: Hours, at: Instant, whose: Timekeeping): Instant | undefined {
  const { zone, quietHours } = whose;
  if (hours === 'waking' && quietHours.start === quietHours.end) return undefined;
  const closesAt = hours === 'business' ? CLOSES : quietHours.start;
  const { year, month, day } = localTime(zone, at);
  const today = instantOfLocal(zone, year, month, day, closesAt);
  const closing = today > at ? today : instantOfLocal(zone, year, month, day + 1, closesAt);
  if ([today, closing].every((instant) => offsetAt(zone, instant) === offsetAt(zone, at))) return closing;
  // A night of change may show a time twice, or not at all: the wall clock decides, by the minute.
  let minute = Math.floor(at / MINUTE) * MINUTE + MINUTE;
  while (openingFrom(hours, minute, whose) === minute) minute += MINUTE;
  return minute;
}
