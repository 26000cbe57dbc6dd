import { type Instant, MINUTE } from './instant.ts';
import { instantOfLocal, localTime, offsetAt } from './time-zone.ts';

/** Local times of day, in minutes since midnight. Equal bounds mean that there are none. */
export interface QuietHours {
  start: number;
  end: number;
}

/** The brief's default: 22:00–08:00 in the recipient's zone. */
export const DEFAULT_QUIET_HOURS: QuietHours = { start: 22 * 60, end: 8 * 60 };

/** Is the wall clock of `zone` inside the quiet hours? The start is inside, the end is not. */
export function isQuiet(hours: QuietHours, zone: string, instant: Instant): boolean {
  const { minuteOfDay } = localTime(zone, instant);
  if (hours.start <= hours.end) return minuteOfDay >= hours.start && minuteOfDay < hours.end;
  return minuteOfDay >= hours.start || minuteOfDay < hours.end;
}

/** The first instant after `instant` at which the quiet hours that contain it are over. */
export function quietUntil(hours: QuietHours, zone: string, instant: Instant): Instant {
  const local = localTime(zone, instant);
  const endsTomorrow = local.minuteOfDay >= hours.end;
  const end = instantOfLocal(zone, local.year, local.month, local.day + (endsTomorrow ? 1 : 0), hours.end);
  if (offsetAt(zone, instant) === offsetAt(zone, end)) return end;
  // An autumn night may show the end's hour twice, a spring night not at all: the wall clock decides, by the minute.
  let minute = Math.floor(instant / MINUTE) * MINUTE + MINUTE;
  while (isQuiet(hours, zone, minute)) minute += MINUTE;
  return minute;
}

/** Reads `22:00`; undefined when it is not a time of day. */
export function parseTimeOfDay(text: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]);
}

export function formatTimeOfDay(minuteOfDay: number): string {
  const hours = String(Math.floor(minuteOfDay / 60)).padStart(2, '0');
  return `${hours}:${String(minuteOfDay % 60).padStart(2, '0')}`;
}
