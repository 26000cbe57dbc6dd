import * as z from 'zod/mini';
import type { Preferences, Prospect } from '../../domain/prospect.ts';
import { channel, email, instant, phone, shortText, timeOfDay, timeZone } from '../fields.ts';

const PROSPECT_ID = /^[\w.:@+-]{1,128}$/;

export const prospectId = z
  .string()
  .check(z.refine((text) => PROSPECT_ID.test(text), 'must be 1 to 128 of A-Z a-z 0-9 _ . : @ + -'));

const channels = z.array(channel).check(z.maxLength(5));

/** How a person wants to be reached. */
export const preferences = z.strictObject({
  preferredChannels: z.optional(channels),
  fallbackChannels: z.optional(channels),
  disabledChannels: z.optional(channels),
  quietHoursStart: z.optional(timeOfDay),
  quietHoursEnd: z.optional(timeOfDay),
  allowSMSDuringQuietHours: z.optional(z.boolean()),
});

/** Proof of a consent or of a refusal. */
export const consent = z.strictObject({
  granted: z.boolean(),
  text: shortText(2_000),
  source: shortText(200),
  at: instant,
});

const words = z.array(shortText(60)).check(z.maxLength(50));

const project = z.strictObject({
  budget: z.optional(z.int().check(z.gte(0), z.lte(1_000_000_000))),
  areas: z.optional(words),
  rooms: z.optional(z.int().check(z.gte(0), z.lte(100))),
});

const consents = z.strictObject({ marketing: z.optional(consent) });

export const prospectFields = {
  name: z.optional(shortText(200)),
  phone: z.optional(phone),
  email: z.optional(email),
  whatsapp: z.optional(phone),
  telegram: z.optional(
    z.string().check(z.refine((text) => /^-?\d{1,20}$/.test(text), 'must be a Telegram chat id: digits')),
  ),
  locale: z.optional(z.enum(['fr', 'en'])),
  timeZone: z.optional(timeZone),
  customer: z.optional(z.boolean()),
  tags: z.optional(words),
  project: z.optional(project),
  household: z.optional(shortText(100)),
  consents: z.optional(consents),
};

/** `PUT /v1/prospects/{id}`. The id may be repeated in the body. */
export const prospectBody = z.strictObject({
  id: z.optional(prospectId),
  ...prospectFields,
  preferences: z.optional(preferences),
});

type PreferencesBody = z.infer<typeof preferences>;
type ProspectBody = z.infer<typeof prospectBody>;

export function toPreferences({ allowSMSDuringQuietHours, ...rest }: PreferencesBody): Preferences {
  return withoutUndefined({ ...rest, allowSmsDuringQuietHours: allowSMSDuringQuietHours });
}

export function toProspect(
  id: string,
  { id: _given, preferences: wishes, consents: given, project: sought, ...fields }: ProspectBody,
): Prospect {
  const marketing = given?.marketing;
  return {
    ...withoutUndefined(fields),
    id,
    ...(sought !== undefined && { project: withoutUndefined(sought) }),
    ...(wishes !== undefined && { preferences: toPreferences(wishes) }),
    ...(marketing !== undefined && { consents: { marketing } }),
  };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out what was not given, so that it cannot overwrite what is known. */
export function withoutUndefined<T extends object>(value: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Partial<
    Defined<T>
  >;
}
