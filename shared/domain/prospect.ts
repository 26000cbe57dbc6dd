import type { Channel } from './channel.ts';
import type { Instant } from './instant.ts';
import type { MergePatch } from './merge-patch.ts';
import type { QuietHours } from './quiet-hours.ts';

export type Locale = 'fr' | 'en';

/** What a person wants; every part is optional and falls back to the tenant's policy. */
export interface Preferences {
  /** Best first; the first three score. */
  preferredChannels?: readonly Channel[];
  /** What to try, best first, once an attempt has failed; scores in place of `preferredChannels`. */
  fallbackChannels?: readonly Channel[];
  disabledChannels?: readonly Channel[];
  quietHoursStart?: number;
  quietHoursEnd?: number;
  allowSmsDuringQuietHours?: boolean;
}

/** What a person agreed to or refused, with its proof (GDPR, article 7). */
export interface Consent {
  granted: boolean;
  text: string;
  source: string;
  at: Instant;
}

export type ConsentPurpose = 'marketing';

/** Addresses as they are sent to: E.164 numbers, a lower-case domain in e-mail addresses, a Telegram chat id. */
export interface Addresses {
  phone?: string;
  email?: string;
  whatsapp?: string;
  telegram?: string;
}

/** What somebody looks for. */
export interface Project {
  /** What they can spend, in whole euros. */
  budget?: number;
  areas?: readonly string[];
  rooms?: number;
}

/** A person the tenant talks to, as known to the platform. */
export interface Prospect extends Addresses {
  id: string;
  name?: string;
  locale?: Locale;
  timeZone?: string;
  /** Has already bought from or mandated the tenant: the soft opt-in of the ePrivacy directive may apply. */
  customer?: boolean;
  /** Wrote to the tenant without being known to it: somebody has to say who it is. */
  toQualify?: true;
  /** Words of the agency's own, by which segments are made. */
  tags?: readonly string[];
  project?: Project;
  /** The same for everybody who lives together: of them, one is written to about a property. */
  household?: string;
  preferences?: Preferences;
  consents?: Partial<Record<ConsentPurpose, Consent>>;
}

/** What an agency says of a prospect that is already known: a JSON merge patch (RFC 7396). Consents have their own way. */
export type ProspectPatch = MergePatch<Omit<Prospect, 'id' | 'toQualify' | 'consents'>>;

/** Who is who among people that were found to be one. */
export interface Ties {
  /** The person whose conversation shows this one's too. */
  mergedInto?: string;
  /** Those whose conversations this one shows. */
  merged: readonly string[];
}

/** The address that a channel writes to. */
export function addressFor(channel: Channel, addresses: Addresses): string | undefined {
  switch (channel) {
    case 'sms':
    case 'voice':
      return addresses.phone;
    case 'email':
      return addresses.email;
    case 'whatsapp':
      return addresses.whatsapp;
    case 'telegram':
      return addresses.telegram;
  }
}

export function quietHoursOf(preferences: Preferences | undefined, fallback: QuietHours): QuietHours {
  return {
    start: preferences?.quietHoursStart ?? fallback.start,
    end: preferences?.quietHoursEnd ?? fallback.end,
  };
}
