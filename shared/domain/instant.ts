/** Milliseconds since the Unix epoch, UTC. Text (ISO 8601 with an offset) exists only at the edges. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}
