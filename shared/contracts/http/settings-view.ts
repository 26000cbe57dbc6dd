import * as z from 'zod/mini';
import { type ApiKey, SCOPES } from '../../domain/api-key.ts';
import { CHANNELS } from '../../domain/channel.ts';
import { toIso } from '../../domain/instant.ts';
import { pointsFor } from '../../domain/points.ts';
import type { MicroEuros } from '../../domain/price.ts';
import { formatTimeOfDay } from '../../domain/quiet-hours.ts';
import { retentionMonths } from '../../domain/retention.ts';
import type { Tenant } from '../../domain/tenant.ts';
import { moneyView } from './decision-view.ts';
import { money } from './responses.ts';

const sender = z.strictObject({
  address: z.string(),
  name: z.optional(z.string()),
  twoWay: z.boolean(),
  stopNumber: z.optional(z.string()),
});

export const settingsResponse = z.strictObject({
  id: z.string(),
  name: z.string(),
  locale: z.enum(['fr', 'en']),
  timeZone: z.string(),
  senders: z.partialRecord(z.enum(CHANNELS), sender),
  policy: z.strictObject({
    quietHours: z.strictObject({ start: z.string(), end: z.string() }),
    marketingEveningLimit: z.string(),
    softOptIn: z.boolean(),
    frequencyCaps: z.record(z.string(), z.strictObject({ max: z.int(), days: z.int() })),
    monthlyBudget: z.nullable(money),
    prospectRetentionMonths: z.nullable(z.int()),
  }),
  /** Those in force; `isOwn` when some are not the product's. */
  points: z.looseObject({ version: z.string(), isOwn: z.boolean() }),
  brand: z.looseObject({}),
  revision: z.string(),
});

export function settingsView({ tenant, revision }: { tenant: Tenant; revision: string }): object {
  const { id, name, locale, timeZone, senders, policy, points, brand = {} } = tenant;
  const { quietHours, marketingEveningLimit, softOptIn, frequencyCaps, monthlyBudget } = policy;
  return {
    id,
    name,
    locale,
    timeZone,
    senders,
    policy: {
      quietHours: { start: formatTimeOfDay(quietHours.start), end: formatTimeOfDay(quietHours.end) },
      marketingEveningLimit: formatTimeOfDay(marketingEveningLimit),
      softOptIn,
      frequencyCaps,
      monthlyBudget: monthlyBudget === undefined ? null : moneyView(monthlyBudget),
      prospectRetentionMonths: retentionMonths(policy) ?? null,
    },
    points: { ...pointsFor(points), isOwn: points !== undefined },
    brand,
    revision,
  };
}

const count = z.int().check(z.gte(0));
const byChannel = z.partialRecord(z.enum(CHANNELS), count);
const chosen = z.enum(CHANNELS);

export const replayResponse = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  decisions: count,
  outOf: count,
  leftOut: count,
  changed: count,
  cost: z.strictObject({ before: money, after: money }),
  byChannel: z.strictObject({ before: byChannel, after: byChannel }),
  examples: z.array(
    z.strictObject({ messageId: z.string(), before: chosen, after: chosen, reason: z.string() }),
  ),
});

/** The figures of `POST /v1/settings/points/replay`, with their money. */
export function replayView(replayed: { cost: { before: MicroEuros; after: MicroEuros } }): object {
  const { before, after } = replayed.cost;
  return { ...replayed, cost: { before: moneyView(before), after: moneyView(after) } };
}

const apiKey = z.strictObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdAt: z.optional(z.iso.datetime()),
});

export const apiKeysResponse = z.strictObject({
  items: z.array(apiKey),
  nextCursor: z.optional(z.string()),
});

/** With the key itself, this once. */
export const newApiKeyResponse = z.extend(apiKey, { key: z.string() });

export function apiKeyView({ id, name, scopes, createdAt }: ApiKey): object {
  return { id, name, scopes, ...(createdAt !== undefined && { createdAt: toIso(createdAt) }) };
}
