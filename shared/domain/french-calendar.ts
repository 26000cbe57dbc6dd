import type { Instant } from './instant.ts';
import { instantOfLocal, localTime, type LocalTime } from './time-zone.ts';

/** Month and day of Easter Sunday (Gregorian computus of Meeus, Jones and Butcher). */
export function easter(year: number): { month: number; day: number } {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return { month: Math.floor(sum / 31), day: (sum % 31) + 1 };
}

const FIXED = [101, 501, 508, 714, 815, 1101, 1111, 1225];
/** Days after Easter Sunday: Easter Monday, Ascension, Whit Monday. */
const MOVABLE = [1, 39, 50];
/** The day on which each overseas department remembers the abolition of slavery, as month × 100 + day. */
const ABOLITION: Readonly<Record<string, number>> = {
  'Indian/Mayotte': 427,
  'America/Martinique': 522,
  'America/Guadeloupe': 527,
  'America/Cayenne': 610,
  'Indian/Reunion': 1220,
};

const holidaysByYear = new Map<number, ReadonlySet<number>>();

function nationalHolidays(year: number): ReadonlySet<number> {
  let known = holidaysByYear.get(year);
  if (known === undefined) {
    const { month, day } = easter(year);
    const movable = MOVABLE.map((days) => {
      const date = new Date(Date.UTC(year, month - 1, day + days));
      return (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
    });
    known = new Set([...FIXED, ...movable]);
    holidaysByYear.set(year, known);
  }
  return known;
}

/** Is it a public holiday there? Alsace-Moselle's two extra days cannot be told from the zone and are left out. */
export function isPublicHoliday(zone: string, date: LocalTime): boolean {
  const key = date.month * 100 + date.day;
  return nationalHolidays(date.year).has(key) || ABOLITION[zone] === key;
}

/** Windows of a working day in minutes since midnight, and the last weekday (6 = Saturday) that has them. */
export interface CommercialHours {
  windows: readonly (readonly [from: number, to: number])[];
  lastWeekday: 5 | 6;
}

/**
 * Marketing SMS: Monday to Saturday, 08:00 to `eveningLimit` (sources differ between 20:00 and 22:00), never on a
 * Sunday or a public holiday (Code des postes et des communications électroniques, L34-5; SMS charter of the AF2M).
 */
export function marketingSmsHours(eveningLimit: number): CommercialHours {
  return { windows: [[8 * 60, Math.min(eveningLimit, 22 * 60)]], lastWeekday: 6 };
}

/** Commercial calls: Monday to Friday 10:00–13:00 and 14:00–20:00 (décret n° 2022-1313). */
export const COMMERCIAL_CALL_HOURS: CommercialHours = {
  windows: [
    [10 * 60, 13 * 60],
    [14 * 60, 20 * 60],
  ],
  lastWeekday: 5,
};

/** Undefined when open at `instant`; otherwise the first instant at which the window opens. */
export function closedUntil(hours: CommercialHours, zone: string, instant: Instant): Instant | undefined {
  const now = localTime(zone, instant);
  if (
    isWorkingDay(hours, zone, now) &&
    hours.windows.some(([from, to]) => now.minuteOfDay >= from && now.minuteOfDay < to)
  ) {
    return undefined;
  }
  for (let ahead = 0; ; ahead += 1) {
    const noon = localTime(zone, instantOfLocal(zone, now.year, now.month, now.day + ahead, 12 * 60));
    if (!isWorkingDay(hours, zone, noon)) continue;
    for (const [from] of hours.windows) {
      const opening = instantOfLocal(zone, noon.year, noon.month, noon.day, from);
      if (opening > instant) return opening;
    }
  }
}

function isWorkingDay(hours: CommercialHours, zone: string, date: LocalTime): boolean {
  return date.weekday >= 1 && date.weekday <= hours.lastWeekday && !isPublicHoliday(zone, date);
}
