import { toIso } from '../../domain/instant.ts';
import type { MicroEuros } from '../../domain/price.ts';
import {
  byRank,
  type ChannelEvaluation,
  type Gate,
  type RoutingDecision,
} from '../../domain/routing/decision.ts';

/** A decision as `POST /v1/route` and `GET /v1/messages/{id}` show it. */
export function decisionView(decision: RoutingDecision): object {
  const { outcome, reason, confidence, urgency, pointsVersion, channels } = decision;
  return {
    outcome,
    ...(outcome === 'send' && chosenView(decision.channel, channels)),
    ...(outcome === 'defer' && { until: toIso(decision.until) }),
    reason,
    confidence: Math.round(confidence * 100) / 100,
    urgency,
    pointsVersion,
    channels: [...channels]
      .sort((a, b) => Number(b.allowed) - Number(a.allowed) || byRank(a, b))
      .map(channelView),
  };
}

function chosenView(channel: string, channels: readonly ChannelEvaluation[]): object {
  const chosen = channels.find((evaluation) => evaluation.channel === channel);
  const others = channels.filter(({ allowed, channel: other }) => allowed && other !== channel).sort(byRank);
  return {
    channel,
    ...(chosen !== undefined && {
      estimatedCost: moneyView(chosen.cost),
      estimatedDeliveryTime: chosen.deliveryEstimate,
    }),
    alternatives: others.map((other) => ({ channel: other.channel, score: other.score })),
  };
}

function channelView({ channel, allowed, gates, score, points, cost }: ChannelEvaluation): object {
  return { channel, allowed, gates: gates.map(gateView), score, points, cost: moneyView(cost) };
}

function gateView(gate: Gate): object {
  return gate.verdict === 'deny' ? gate : { ...gate, until: toIso(gate.until) };
}

export function moneyView(micros: MicroEuros): { micros: number; currency: 'EUR' } {
  return { micros, currency: 'EUR' };
}
