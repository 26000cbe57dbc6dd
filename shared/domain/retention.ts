import { DAY, type Instant } from './instant.ts';
import type { KnownPerson } from './segment.ts';
import type { TenantPolicy } from './tenant.ts';

/**
 * For how many months people are kept from whom nothing is heard: three years, as the CNIL recommends for people who are
 * no customers, from when their data were collected or from the last contact that came from them. Opening an e-mail is
 * none.
 */
const DEFAULT_MONTHS = 36;

/** Undefined: nobody is ever forgotten for their silence. */
export function retentionMonths({ prospectRetentionMonths: months }: TenantPolicy): number | undefined {
  return months === null ? undefined : (months ?? DEFAULT_MONTHS);
}

/** So many months before a day, both as the instants at which they begin. Shorter months end earlier. */
export function monthsBefore(at: Instant, months: number): Instant {
  const day = new Date(at);
  const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1);
  const next = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months + 1, 1);
  return Math.min(first + (day.getUTCDate() - 1) * DAY, next - DAY);
}

/**
 * The day of the last contact that is known of somebody, or on which the agency said something new of them. Undefined
 * when only older facts are there, from before these days were kept: what came after them is not known.
 */
export function lastContact({ prospect, contactAt, recordedAt }: KnownPerson): Instant | undefined {
  if (contactAt === undefined && recordedAt === undefined) return undefined;
  return Math.max(contactAt ?? 0, recordedAt ?? 0, prospect.consents?.marketing?.at ?? 0);
}

/** Was nothing heard of somebody since this instant, and are they nobody's customer? Not when it is not known. */
export function isSilent(person: KnownPerson, since: Instant): boolean {
  const last = lastContact(person);
  return last !== undefined && last <= since && person.prospect.customer !== true;
}
