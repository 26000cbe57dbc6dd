import type { Channel } from '../channel.ts';
import { estimateCost } from '../price.ts';
import { isRich } from '../carried-content.ts';
import type { ChannelPoints } from './decision.ts';
import type { Situation } from './situation.ts';

export const NO_POINTS: ChannelPoints = {
  preference: 0,
  urgency: 0,
  content: 0,
  length: 0,
  cost: 0,
  quietHours: 0,
  messageType: 0,
};

/** The points of one channel under each of the brief's criteria. */
export function pointsOf(channel: Channel, situation: Situation): ChannelPoints {
  const { points, message, urgency, smsText, smsSize, quiet } = situation;
  const isLong = smsText === undefined || smsSize.segments > 1;
  return {
    preference: preferencePoints(channel, situation),
    urgency: points.urgency[urgency][channel],
    content: isRich(message) ? points.rich[channel] : 0,
    length: (isLong ? points.long : points.short)[channel],
    cost: costPoints(channel, situation),
    quietHours: quiet && !isExemptFromQuiet(channel, situation) ? points.quietHours[channel] : 0,
    messageType: points.messageType[message.type][channel],
  };
}

export function scoreOf(points: ChannelPoints): number {
  return (
    points.preference +
    points.urgency +
    points.content +
    points.length +
    points.cost +
    points.quietHours +
    points.messageType
  );
}

/** `allowSMSDuringQuietHours` lifts the penalty and the deferral for SMS, never a legal gate. */
export function isExemptFromQuiet(channel: Channel, { preferences }: Situation): boolean {
  return channel === 'sms' && preferences.allowSmsDuringQuietHours === true;
}

function preferencePoints(channel: Channel, { preferences, tried, points }: Situation): number {
  const ranked =
    tried.length > 0 && preferences.fallbackChannels
      ? preferences.fallbackChannels
      : preferences.preferredChannels;
  const rank = ranked?.indexOf(channel) ?? -1;
  return rank < 0 ? 0 : (points.preference[rank] ?? 0);
}

/** The whole of the points when free, none at the price of one SMS segment and above. */
function costPoints(channel: Channel, { tenant, smsSize, points }: Situation): number {
  const cost = estimateCost(tenant.prices, channel, smsSize.segments);
  if (cost === 0) return points.cost;
  return Math.round(points.cost * (1 - Math.min(1, cost / Math.max(1, tenant.prices.sms))));
}
