import { type Instant, MINUTE } from './instant.ts';

/** A civil date and time of day in some zone; `weekday` is 0 for Sunday. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  weekday: number;
  /** Minutes since local midnight. */
  minuteOfDay: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let known = formatters.get(zone);
  if (known === undefined) {
    known = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, known);
  }
  return known;
}

/**
 * An IANA zone such as `Europe/Paris` or `Indian/Reunion` in its usual spelling, whatever the case it was written
 * in; undefined when there is none. Bare offsets (`+02:00`) are refused although ECMAScript accepts them: they know
 * nothing of daylight saving.
 */
export function normaliseTimeZone(zone: string): string | undefined {
  if (!/^[A-Za-z]/.test(zone)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const QUARTER = 15 * MINUTE;
const OFFSETS_KEPT = 20_000;
let offsets = new Map<string, Map<number, number>>();
let offsetsKept = 0;

/**
 * Milliseconds to add to UTC to get the zone's civil time. Kept per quarter of an hour, because every zone of the
 * IANA database in use changes its offset on one, and asking `Intl` costs a hundred times a map look-up.
 */
export function offsetAt(zone: string, instant: Instant): number {
  const quarter = Math.floor(instant / QUARTER);
  let ofZone = offsets.get(zone);
  const known = ofZone?.get(quarter);
  if (known !== undefined) return known;
  if (offsetsKept >= OFFSETS_KEPT) {
    offsets = new Map();
    offsetsKept = 0;
    ofZone = undefined;
  }
  if (ofZone === undefined) {
    ofZone = new Map();
    offsets.set(zone, ofZone);
  }
  const offset = measureOffset(zone, quarter * QUARTER);
  ofZone.set(quarter, offset);
  offsetsKept += 1;
  return offset;
}

function measureOffset(zone: string, instant: Instant): number {
  const fields: Record<string, number> = {};
  for (const { type, value } of formatter(zone).formatToParts(instant)) fields[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1_000) * 1_000;
}

/** The civil time that a clock on the wall shows in `zone` at `instant`. */
export function localTime(zone: string, instant: Instant): LocalTime {
  const shifted = new Date(instant + offsetAt(zone, instant));
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    minuteOfDay: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
  };
}

/**
 * The instant at which the wall clock of `zone` shows the given date and minute. A time that a spring night skips
 * becomes the same length of time after the jump (02:30 → 03:30); one that an autumn night repeats is its first
 * occurrence. `day` may overflow its month.
 */
export function instantOfLocal(
  zone: string,
  year: number,
  month: number,
  day: number,
  minuteOfDay: number,
): Instant {
  const civil = Date.UTC(year, month - 1, day) + minuteOfDay * MINUTE;
  const before = offsetAt(zone, civil - 24 * 60 * MINUTE);
  const after = offsetAt(zone, civil + 24 * 60 * MINUTE);
  const early = civil - Math.max(before, after);
  if (early + offsetAt(zone, early) === civil) return early;
  const late = civil - Math.min(before, after);
  if (late + offsetAt(zone, late) === civil) return late;
  return civil - before;
}
