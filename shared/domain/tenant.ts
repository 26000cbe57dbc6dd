import type { Channel } from './channel.ts';
import type { MessageType } from './message.ts';
import type { MicroEuros, PriceList } from './price.ts';
import type { Locale } from './prospect.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { PointsOverride } from './points.ts';
import type { WhatsAppApprovals } from './whatsapp-approval.ts';

/** The identity a tenant sends from on one channel. */
export interface Sender {
  /** E.164 number, short code or alphanumeric name for SMS; E.164 for WhatsApp; address for e-mail. */
  address: string;
  /** The name shown beside an e-mail address. */
  name?: string;
  /** False for alphanumeric names: nobody can answer them. */
  twoWay: boolean;
  /** Where STOP is texted to when the sender of SMS cannot be answered, such as `36180`. */
  stopNumber?: string;
}

/** What a tenant decides for all its messages. */
export interface TenantPolicy {
  quietHours: QuietHours;
  /** End of the day for marketing SMS, in minutes: 20:00 unless the tenant chose later (22:00 at most). */
  marketingEveningLimit: number;
  /** Customers may receive marketing about similar products without recorded consent. */
  softOptIn: boolean;
  /** At most `max` messages of this type to one person in `days`. */
  frequencyCaps: Partial<Record<MessageType, { max: number; days: number }>>;
  /** How long people of whom nothing is heard are kept; null: for ever, undefined: as long as `retention.ts` says. */
  prospectRetentionMonths?: number | null;
  /** What may be spent in a calendar month (UTC). */
  monthlyBudget?: MicroEuros;
}

/** How an agency looks in its e-mails; everything has a fallback. */
export interface Brand {
  /** `#1a2b3c`: of buttons, links and the agency's name. */
  colour?: string;
  /** An https URL; `width` in CSS pixels. */
  logo?: { url: string; alt?: string; width?: number };
  website?: string;
  /** The postal address, on one line. */
  address?: string;
  phone?: string;
}

/**
 * What tenants are called: 1 to 50 of a-z 0-9 _, with a letter or a digit at both ends. So an id fits into the name of a
 * secret, a group of people and a channel of live events, which is the shortest of them (`live-channel.ts`).
 */
export const TENANT_ID = /^[a-z0-9](?:[a-z0-9_]{0,48}[a-z0-9])?$/;

export interface Tenant {
  /** As `TENANT_ID` allows. */
  id: string;
  name: string;
  locale: Locale;
  timeZone: string;
  senders: Partial<Record<Channel, Sender>>;
  prices: PriceList;
  policy: TenantPolicy;
  whatsappTemplates: WhatsAppApprovals;
  points?: PointsOverride;
  brand?: Brand;
  /** Of the stage: where links of ours begin, such as `https://messages.example`; absent where none can be made. */
  linkBase?: string;
}

/** What a tenant's own people decide; it takes the place of what the operators did. */
export type OwnSettings = Partial<Pick<Tenant, 'policy' | 'brand' | 'points'>>;

/** Where people text STOP to: the SMS sender itself when it can be answered; undefined when nobody said. */
export function stopNumberOf({ senders: { sms } }: Tenant): string | undefined {
  return sms?.stopNumber ?? (sms?.twoWay === true ? sms.address : undefined);
}
