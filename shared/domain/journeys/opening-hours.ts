import { closedUntil, type CommercialHours } from '../french-calendar.ts';
import type { Instant } from '../instant.ts';
import { isQuiet, type QuietHours, quietUntil } from '../quiet-hours.ts';
import { instantOfLocal, localTime } from '../time-zone.ts';
import type { Hours } from './definition.ts';

/** Of whom the hours are: their zone, and when they are left alone. */
export interface Timekeeping {
  zone: string;
  quietHours: QuietHours;
}

/** Agencies are open on Saturdays, and not at lunch for everybody: a journey's clock does not stop for it. */
const BUSINESS: CommercialHours = { windows: [[9 * 60, 19 * 60]], lastWeekday: 6 };

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
function closingAfter(hours: Hours, at: Instant, { zone, quietHours }: Timekeeping): Instant | undefined {
  const closesAt = hours === 'business' ? 19 * 60 : quietHours.start;
  if (hours === 'waking' && quietHours.start === quietHours.end) return undefined;
  const { year, month, day } = localTime(zone, at);
  // An autumn night may show a time twice: the day after is looked at too.
  for (let ahead = 0; ; ahead += 1) {
    const closing = instantOfLocal(zone, year, month, day + ahead, closesAt);
    if (closing > at) return closing;
  }
}
