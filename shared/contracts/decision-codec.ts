import { CHANNELS, type Channel } from '../domain/channel.ts';
import { URGENCIES, type Urgency } from '../domain/message.ts';
import { TYPICAL_DELIVERY_SECONDS } from '../domain/price.ts';
import {
  type ChannelEvaluation,
  type ChannelPoints,
  CRITERIA,
  type Gate,
  GATE_RULES,
  type RoutingDecision,
} from '../domain/routing/decision.ts';
import { NO_POINTS, scoreOf } from '../domain/routing/scores.ts';

/**
 * A decision in a few hundred bytes, so that the claim that carries it stays within one write unit: positions instead
 * of names, and nothing that can be worked out again.
 */
type StoredGate = [rule: number, detail: string, until?: number];
type StoredChannel = [channel: number, cost: number, points: number[] | 0, gates?: StoredGate[]];
type StoredDecision = [
  outcome: 's' | 'd' | 'u',
  detail: Channel | number,
  reason: string,
  confidence: number,
  urgency: number,
  pointsVersion: string,
  channels: StoredChannel[],
];

export function encodeDecision(decision: RoutingDecision): string {
  const { reason, confidence, urgency, pointsVersion, channels } = decision;
  const head: [StoredDecision[0], StoredDecision[1]] =
    decision.outcome === 'send'
      ? ['s', decision.channel]
      : decision.outcome === 'defer'
        ? ['d', decision.until]
        : ['u', 0];
  const stored: StoredDecision = [
    ...head,
    reason,
    Math.round(confidence * 10_000) / 10_000,
    URGENCIES.indexOf(urgency),
    pointsVersion,
    channels.map(encodeChannel),
  ];
  return JSON.stringify(stored);
}

function encodeChannel({ channel, cost, points, gates }: ChannelEvaluation): StoredChannel {
  const values = CRITERIA.map((criterion) => points[criterion]);
  const stored: StoredChannel = [
    CHANNELS.indexOf(channel),
    cost,
    values.every((value) => value === 0) ? 0 : values,
  ];
  if (gates.length > 0) stored.push(gates.map(encodeGate));
  return stored;
}

function encodeGate(gate: Gate): StoredGate {
  const rule = GATE_RULES.indexOf(gate.rule);
  return gate.verdict === 'deny' ? [rule, gate.detail] : [rule, gate.detail, gate.until];
}

export function decodeDecision(text: string): RoutingDecision {
  const [outcome, detail, reason, confidence, urgency, pointsVersion, channels] = JSON.parse(
    text,
  ) as StoredDecision;
  const common = {
    reason,
    confidence,
    urgency: URGENCIES[urgency] as Urgency,
    pointsVersion,
    channels: channels.map(decodeChannel),
  };
  if (outcome === 's') return { outcome: 'send', channel: detail as Channel, ...common };
  return outcome === 'd'
    ? { outcome: 'defer', until: detail as number, ...common }
    : { outcome: 'undeliverable', ...common };
}

function decodeChannel([index, cost, values, stored = []]: StoredChannel): ChannelEvaluation {
  const channel = CHANNELS[index] as Channel;
  const points: ChannelPoints = { ...NO_POINTS };
  if (values !== 0)
    for (const [place, criterion] of CRITERIA.entries()) points[criterion] = values[place] ?? 0;
  const gates = stored.map(decodeGate);
  const deliveryEstimate = TYPICAL_DELIVERY_SECONDS[channel];
  return {
    channel,
    allowed: gates.length === 0,
    gates,
    score: scoreOf(points),
    points,
    cost,
    deliveryEstimate,
  };
}

function decodeGate([index, detail, until]: StoredGate): Gate {
  const rule = GATE_RULES[index] as Gate['rule'];
  return until === undefined ? { rule, verdict: 'deny', detail } : { rule, verdict: 'defer', until, detail };
}
