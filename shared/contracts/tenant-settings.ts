import * as z from 'zod/mini';
import { CHANNELS } from '../domain/channel.ts';
import { MESSAGE_TYPES } from '../domain/message.ts';
import { DEFAULT_PRICES } from '../domain/price.ts';
import { DEFAULT_QUIET_HOURS } from '../domain/quiet-hours.ts';
import { type Sender, type Tenant, TENANT_ID, type TenantPolicy } from '../domain/tenant.ts';
import type { TemplateApproval, WhatsAppApprovals } from '../domain/whatsapp-approval.ts';
import { brandSettings, toBrand } from './brand-settings.ts';
import { email, phone, shortText, timeOfDay, timeZone } from './fields.ts';

/** What an operator writes to create or change a tenant. Money in micro-euros, times of day as `22:00`. */
const micros = z.int().check(z.gte(0));

const smsSender = z.strictObject({
  /** A number, a short code, or a name of at most 11 letters and digits. */
  address: z
    .string()
    .check(
      z.refine(
        (text) => /^(\+\d{7,15}|\d{4,6}|[A-Za-z0-9 ]{1,11})$/.test(text),
        'must be an E.164 number, a short code, or a name of at most 11 characters',
      ),
    ),
  twoWay: z.boolean(),
  /** Where STOP is texted to, for a sender that cannot be answered. */
  stopNumber: z.optional(
    z
      .string()
      .check(z.refine((text) => /^(\+\d{7,15}|\d{4,6})$/.test(text), 'must be a number such as 36180')),
  ),
});

/** A template that Meta approved for the tenant without the operators' command. */
const template = z.strictObject({
  contentSid: z
    .string()
    .check(
      z.refine(
        (text) => /^HX[0-9a-fA-F]{32}$/.test(text),
        'must be a Twilio ContentSid: HX and 32 hexadecimal digits',
      ),
    ),
  variables: z.array(shortText(100)).check(z.maxLength(50)),
  /** The variables that stand at the end of a button's address. */
  links: z.optional(z.array(shortText(100)).check(z.maxLength(2))),
});

const approvals = z.strictObject({ fr: z.optional(template), en: z.optional(template) });

export const frequencyCap = z.strictObject({
  max: z.int().check(z.gte(1)),
  days: z.int().check(z.gte(1), z.lte(90)),
});

/** Ten years at most; null for who decides otherwise who is forgotten. */
export const prospectRetentionMonths = z.nullable(z.int().check(z.gte(1), z.lte(120)));

export const tenantSettings = z.strictObject({
  id: z
    .string()
    .check(
      z.refine(
        (text) => TENANT_ID.test(text),
        'must be 1 to 50 of a-z 0-9 _, with a letter or a digit at both ends',
      ),
    ),
  name: shortText(200),
  locale: z._default(z.enum(['fr', 'en']), 'fr'),
  timeZone: z._default(timeZone, 'Europe/Paris'),
  senders: z.strictObject({
    sms: z.optional(smsSender),
    whatsapp: z.optional(z.strictObject({ address: phone })),
    email: z.optional(z.strictObject({ address: email, name: z.optional(shortText(100)) })),
  }),
  prices: z.optional(z.partialRecord(z.enum(CHANNELS), micros)),
  quietHours: z.optional(z.strictObject({ start: timeOfDay, end: timeOfDay })),
  marketingEveningLimit: z.optional(timeOfDay),
  softOptIn: z._default(z.boolean(), false),
  frequencyCaps: z.optional(z.partialRecord(z.enum(MESSAGE_TYPES), frequencyCap)),
  monthlyBudgetMicros: z.optional(micros),
  prospectRetentionMonths: z.optional(prospectRetentionMonths),
  whatsappTemplates: z.optional(z.record(shortText(100), approvals)),
  brand: z.optional(brandSettings),
});

export type TenantSettings = z.infer<typeof tenantSettings>;

/** The tenant that the settings describe, with the product's defaults for what they leave out. */
export function toTenant(settings: TenantSettings): Tenant {
  const { id, name, locale, timeZone: zone, senders } = settings;
  const { sms, whatsapp, email: mail } = senders;
  return {
    id,
    name,
    locale,
    timeZone: zone,
    senders: {
      ...(sms !== undefined && { sms: toSmsSender(sms) }),
      ...(whatsapp !== undefined && { whatsapp: { ...whatsapp, twoWay: true } }),
      ...(mail !== undefined && {
        email: { address: mail.address, ...(mail.name !== undefined && { name: mail.name }), twoWay: true },
      }),
    },
    prices: { ...DEFAULT_PRICES, ...settings.prices },
    policy: toTenantPolicy(settings),
    whatsappTemplates: toApprovals(settings.whatsappTemplates ?? {}),
    ...(settings.brand !== undefined && { brand: toBrand(settings.brand) }),
  };
}

function toTenantPolicy(settings: TenantSettings): TenantPolicy {
  const { monthlyBudgetMicros, prospectRetentionMonths: months } = settings;
  return {
    quietHours: settings.quietHours ?? DEFAULT_QUIET_HOURS,
    marketingEveningLimit: Math.min(settings.marketingEveningLimit ?? 20 * 60, 22 * 60),
    softOptIn: settings.softOptIn,
    frequencyCaps: settings.frequencyCaps ?? {},
    ...(monthlyBudgetMicros !== undefined && { monthlyBudget: monthlyBudgetMicros }),
    ...(months !== undefined && { prospectRetentionMonths: months }),
  };
}

function toApproval({ links, ...content }: z.infer<typeof template>): TemplateApproval {
  return { approved: { ...content, version: 0, ...(links !== undefined && { links }) } };
}

function toApprovals(named: NonNullable<TenantSettings['whatsappTemplates']>): WhatsAppApprovals {
  return Object.fromEntries(
    Object.entries(named).map(([id, { fr, en }]) => [
      id,
      { ...(fr !== undefined && { fr: toApproval(fr) }), ...(en !== undefined && { en: toApproval(en) }) },
    ]),
  );
}

function toSmsSender({ stopNumber, ...sender }: z.infer<typeof smsSender>): Sender {
  return { ...sender, ...(stopNumber !== undefined && { stopNumber }) };
}
