import type { FieldError } from './field-error.ts';
import { type Instant, MINUTE } from './instant.ts';
import type { Consent } from './prospect.ts';

/** How far the clock of a client may be fast. */
const CLOCK_MARGIN = 5 * MINUTE;

/**
 * Does a consent or a refusal replace the one that is known? The newer one stands, whichever way and in whatever order
 * they come; of the same instant, the refusal. Said again, it replaces nothing.
 */
export function isNewerConsent(said: Consent, known: Consent): boolean {
  if (said.at !== known.at) return said.at > known.at;
  return known.granted && !said.granted;
}

export function newestConsent(one: Consent | undefined, other: Consent | undefined): Consent | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return isNewerConsent(other, one) ? other : one;
}

/** What is wrong with a consent that a client sends: nobody has agreed to anything tomorrow. */
export function consentErrors({ at }: Consent, now: Instant, path: string): FieldError[] {
  return at > now + CLOCK_MARGIN
    ? [
        {
          path: path === '' ? 'at' : `${path}.at`,
          message: 'is in the future: give when the person agreed or refused',
        },
      ]
    : [];
}

/** A consent as it is recorded: one by a clock that is fast was given now, so that it hides nothing that is said next. */
export function asRecorded(consent: Consent, now: Instant): Consent {
  return consent.at > now ? { ...consent, at: now } : consent;
}
