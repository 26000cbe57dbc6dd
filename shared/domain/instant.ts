/** Milliseconds since the Unix epoch, UTC. Text (ISO 8601 with an offset) exists only at the edges. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The day of an instant, UTC, as the instant at which it begins. */
export function startOfDay(at: Instant): Instant {
  return Math.floor(at / DAY) * DAY;
}

export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}
