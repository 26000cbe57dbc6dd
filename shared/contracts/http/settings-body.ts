import * as z from 'zod/mini';
import { SCOPES } from '../../domain/api-key.ts';
import { CHANNELS } from '../../domain/channel.ts';
import { MESSAGE_TYPES, URGENCIES } from '../../domain/message.ts';
import { type PointsChange, type PointsOverride, pointsOverride } from '../../domain/points.ts';
import type { TenantPolicy } from '../../domain/tenant.ts';
import { brandSettings } from '../brand-settings.ts';
import { shortText, timeOfDay } from '../fields.ts';
import { frequencyCap, prospectRetentionMonths } from '../tenant-settings.ts';
import { pageQuery } from './list-page.ts';
import { period } from './statistics-query.ts';

/** The `revision` that the writer has seen: when there is a newer one, nothing is written. */
const basedOn = z.optional(shortText(40));

/** Marketing by SMS ends at 22:00 at the latest, whatever an agency would like. */
const LATEST_EVENING = 22 * 60;
const eveningLimit = timeOfDay.check(
  z.refine((minute) => minute <= LATEST_EVENING, 'must be 22:00 at the latest'),
);

/** `GET /v1/settings` is asked without anything. */
export const settingsQuery = z.strictObject({});

/** `PUT /v1/settings/policy`: all of it, but for what nobody is to change by not knowing of it. */
export const policyBody = z.strictObject({
  quietHours: z.strictObject({ start: timeOfDay, end: timeOfDay }),
  marketingEveningLimit: eveningLimit,
  softOptIn: z.boolean(),
  frequencyCaps: z.partialRecord(z.enum(MESSAGE_TYPES), frequencyCap),
  /** A month; null where there is no limit. */
  monthlyBudget: z.nullable(z.strictObject({ micros: z.int().check(z.gte(0)), currency: z.literal('EUR') })),
  /** After so many months of silence people are forgotten; null: never. Absent: what is in force stays. */
  prospectRetentionMonths: z.optional(prospectRetentionMonths),
  basedOn,
});

export function toPolicy(
  { basedOn: _seen, monthlyBudget, prospectRetentionMonths: given, ...policy }: z.output<typeof policyBody>,
  inForce: TenantPolicy,
): TenantPolicy {
  const months = given === undefined ? inForce.prospectRetentionMonths : given;
  return {
    ...policy,
    ...(monthlyBudget !== null && { monthlyBudget: monthlyBudget.micros }),
    ...(months !== undefined && { prospectRetentionMonths: months }),
  };
}

/** `PUT /v1/settings/brand`: all of it. */
export const brandBody = z.extend(brandSettings, { basedOn });

const some = z.int().check(z.gte(-100), z.lte(100));
const byChannel = z.partialRecord(z.enum(CHANNELS), some);

const points = z.strictObject({
  preference: z.optional(z.tuple([some, some, some])),
  urgency: z.optional(z.partialRecord(z.enum(URGENCIES), byChannel)),
  rich: z.optional(byChannel),
  long: z.optional(byChannel),
  short: z.optional(byChannel),
  cost: z.optional(some),
  quietHours: z.optional(byChannel),
  messageType: z.optional(z.partialRecord(z.enum(MESSAGE_TYPES), byChannel)),
});

/** `PUT /v1/settings/points`: those that are to be different; null goes back to the product's. */
export const pointsBody = z.strictObject({ points: z.nullable(points), basedOn });

/** `POST /v1/settings/points/replay`. */
export const replayBody = z.strictObject({ points: z.nullable(points), ...period });

/** JSON has no `undefined`: what is absent here is absent there. */
export function toPointsChange(given: z.output<typeof points>): PointsChange {
  return given as PointsChange;
}

/** What is stored of them; undefined for the product's. */
export function toPointsOverride(given: z.output<typeof points> | null): PointsOverride | undefined {
  return given === null ? undefined : pointsOverride(toPointsChange(given));
}

/** `GET /v1/api-keys`. */
export const apiKeysQuery = z.strictObject(pageQuery);

/** `POST /v1/api-keys`. */
export const apiKeyBody = z.strictObject({
  /** What it is for. */
  name: shortText(100),
  scopes: z.array(z.enum(SCOPES)).check(z.minLength(1), z.maxLength(SCOPES.length)),
});
