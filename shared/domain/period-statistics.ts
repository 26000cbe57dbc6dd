import type { MicroEuros } from './price.ts';
import { type Counters, noCounters, sumOf, type Tally } from './statistics.ts';
import type { Day } from './tally-page.ts';

/** What was counted in a period, and on every day of it. */
export interface PeriodStatistics {
  from: Day;
  to: Day;
  total: Tally;
  days: readonly { day: Day; tally: Tally }[];
}

/** How one channel did; a figure without anything to compare with is null. */
export interface ChannelFigures {
  sent: number;
  delivered: number;
  failed: number;
  /** Of what was delivered, 0 to 1. */
  openRate: number | null;
  clickRate: number | null;
  readRate: number | null;
  /** Per attempt that was sent. */
  avgCost: MicroEuros | null;
  /** Seconds from taking an attempt up to its delivery, where that was reported. */
  avgDeliveryTime: number | null;
  cost: MicroEuros;
}

export function figuresOf(counters: Counters = noCounters()): ChannelFigures {
  const { sent, delivered, failed, opened, read, clicked, cost, timed, deliveryMs } = counters;
  const avgCost = ratio(cost, sent);
  const avgMs = ratio(deliveryMs, timed);
  return {
    sent,
    delivered,
    failed,
    openRate: rounded(ratio(opened, delivered), 4),
    clickRate: rounded(ratio(clicked, delivered), 4),
    readRate: rounded(ratio(read, delivered), 4),
    avgCost: rounded(avgCost, 0),
    avgDeliveryTime: rounded(avgMs === null ? null : avgMs / 1_000, 1),
    cost,
  };
}

/** What was spent, what the same messages would have cost by SMS, and the difference. */
export function savingOf(tally: Tally): { cost: MicroEuros; smsOnlyCost: MicroEuros; saving: MicroEuros } {
  const { cost, smsCost } = sumOf(Object.values(tally));
  return { cost, smsOnlyCost: smsCost, saving: smsCost - cost };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function rounded(value: number | null, digits: number): number | null {
  return value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits;
}
