import * as z from 'zod/mini';
import { BROADCAST_STATES, type Broadcast } from '../../domain/broadcast.ts';
import { type PlanCounts, plannedPeople } from '../../domain/broadcast-plan.ts';
import { CHANNELS, DELIVERABLE_CHANNELS } from '../../domain/channel.ts';
import { toIso } from '../../domain/instant.ts';
import { MESSAGE_TYPES } from '../../domain/message.ts';
import type { PackCounts } from '../../domain/pack-run.ts';
import { noCounters, type Tally } from '../../domain/statistics.ts';
import { moneyView } from './decision-view.ts';
import { planFields, planView } from './broadcast-view.ts';
import { money } from './responses.ts';

const count = z.int().check(z.gte(0));

/** What became of what was sent on one channel. */
const outcome = z.strictObject({
  sent: count,
  delivered: count,
  opened: count,
  clicked: count,
  read: count,
  failed: count,
  cost: money,
});
const outcomes = z.strictObject(
  Object.fromEntries(DELIVERABLE_CHANNELS.map((channel) => [channel, outcome])) as Record<
    (typeof DELIVERABLE_CHANNELS)[number],
    typeof outcome
  >,
);

export const broadcastResponse = z.strictObject({
  id: z.string(),
  /** `waiting`: for its time, or for people who wait for the morning. */
  status: z.enum([...BROADCAST_STATES, 'waiting']),
  createdAt: z.iso.datetime(),
  sendAt: z.optional(z.iso.datetime()),
  messageType: z.enum(MESSAGE_TYPES),
  templateId: z.optional(z.string()),
  channel: z.optional(z.enum(CHANNELS)),
  /** Known once the audience was read. */
  people: z.optional(count),
  duplicates: z.optional(count),
  plan: z.strictObject({ people: count, ...planFields }),
  progress: z.strictObject({
    accepted: count,
    rejected: count,
    uncertain: count,
    sentBack: count,
    cancelled: count,
  }),
  outcomes,
  cost: money,
});

export const broadcastListResponse = z.strictObject({
  items: z.array(broadcastResponse),
  nextCursor: z.optional(z.string()),
});

export const leftOutResponse = z.strictObject({
  items: z.array(z.strictObject({ prospectId: z.string(), rule: z.string() })),
  nextCursor: z.optional(z.string()),
});

interface ShownBroadcast {
  broadcast: Broadcast;
  status: string;
  plan: { people?: number; duplicates?: number };
  planned: PlanCounts;
  packs: PackCounts;
  tally: Tally;
}

export function broadcastView({ broadcast, status, plan, planned, packs, tally }: ShownBroadcast): object {
  const { id, createdAt, sendAt, type, content, channel } = broadcast;
  const { people, duplicates } = plan;
  const cost = Object.values(tally).reduce((sum, counters) => sum + counters.cost, 0);
  return {
    id,
    status,
    createdAt: toIso(createdAt),
    ...(sendAt !== undefined && { sendAt: toIso(sendAt) }),
    messageType: type,
    ...(content.templateId !== undefined && { templateId: content.templateId }),
    ...(channel !== undefined && { channel }),
    ...(people !== undefined && { people }),
    ...(duplicates !== undefined && { duplicates }),
    plan: { people: plannedPeople(planned), ...planView(planned) },
    progress: { ...packs },
    outcomes: Object.fromEntries(
      DELIVERABLE_CHANNELS.map((name) => {
        const { sent, delivered, opened, clicked, read, failed, ...rest } = tally[name] ?? noCounters();
        return [name, { sent, delivered, opened, clicked, read, failed, cost: moneyView(rest.cost) }];
      }),
    ),
    cost: moneyView(cost),
  };
}
