import { CHANNELS, type Channel } from '../channel.ts';
import type { Instant } from '../instant.ts';
import { expiryOf } from '../message.ts';
import { estimateCost, TYPICAL_DELIVERY_SECONDS } from '../price.ts';
import { quietUntil } from '../quiet-hours.ts';
import {
  byRank,
  type ChannelEvaluation,
  type Gate,
  type GateRule,
  type RoutingDecision,
} from './decision.ts';
import { gatesFor } from './gates.ts';
import { deferReason, sendReason, undeliverableReason } from './reason.ts';
import { isExemptFromQuiet, NO_POINTS, pointsOf, scoreOf } from './scores.ts';
import { type RoutingRequest, type Situation, situationOf, URGENT_WITHIN } from './situation.ts';
import { detailOf } from './wording.ts';

/** Decides on which channel a message leaves now, or until when it waits, or why it cannot be delivered. Pure. */
export function route(request: RoutingRequest): RoutingDecision {
  const situation = situationOf(request);
  const { message, now } = situation;
  if (now >= expiryOf(message)) return everyChannel(situation, 'expired');
  if (message.sendAt !== undefined && now < message.sendAt)
    return everyChannel(situation, 'not-before', message.sendAt);
  const evaluations = candidatesOf(situation).map((channel) => evaluate(channel, situation));
  return decide(respectQuietHours(evaluations, situation), situation);
}

/**
 * The channels in play: all of them, or only the one that the client forced. Once a forced channel has failed, or its
 * provider is down, the client's own list says what else may be tried.
 */
function candidatesOf({ message, tried, downUntil, now }: Situation): readonly Channel[] {
  if (message.channel === undefined) return CHANNELS;
  const isDown = (downUntil[message.channel] ?? now) > now;
  if (tried.length === 0 && !isDown) return [message.channel];
  const others = message.preferences?.fallbackChannels ?? message.preferences?.preferredChannels ?? [];
  return CHANNELS.filter((channel) => channel === message.channel || others.includes(channel));
}

function evaluate(channel: Channel, situation: Situation): ChannelEvaluation {
  const gates = gatesFor(channel, situation);
  const denied = gates.some(({ verdict }) => verdict === 'deny');
  const points = denied ? NO_POINTS : pointsOf(channel, situation);
  return {
    channel,
    allowed: gates.length === 0,
    gates,
    score: denied ? 0 : scoreOf(points),
    points,
    cost: estimateCost(situation.tenant.prices, channel, situation.smsSize.segments),
    deliveryEstimate: TYPICAL_DELIVERY_SECONDS[channel],
  };
}

/** Wakes people up, and is not what somebody chose for this message: a journey's choice is nobody's. */
function wakes(channel: Channel, situation: Situation): boolean {
  const { message } = situation;
  const isChosen = channel === message.channel && message.enrolmentId === undefined;
  return channel !== 'email' && !isChosen && !isExemptFromQuiet(channel, situation);
}

/** Is it a time at which this message should wake nobody? */
function isNightFor({ quiet, urgency }: Situation): boolean {
  return quiet && urgency !== 'urgent';
}

/**
 * Does what speaks against `channel` now depend on no other channel, and so on no other address? At night a channel
 * that wakes people up is open only beside an open one that does not: then all have to be known.
 */
export function isWeighedAlone(channel: Channel, request: RoutingRequest): boolean {
  const situation = situationOf(request);
  return !isNightFor(situation) || !wakes(channel, situation);
}

/**
 * At night, when every allowed channel would wake someone up and nothing is urgent, all of them wait for the end of
 * the quiet hours, or for the moment at which the deadline makes the message urgent. A forced channel does not wait:
 * somebody chose it. What replaces it once it has failed does.
 */
function respectQuietHours(
  evaluations: readonly ChannelEvaluation[],
  situation: Situation,
): readonly ChannelEvaluation[] {
  if (!isNightFor(situation)) return evaluations;
  if (evaluations.some(({ allowed, channel }) => allowed && !wakes(channel, situation))) return evaluations;
  const { quietHours, zone, now, deadline, tenant } = situation;
  const until = Math.min(
    quietUntil(quietHours, zone, now),
    deadline === undefined ? Infinity : deadline - URGENT_WITHIN,
  );
  return evaluations.map((evaluation) => {
    if (!evaluation.allowed) return evaluation;
    const detail = detailOf('quiet-hours', evaluation.channel, { until }, tenant.locale, zone);
    return {
      ...evaluation,
      allowed: false,
      gates: [{ rule: 'quiet-hours', verdict: 'defer', until, detail }],
    };
  });
}

function decide(channels: readonly ChannelEvaluation[], situation: Situation): RoutingDecision {
  const common = { urgency: situation.urgency, pointsVersion: situation.points.version, channels };
  const [best, runnerUp] = channels.filter(({ allowed }) => allowed).sort(byRank);
  if (best !== undefined) {
    const confidence = runnerUp === undefined ? 1 : logistic((best.score - runnerUp.score) / 20);
    const reason = sendReason(best, runnerUp, situation);
    return { outcome: 'send', channel: best.channel, reason, confidence, ...common };
  }
  const until = earliestOpening(channels);
  if (until !== undefined && until < expiryOf(situation.message)) {
    return {
      outcome: 'defer',
      until,
      reason: deferReason(channels, until, situation),
      confidence: 1,
      ...common,
    };
  }
  return {
    outcome: 'undeliverable',
    reason: undeliverableReason(channels, situation),
    confidence: 1,
    ...common,
  };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** When the first channel that is only deferred opens: the latest of its own gates. */
function earliestOpening(channels: readonly ChannelEvaluation[]): Instant | undefined {
  let earliest: Instant | undefined;
  for (const { gates } of channels) {
    let opens = 0;
    for (const gate of gates) opens = Math.max(opens, gate.verdict === 'defer' ? gate.until : Infinity);
    if (gates.length > 0 && opens < (earliest ?? Infinity)) earliest = opens;
  }
  return earliest;
}

/** A verdict that does not depend on the channel: too late, or too early. */
function everyChannel(
  situation: Situation,
  rule: GateRule & ('expired' | 'not-before'),
  until?: Instant,
): RoutingDecision {
  const channels = candidatesOf(situation).map((channel): ChannelEvaluation => {
    const detail = detailOf(
      rule,
      channel,
      until === undefined ? {} : { until },
      situation.tenant.locale,
      situation.zone,
    );
    const gate: Gate =
      until === undefined ? { rule, verdict: 'deny', detail } : { rule, verdict: 'defer', until, detail };
    return { ...evaluate(channel, situation), allowed: false, gates: [gate], score: 0, points: NO_POINTS };
  });
  return decide(channels, situation);
}
