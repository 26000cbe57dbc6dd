import type { Channel } from '../channel.ts';
import type { MessageType } from '../message.ts';
import type { Points } from '../points.ts';
import type { MicroEuros } from '../price.ts';
import { byRank, type ChannelEvaluation, type ChannelPoints, type RoutingDecision } from './decision.ts';
import { scoreOf } from './scores.ts';

/** A decision to send, as it is stored with its attempt. */
type Sending = RoutingDecision & { outcome: 'send' };

export interface ReplayQuestion {
  decision: Sending;
  type: MessageType;
  /** The points that it was made under, and those to try. */
  before: Points;
  after: Points;
  /** Of one segment. */
  smsPrice: MicroEuros;
}

export interface Replayed {
  /** As it was, and as it would be; gates, and with them what was open, stay as they were. */
  before: ChannelEvaluation;
  after: ChannelEvaluation;
  /** Who comes second under the new points. */
  runnerUp: ChannelEvaluation | undefined;
}

/**
 * Decides again under other points. What the message was – urgent, long, rich, at night, in which order somebody
 * preferred channels – is read off the points that each channel got then. Undefined when nothing was open.
 */
export function replay(question: ReplayQuestion): Replayed | undefined {
  const { decision } = question;
  const scored = decision.channels.filter(({ gates }) => gates.every(({ verdict }) => verdict !== 'deny'));
  const open = scored
    .filter(({ allowed }) => allowed)
    .map((evaluation) => withPoints(evaluation, pointsOf(evaluation, scored, question)))
    .sort(byRank);
  const before = decision.channels.find(({ channel }) => channel === decision.channel);
  const [after, runnerUp] = open;
  return before === undefined || after === undefined ? undefined : { before, after, runnerUp };
}

function withPoints(evaluation: ChannelEvaluation, points: ChannelPoints): ChannelEvaluation {
  return { ...evaluation, points, score: scoreOf(points) };
}

function pointsOf(
  { channel, points, cost }: ChannelEvaluation,
  scored: readonly ChannelEvaluation[],
  { decision, type, before, after, smsPrice }: ReplayQuestion,
): ChannelPoints {
  const isRich = scored.some((each) => each.points.content !== 0);
  const isLong = wasLong(scored, before);
  return {
    preference: after.preference[before.preference.indexOf(points.preference)] ?? 0,
    urgency: after.urgency[decision.urgency][channel],
    content: isRich ? after.rich[channel] : 0,
    length: (isLong ? after.long : after.short)[channel],
    cost: costPoints(after.cost, cost, smsPrice),
    // Nothing: by day, or for a channel that somebody lets ring at night.
    quietHours: points.quietHours === 0 ? 0 : after.quietHours[channel],
    messageType: after.messageType[type][channel],
  };
}

function wasLong(scored: readonly ChannelEvaluation[], before: Points): boolean {
  const fits = (table: Readonly<Record<Channel, number>>): boolean =>
    scored.every(({ channel, points }) => points.length === table[channel]);
  return fits(before.long) && !fits(before.short);
}

function costPoints(most: number, cost: MicroEuros, smsPrice: MicroEuros): number {
  return Math.round(most * (1 - Math.min(1, cost / Math.max(1, smsPrice))));
}
