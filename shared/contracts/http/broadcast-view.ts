import * as z from 'zod/mini';
import type { Audience } from '../../domain/audience.ts';
import { type Mix, peopleIn, type PlanCounts } from '../../domain/broadcast-plan.ts';
import { DELIVERABLE_CHANNELS } from '../../domain/channel.ts';
import { toIso } from '../../domain/instant.ts';
import { GATE_RULES } from '../../domain/routing/decision.ts';
import type { Segment } from '../../domain/segment.ts';
import { writeDuration } from '../fields.ts';
import { moneyView } from './decision-view.ts';
import { money } from './responses.ts';

const count = z.int().check(z.gte(0));
const byChannel = z.strictObject(
  Object.fromEntries(DELIVERABLE_CHANNELS.map((channel) => [channel, count])) as Record<
    (typeof DELIVERABLE_CHANNELS)[number],
    typeof count
  >,
);

export const planFields = {
  /** Who is written to, by channel; of those who wait, by the likeliest. */
  channels: byChannel,
  waiting: count,
  leftOut: z.strictObject({
    total: count,
    reasons: z.array(z.strictObject({ rule: z.enum(GATE_RULES), people: count })),
  }),
  estimatedCost: money,
  smsOnlyCost: money,
};

/** `POST /v1/broadcasts` with `dryRun`. */
export const dryRunResponse = z.strictObject({
  people: count,
  duplicates: count,
  /** How many of them were looked at, when they are too many to look at all. */
  sampled: z.optional(count),
  ...planFields,
  saving: money,
  /** The first of those who are left out. */
  leftOutPeople: z.array(z.strictObject({ prospectId: z.string(), rule: z.enum(GATE_RULES) })),
});

const LISTED = 100;

export function dryRunView({
  people,
  duplicates,
  sampled,
  counts,
  leftOut,
}: {
  people: number;
  duplicates: number;
  sampled?: number;
  counts: PlanCounts;
  leftOut: readonly { prospectId: string; rule: string }[];
}): object {
  const plan = planView(counts);
  const cost = counts.now.cost + counts.later.cost;
  const smsCost = counts.now.smsCost + counts.later.smsCost;
  return {
    people,
    duplicates,
    ...(sampled !== undefined && { sampled }),
    ...plan,
    saving: moneyView(Math.max(0, smsCost - cost)),
    leftOutPeople: leftOut.slice(0, LISTED),
  };
}

/** What is planned of a broadcast, or would be. */
export function planView({ now, later, leftOut }: PlanCounts): object {
  const reasons = Object.entries(leftOut)
    .map(([rule, people]) => ({ rule, people }))
    .sort((a, b) => b.people - a.people);
  return {
    channels: mixView(now, later),
    waiting: peopleIn(later),
    leftOut: { total: reasons.reduce((sum, { people }) => sum + people, 0), reasons },
    estimatedCost: moneyView(now.cost + later.cost),
    smsOnlyCost: moneyView(now.smsCost + later.smsCost),
  };
}

function mixView(now: Mix, later: Mix): object {
  return Object.fromEntries(
    DELIVERABLE_CHANNELS.map((channel) => [
      channel,
      (now.byChannel[channel] ?? 0) + (later.byChannel[channel] ?? 0),
    ]),
  );
}

export const audienceResponse = z.strictObject({
  id: z.string(),
  status: z.enum(['empty', 'reading', 'ready', 'refused']),
  createdAt: z.iso.datetime(),
  people: count,
  duplicates: count,
  refused: count,
  reason: z.optional(z.string()),
  uploadUrl: z.optional(z.string()),
  errorsUrl: z.optional(z.string()),
});

export function audienceView({
  audience,
  ...urls
}: {
  audience: Audience;
  uploadUrl?: string;
  errorsUrl?: string;
}): object {
  const { id, status, createdAt, people, duplicates, refused, reason } = audience;
  const known = { id, status, createdAt: toIso(createdAt), people, duplicates, refused };
  return { ...known, ...(reason !== undefined && { reason }), ...urls };
}

const words = z.array(z.string());
const span = z.strictObject({ min: z.optional(count), max: z.optional(count) });

export const segmentResponse = z.strictObject({
  id: z.string(),
  name: z.string(),
  criteria: z.strictObject({
    tags: z.optional(
      z.strictObject({ anyOf: z.optional(words), allOf: z.optional(words), noneOf: z.optional(words) }),
    ),
    budget: z.optional(span),
    areas: z.optional(words),
    rooms: z.optional(span),
    engagement: z.optional(z.strictObject({ within: z.string(), engaged: z.boolean() })),
    consent: z.optional(z.boolean()),
    customer: z.optional(z.boolean()),
    locale: z.optional(z.enum(['fr', 'en'])),
  }),
});

export const segmentListResponse = z.strictObject({ items: z.array(segmentResponse) });

export function segmentView({ id, name, criteria }: Segment): object {
  const { engagement, ...rest } = criteria;
  const lately =
    engagement === undefined
      ? {}
      : { engagement: { within: writeDuration(engagement.withinMs), engaged: engagement.engaged } };
  return { id, name, criteria: { ...rest, ...lately } };
}
