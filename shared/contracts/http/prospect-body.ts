import * as z from 'zod/mini';
import type { Preferences, Prospect, ProspectPatch } from '../../domain/prospect.ts';
import { channel, email, instant, phone, shortText, timeOfDay, timeZone } from '../fields.ts';

/** A path cannot name `.` and `..`, and `erased` is whose what was forgotten is. */
const PROSPECT_ID = /^(?!\.{1,2}$|erased$)[\w.:@+-]{1,128}$/;

export const prospectId = z
  .string()
  .check(
    z.refine(
      (text) => PROSPECT_ID.test(text),
      'must be 1 to 128 of A-Z a-z 0-9 _ . : @ + -, and not “.”, “..” or “erased”',
    ),
  );

const channels = z.array(channel).check(z.maxLength(5));

const wishes = {
  preferredChannels: z.optional(channels),
  fallbackChannels: z.optional(channels),
  disabledChannels: z.optional(channels),
  quietHoursStart: z.optional(timeOfDay),
  quietHoursEnd: z.optional(timeOfDay),
  allowSMSDuringQuietHours: z.optional(z.boolean()),
};

/** How a person wants to be reached. */
export const preferences = z.strictObject(wishes);

/** Proof of a consent or of a refusal. */
export const consent = z.strictObject({
  granted: z.boolean(),
  text: shortText(2_000),
  source: shortText(200),
  at: instant,
});

const words = z.array(shortText(60)).check(z.maxLength(50));

const sought = {
  budget: z.optional(z.int().check(z.gte(0), z.lte(1_000_000_000))),
  areas: z.optional(words),
  rooms: z.optional(z.int().check(z.gte(0), z.lte(100))),
};

const consents = z.strictObject({ marketing: z.optional(consent) });

/** What has no fields of its own. */
const simpleFields = {
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
};
const household = z.optional(shortText(100));

export const prospectFields = {
  ...simpleFields,
  project: z.optional(z.strictObject(sought)),
  household,
  consents: z.optional(consents),
};

/** `PUT /v1/prospects/{id}`. The id may be repeated in the body. */
export const prospectBody = z.strictObject({
  id: z.optional(prospectId),
  ...prospectFields,
  preferences: z.optional(preferences),
});

/** In a merge patch every field may be null, which takes it out. */
function orNull<Shape extends Record<string, z.ZodMiniType>>(shape: Shape) {
  const entries = Object.entries(shape).map(([name, field]) => [name, z.optional(z.nullable(field))]);
  return Object.fromEntries(entries) as {
    [Name in keyof Shape]: z.ZodMiniOptional<z.ZodMiniNullable<Shape[Name]>>;
  };
}

/** `PATCH /v1/prospects/{id}`: a JSON merge patch (RFC 7396). The id may be repeated; consents have their own address. */
export const prospectPatch = z.strictObject({
  id: z.optional(prospectId),
  ...orNull({
    ...simpleFields,
    project: z.strictObject(orNull(sought)),
    household,
    preferences: z.strictObject(orNull(wishes)),
  }),
});

type PreferencesBody = z.infer<typeof preferences>;
type ProspectBody = z.infer<typeof prospectBody>;

export function toPreferences({ allowSMSDuringQuietHours, ...rest }: PreferencesBody): Preferences {
  return withoutUndefined({ ...rest, allowSmsDuringQuietHours: allowSMSDuringQuietHours });
}

export function toProspect(
  id: string,
  { id: _given, preferences: wished, consents: given, project, ...fields }: ProspectBody,
): Prospect {
  const marketing = given?.marketing;
  return {
    ...withoutUndefined(fields),
    id,
    ...(project !== undefined && { project: withoutUndefined(project) }),
    ...(wished !== undefined && { preferences: toPreferences(wished) }),
    ...(marketing !== undefined && { consents: { marketing } }),
  };
}

export function toProspectPatch({
  id: _given,
  preferences: wished,
  project,
  ...fields
}: z.infer<typeof prospectPatch>): ProspectPatch {
  return {
    ...withoutUndefined(fields),
    ...(project !== undefined && { project: project && withoutUndefined(project) }),
    ...(wished !== undefined && { preferences: wished && toPreferencesPatch(wished) }),
  };
}

function toPreferencesPatch({
  allowSMSDuringQuietHours,
  ...rest
}: NonNullable<z.infer<typeof prospectPatch>['preferences']>): NonNullable<ProspectPatch['preferences']> {
  return withoutUndefined({ ...rest, allowSmsDuringQuietHours: allowSMSDuringQuietHours });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out what was not given, so that it cannot overwrite what is known. */
export function withoutUndefined<T extends object>(value: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Partial<
    Defined<T>
  >;
}
