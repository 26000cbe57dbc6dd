import { type Channel, CHANNELS } from '../channel.ts';
import type { Instant } from '../instant.ts';
import type { Urgency } from '../message.ts';
import type { MicroEuros } from '../price.ts';

/** The rules that can close a channel. Their ids are part of the HTTP contract. */
export const GATE_RULES = [
  'no-address',
  'not-configured',
  'disabled-by-prospect',
  'opted-out',
  'suppressed-address',
  'no-consent',
  'off-market',
  'erased',
  'marketing-hours-fr',
  'quiet-hours',
  'whatsapp-window',
  'one-way-sender',
  'unsupported-content',
  'budget',
  'frequency-cap',
  'already-tried',
  'provider-down',
  'not-before',
  'expired',
] as const;

export type GateRule = (typeof GATE_RULES)[number];

/** A rule that speaks against a channel: for good, or until an instant. Silence means allowed. */
export type Gate =
  | { rule: GateRule; verdict: 'deny'; detail: string }
  | { rule: GateRule; verdict: 'defer'; until: Instant; detail: string };

export const CRITERIA = [
  'preference',
  'urgency',
  'content',
  'length',
  'cost',
  'quietHours',
  'messageType',
] as const;
export type Criterion = (typeof CRITERIA)[number];
export type ChannelPoints = Record<Criterion, number>;

/** How one channel fared. A denied channel scores nothing; the points add up to the score. */
export interface ChannelEvaluation {
  channel: Channel;
  allowed: boolean;
  gates: readonly Gate[];
  score: number;
  points: ChannelPoints;
  cost: MicroEuros;
  /** Seconds. */
  deliveryEstimate: number;
}

/** The best score first; a tie goes to the cheaper channel, then to the fixed order. */
export function byRank(a: ChannelEvaluation, b: ChannelEvaluation): number {
  return b.score - a.score || a.cost - b.cost || CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel);
}

interface Explanation {
  /** One sentence in the tenant's language. */
  reason: string;
  /** 0 to 1: the logistic of the margin over the runner-up; 1 when there is none. */
  confidence: number;
  urgency: Urgency;
  pointsVersion: string;
  channels: readonly ChannelEvaluation[];
}

/** What to do with a message, and everything that led to it. */
export type RoutingDecision =
  | (Explanation & { outcome: 'send'; channel: Channel })
  | (Explanation & { outcome: 'defer'; until: Instant })
  | (Explanation & { outcome: 'undeliverable' });
