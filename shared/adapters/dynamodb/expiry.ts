import { DAY, type Instant } from '../../domain/instant.ts';

/** Epoch seconds at which the table forgets what happened at an instant. */
export function expiryAt(from: Instant, retentionDays: number): number {
  return Math.ceil((from + retentionDays * DAY) / 1_000);
}
