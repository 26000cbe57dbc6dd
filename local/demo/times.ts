import { DAY, HOUR, type Instant, MINUTE } from '../../shared/domain/instant.ts';
import { instantOfLocal, localTime } from '../../shared/domain/time-zone.ts';

/**
 * When something happens in the demonstration: `D-3 10:12` three days ago by the agency's clock (`D+1 15:00` tomorrow),
 * Sundays not counted but for tomorrow; `40 min` or `3 h` ago, within today's office hours: before an office day of six
 * hours is over, all of those are closer together; `exactly 20 min` ago, whatever the hour.
 */
export type When =
  | `D${'-' | '+'}${number} ${string}`
  | `${number} min`
  | `${number} h`
  | `exactly ${number} min`;

const ZONE = 'Europe/Paris';
const OPENS = 8;
const CLOSES = 20;
/** What a full stretch of today's office hours is. */
const STRETCH = 6 * HOUR;

/** @throws Error when it is none of the forms. */
export function instantOf(when: When, now: Instant): Instant {
  const [, sign, days, time = ''] = /^D([-+])(\d+) (\d\d:\d\d)$/.exec(when) ?? [];
  if (days !== undefined) {
    const away = Number(days) * (sign === '-' ? -1 : 1);
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return onDay(officeDay(now), away, hours * 60 + minutes);
  }
  const [, exactly, amount, unit] = /^(exactly )?(\d+) (min|h)$/.exec(when) ?? [];
  if (amount === undefined) throw new Error(`${when} is no time of the demonstration`);
  const back = Number(amount) * (unit === 'h' ? HOUR : MINUTE);
  return exactly === undefined ? inOffice(back, now) : now - back;
}

/** Noon of the day that the office lives: until it opens, that is the day before. */
function officeDay(now: Instant): Instant {
  return onDay(now - OPENS * HOUR, 0, 12 * 60);
}

function inOffice(back: number, now: Instant): Instant {
  const today = officeDay(now);
  const opened = onDay(today, 0, OPENS * 60);
  const latest = Math.min(now, onDay(today, 0, CLOSES * 60));
  return Math.round(latest - back * Math.min(1, (latest - opened) / STRETCH));
}

/** A number of days away from the day of `from`; Sundays are passed over, but for tomorrow. */
function onDay(from: Instant, away: number, minuteOfDay: number): Instant {
  let day = from;
  const step = away < 0 ? -DAY : DAY;
  for (let left = Math.abs(away); left > 0; left -= 1) {
    day += step;
    if (localTime(ZONE, day).weekday === 0 && away !== 1) day += step;
  }
  const { year, month, day: date } = localTime(ZONE, day);
  return instantOfLocal(ZONE, year, month, date, minuteOfDay);
}

/** `2026-12-01` and `15:30`: a moment as templates are given it. */
export function dateAndTime(at: Instant): { appointmentDate: string; appointmentTime: string } {
  const { year, month, day, minuteOfDay } = localTime(ZONE, at);
  const pad = (number: number): string => String(number).padStart(2, '0');
  return {
    appointmentDate: `${year}-${pad(month)}-${pad(day)}`,
    appointmentTime: `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`,
  };
}
