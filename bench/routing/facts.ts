import { type Channel, CHANNELS, DELIVERABLE_CHANNELS } from '../../shared/domain/channel.ts';
import { closedUntil, marketingSmsHours } from '../../shared/domain/french-calendar.ts';
import { expiryOf } from '../../shared/domain/message.ts';
import { estimateCost } from '../../shared/domain/price.ts';
import { addressFor } from '../../shared/domain/prospect.ts';
import { approvedTemplateFor } from '../../shared/domain/approved-template.ts';
import { isRich } from '../../shared/domain/carried-content.ts';
import { textFor } from '../../shared/domain/rendered-content.ts';
import { isWindowOpen } from '../../shared/domain/routing/gates.ts';
import { pointsOf } from '../../shared/domain/routing/scores.ts';
import { type RoutingRequest, type Situation, situationOf } from '../../shared/domain/routing/situation.ts';
import { expectsReply } from '../../shared/domain/template.ts';

export type Facts = Record<string, unknown>;

const where = (holds: (channel: Channel) => boolean): Channel[] => DELIVERABLE_CHANNELS.filter(holds);

/**
 * The flat facts that a rules engine is asked with: times of day, segments and costs worked out, since its operators
 * cannot. This is not part of what it is timed for.
 */
export function factsOf(request: RoutingRequest): Facts {
  const situation = situationOf(request);
  return { ...factsOfContent(situation), ...factsOfPerson(situation), ...factsOfTenant(situation) };
}

function factsOfContent(situation: Situation): Facts {
  const { message, tenant, now, urgency, quiet, smsText, smsSize } = situation;
  const { content, sendAt } = message;
  const whatsappText = textFor(message, 'whatsapp', tenant);
  return {
    type: message.type,
    urgency,
    quiet,
    rich: isRich(message),
    long: smsText === undefined || smsSize.segments > 1,
    expired: now >= expiryOf(message),
    early: sendAt !== undefined && now < sendAt,
    attachments: content.attachments?.length ?? 0,
    hasSmsText: smsText !== undefined,
    smsLength: smsText?.length ?? 0,
    hasWhatsappText: whatsappText !== undefined,
    whatsappLength: whatsappText?.length ?? 0,
    hasEmailText: content.html !== undefined || textFor(message, 'email', tenant) !== undefined,
    templateApproved: approvedTemplateFor(message, tenant) !== undefined,
    expectsReply: expectsReply(content),
  };
}

function factsOfPerson(situation: Situation): Facts {
  const { message, preferences, addresses, tried } = situation;
  const consent = message.prospect.consents?.marketing;
  const ranked =
    tried.length > 0 && preferences.fallbackChannels
      ? preferences.fallbackChannels
      : preferences.preferredChannels;
  const isSuppressed = (channel: Channel, optOut: boolean): boolean => {
    const reason = addresses[channel]?.suppression?.reason;
    return reason !== undefined && (reason === 'opted-out') === optOut;
  };
  return {
    candidates: candidatesOf(situation),
    forced: message.channel ?? '',
    addresses: where((channel) => addressFor(channel, message.prospect) !== undefined),
    disabled: preferences.disabledChannels ?? [],
    optedOut: where((channel) => isSuppressed(channel, true)),
    suppressed: where((channel) => isSuppressed(channel, false)),
    consent: consent === undefined ? 'none' : consent.granted ? 'granted' : 'refused',
    preferred1: ranked?.[0] ?? '',
    preferred2: ranked?.[1] ?? '',
    preferred3: ranked?.[2] ?? '',
    smsAllowedAtNight: preferences.allowSmsDuringQuietHours === true,
    windowOpen: isWindowOpen(situation),
    tried,
  };
}

function factsOfTenant(situation: Situation): Facts {
  const { message, tenant, zone, now, downUntil, recentOfType, spentThisMonth, smsSize } = situation;
  const { policy, senders, prices } = tenant;
  const cap = policy.frequencyCaps[message.type];
  const facts: Facts = {
    senders: where((channel) => senders[channel] !== undefined),
    oneWay: where((channel) => senders[channel]?.twoWay === false),
    softOptIn: policy.softOptIn && message.prospect.customer === true,
    smsMarketingOpen: closedUntil(marketingSmsHours(policy.marketingEveningLimit), zone, now) === undefined,
    hasBudget: policy.monthlyBudget !== undefined,
    budgetLeft: (policy.monthlyBudget ?? 0) - spentThisMonth,
    hasCap: cap !== undefined,
    cap: cap?.max ?? 0,
    recent: recentOfType,
    down: where((channel) => (downUntil[channel] ?? 0) > now),
  };
  for (const channel of DELIVERABLE_CHANNELS) {
    facts[`costOf_${channel}`] = estimateCost(prices, channel, smsSize.segments);
    // The one criterion that is a formula.
    facts[`costPointsOf_${channel}`] = pointsOf(channel, situation).cost;
  }
  return facts;
}

function candidatesOf({ message, tried }: Situation): readonly Channel[] {
  const { channel, preferences } = message;
  if (channel === undefined) return CHANNELS;
  if (tried.length === 0) return [channel];
  return [channel, ...(preferences?.fallbackChannels ?? preferences?.preferredChannels ?? [])];
}
