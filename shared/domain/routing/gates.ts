import { approvedTemplateFor, templateOrObstacle } from '../approved-template.ts';
import { hasWords, lacksStopNumber, LONGEST_TEXT, wordedAs } from '../carried-content.ts';
import type { Channel } from '../channel.ts';
import { isDeliverable } from '../channel.ts';
import { closedUntil, COMMERCIAL_CALL_HOURS, marketingSmsHours } from '../french-calendar.ts';
import { HOUR, type Instant } from '../instant.ts';
import { estimateCost } from '../price.ts';
import { addressFor } from '../prospect.ts';
import { expectsReply, isAnsweredByLink } from '../template.ts';
import type { Gate, GateRule } from './decision.ts';
import type { Situation } from './situation.ts';
import { type DetailFacts, detailOf } from './wording.ts';

/** WhatsApp lets a business write freely for a day after the person's last message. */
const WHATSAPP_WINDOW = 24 * HOUR;

type Verdict = 'deny' | { until: Instant };
type GateCheck = (channel: Channel, situation: Situation) => (DetailFacts & { verdict: Verdict }) | undefined;

const deny = (facts: DetailFacts = {}): DetailFacts & { verdict: Verdict } => ({ ...facts, verdict: 'deny' });
const deferUntil = (until: Instant): DetailFacts & { verdict: Verdict } => ({ until, verdict: { until } });

export function isWindowOpen({ addresses, now }: Pick<Situation, 'addresses' | 'now'>): boolean {
  const last = addresses.whatsapp?.lastInboundAt;
  return last !== undefined && now - last < WHATSAPP_WINDOW;
}

const suppressed: GateCheck = (channel, { addresses }) => {
  const suppression = addresses[channel]?.suppression;
  return suppression === undefined || suppression.reason === 'opted-out'
    ? undefined
    : deny({ cause: suppression.reason });
};

/** The confirmation of a STOP is the one thing that may still follow it. */
const optedOut: GateCheck = (channel, { addresses, message }) =>
  addresses[channel]?.suppression?.reason === 'opted-out' && message.automatic !== 'stop-confirmation'
    ? deny()
    : undefined;

const noConsent: GateCheck = (channel, { message, tenant, addresses }) => {
  if (message.type !== 'marketing') return undefined;
  const consent = message.prospect.consents?.marketing;
  const refusedAt = addresses[channel]?.marketingRefusedAt;
  if (refusedAt !== undefined && (consent?.at ?? -Infinity) <= refusedAt) return deny({ cause: 'refused' });
  if (consent !== undefined) return consent.granted ? undefined : deny({ cause: 'refused' });
  return tenant.policy.softOptIn && message.prospect.customer === true ? undefined : deny();
};

/** The person asked to be forgotten after the message was accepted: what names them since was accepted later. */
export function isErased({ message, erasedAt }: Pick<Situation, 'message' | 'erasedAt'>): boolean {
  return erasedAt !== undefined && message.createdAt <= erasedAt;
}

const marketingHours: GateCheck = (channel, { message, tenant, zone, now }) => {
  if (message.type !== 'marketing' || (channel !== 'sms' && channel !== 'voice')) return undefined;
  const hours =
    channel === 'sms' ? marketingSmsHours(tenant.policy.marketingEveningLimit) : COMMERCIAL_CALL_HOURS;
  const until = closedUntil(hours, zone, now);
  return until === undefined ? undefined : deferUntil(until);
};

const whatsappWindow: GateCheck = (channel, situation) => {
  if (channel !== 'whatsapp') return undefined;
  const { message, tenant } = situation;
  if (isWindowOpen(situation)) return undefined;
  if (message.content.templateId === undefined) return deny({ cause: 'no-template' });
  const found = templateOrObstacle(message, tenant);
  return 'contentSid' in found ? undefined : deny(found);
};

/** By SMS, a link takes the answer in place of the sender. */
const oneWaySender: GateCheck = (channel, { message: { content }, tenant }) => {
  if (!expectsReply(content) || tenant.senders[channel]?.twoWay !== false) return undefined;
  return channel === 'sms' && isAnsweredByLink(content.templateId, tenant) ? undefined : deny();
};

const unsupportedContent: GateCheck = (channel, situation) => {
  const { message, tenant, smsText } = situation;
  const { content } = message;
  const attachments = content.attachments?.length ?? 0;
  const worded = wordedAs(channel);
  if (worded === 'email')
    return content.html !== undefined || hasWords(content, worded) ? undefined : deny({ cause: 'no-text' });
  if (attachments > (channel === 'whatsapp' ? 1 : 0)) return deny({ cause: 'attachment' });
  if (channel === 'whatsapp' && approvedTemplateFor(message, tenant) !== undefined) return undefined;
  if (channel === 'sms' && lacksStopNumber(content, tenant)) return deny({ cause: 'no-stop-number' });
  const text = worded === 'sms' ? smsText : content.body;
  if (text === undefined && !(worded === 'whatsapp' && hasWords(content, worded)))
    return deny({ cause: 'no-text' });
  const longest = LONGEST_TEXT[channel] ?? Number.POSITIVE_INFINITY;
  return text !== undefined && text.length > longest
    ? deny({ cause: 'too-long', limit: longest })
    : undefined;
};

const budget: GateCheck = (channel, { tenant, spentThisMonth, smsSize }) => {
  const { monthlyBudget } = tenant.policy;
  if (monthlyBudget === undefined) return undefined;
  return spentThisMonth + estimateCost(tenant.prices, channel, smsSize.segments) > monthlyBudget
    ? deny()
    : undefined;
};

const frequencyCap: GateCheck = (_, { message, tenant, recentOfType }) => {
  const cap = tenant.policy.frequencyCaps[message.type];
  return cap !== undefined && recentOfType >= cap.max ? deny({ limit: cap.max, days: cap.days }) : undefined;
};

const providerDown: GateCheck = (channel, { downUntil, now }) => {
  const until = downUntil[channel];
  return until !== undefined && until > now ? deferUntil(until) : undefined;
};

/** Without an address or a sender nothing else is worth saying. */
const PRECONDITIONS: readonly (readonly [GateRule, GateCheck])[] = [
  [
    'no-address',
    (channel, { message }) => (addressFor(channel, message.prospect) === undefined ? deny() : undefined),
  ],
  [
    'not-configured',
    (channel, { tenant }) =>
      isDeliverable(channel) && tenant.senders[channel] !== undefined ? undefined : deny(),
  ],
];

const RULES: readonly (readonly [GateRule, GateCheck])[] = [
  [
    'disabled-by-prospect',
    (channel, { preferences }) =>
      preferences.disabledChannels?.includes(channel) === true ? deny() : undefined,
  ],
  ['opted-out', optedOut],
  ['suppressed-address', suppressed],
  ['no-consent', noConsent],
  ['erased', (_, situation) => (isErased(situation) ? deny() : undefined)],
  ['off-market', (_, { message }) => (message.content.offMarket === true ? deny() : undefined)],
  ['marketing-hours-fr', marketingHours],
  ['whatsapp-window', whatsappWindow],
  ['one-way-sender', oneWaySender],
  ['unsupported-content', unsupportedContent],
  ['budget', budget],
  ['frequency-cap', frequencyCap],
  ['already-tried', (channel, { tried }) => (tried.includes(channel) ? deny() : undefined)],
  ['provider-down', providerDown],
];

const NO_GATES: readonly Gate[] = [];

/** Every rule that speaks against a channel. An empty list means that the channel is allowed. */
export function gatesFor(channel: Channel, situation: Situation): readonly Gate[] {
  for (const [rule, check] of PRECONDITIONS) {
    const found = check(channel, situation);
    if (found !== undefined) return [toGate(rule, found, channel, situation)];
  }
  let gates: Gate[] | undefined;
  for (const [rule, check] of RULES) {
    const found = check(channel, situation);
    if (found !== undefined) (gates ??= []).push(toGate(rule, found, channel, situation));
  }
  return gates ?? NO_GATES;
}

function toGate(
  rule: GateRule,
  found: DetailFacts & { verdict: Verdict },
  channel: Channel,
  situation: Situation,
): Gate {
  const detail = detailOf(rule, channel, found, situation.tenant.locale, situation.zone);
  if (found.verdict === 'deny') return { rule, verdict: 'deny', detail };
  return { rule, verdict: 'defer', until: found.verdict.until, detail };
}
