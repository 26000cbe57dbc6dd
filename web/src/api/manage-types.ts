/** The shapes of statistics and settings as the HTTP contract has them. */
import type { Channel, Money } from './types.ts';

export interface ChannelStatistics {
  sent: number;
  delivered: number;
  failed: number;
  /** 0 to 1, over delivered; null when there is nothing to divide by. */
  openRate: number | null;
  clickRate: number | null;
  readRate: number | null;
  avgCost: Money | null;
  /** Seconds. */
  avgDeliveryTime: number | null;
  cost: Money;
}

type ByChannel<T> = Partial<Record<Channel, T>>;

export interface Statistics {
  from: string;
  to: string;
  channels: ByChannel<ChannelStatistics>;
  total: { cost: Money; smsOnlyCost: Money; saving: Money };
  days?: { date: string; channels: ByChannel<ChannelStatistics> }[];
}

export interface Policy {
  quietHours: { start: string; end: string };
  marketingEveningLimit: string;
  softOptIn: boolean;
  frequencyCaps: Record<string, { max: number; days: number }>;
  monthlyBudgetMicros?: number;
}

export type PointsByChannel = Partial<Record<Channel, number>>;

export interface PointsTable {
  version?: string;
  preference?: number[];
  urgency?: Record<string, PointsByChannel>;
  rich?: PointsByChannel;
  long?: PointsByChannel;
  short?: PointsByChannel;
  cost?: number;
  quietHours?: PointsByChannel;
  messageType?: Record<string, PointsByChannel>;
}

export interface Settings {
  id: string;
  name: string;
  locale: 'fr' | 'en';
  timeZone: string;
  senders: Partial<
    Record<Channel, { address: string; name?: string; twoWay?: boolean; stopNumber?: string }>
  >;
  policy: Policy;
  points: PointsTable;
  brand?: Record<string, unknown>;
  version?: string | number;
}

export interface Replay {
  decisions: number;
  changed: number;
  cost: { before: Money; after: Money };
  byChannel: { before: ByChannel<number>; after: ByChannel<number> };
  examples: { messageId: string; before: string; after: string; reason: string }[];
}

export interface ApiKeySummary {
  id: string;
  name: string;
  scopes: string[];
  createdAt?: string;
  /** Only in the answer that creates it. */
  key?: string;
}
