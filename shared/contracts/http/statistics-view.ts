import * as z from 'zod/mini';
import { DELIVERABLE_CHANNELS, type DeliverableChannel } from '../../domain/channel.ts';
import { figuresOf, type PeriodStatistics, savingOf } from '../../domain/period-statistics.ts';
import type { Tally } from '../../domain/statistics.ts';
import { moneyView } from './decision-view.ts';
import { money } from './responses.ts';

const count = z.int().check(z.gte(0));
const rate = z.nullable(z.number().check(z.gte(0)));

const channelFigures = z.strictObject({
  sent: count,
  delivered: count,
  failed: count,
  openRate: rate,
  clickRate: rate,
  readRate: rate,
  avgCost: z.nullable(money),
  avgDeliveryTime: rate,
  cost: money,
});

const channels = z.strictObject(
  Object.fromEntries(DELIVERABLE_CHANNELS.map((channel) => [channel, channelFigures])) as Record<
    DeliverableChannel,
    typeof channelFigures
  >,
);

export const statisticsResponse = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  channels,
  total: z.strictObject({ cost: money, smsOnlyCost: money, saving: money }),
  days: z.optional(z.array(z.strictObject({ date: z.iso.date(), channels }))),
});

/** `GET /v1/stats`. */
export function statisticsView({ from, to, total, days }: PeriodStatistics, isByDay: boolean): object {
  const { cost, smsOnlyCost, saving } = savingOf(total);
  return {
    from,
    to,
    channels: channelsView(total),
    total: { cost: moneyView(cost), smsOnlyCost: moneyView(smsOnlyCost), saving: moneyView(saving) },
    ...(isByDay && { days: days.map(({ day, tally }) => ({ date: day, channels: channelsView(tally) })) }),
  };
}

function channelsView(tally: Tally): object {
  return Object.fromEntries(
    DELIVERABLE_CHANNELS.map((channel) => {
      const { avgCost, cost, ...figures } = figuresOf(tally[channel]);
      const average = avgCost === null ? null : moneyView(avgCost);
      return [channel, { ...figures, avgCost: average, cost: moneyView(cost) }];
    }),
  );
}
