import type { RuleProperties } from 'json-rules-engine';
import { DELIVERABLE_CHANNELS, type DeliverableChannel } from '../../shared/domain/channel.ts';
import { MESSAGE_TYPES, URGENCIES } from '../../shared/domain/message.ts';
import { pointsFor } from '../../shared/domain/points.ts';
import { LONGEST_TEXT } from '../../shared/domain/carried-content.ts';
import type { GateRule } from '../../shared/domain/routing/decision.ts';

type Condition = { fact: string; operator: string; value: unknown };
type Points = Partial<Record<DeliverableChannel, number>>;

export interface DenyEvent {
  type: 'deny';
  params: { channel: DeliverableChannel; rule: GateRule | 'not-asked-for' };
}

export interface ScoreEvent {
  type: 'score';
  params: { points: Points };
}

const is = (fact: string, value: unknown): Condition => ({ fact, operator: 'equal', value });
const has = (fact: string, channel: string): Condition => ({ fact, operator: 'contains', value: channel });
const lacks = (fact: string, channel: string): Condition => ({
  fact,
  operator: 'doesNotContain',
  value: channel,
});
const over = (fact: string, value: unknown): Condition => ({ fact, operator: 'greaterThan', value });

function deny(
  rule: DenyEvent['params']['rule'],
  channel: DeliverableChannel,
  ...all: Condition[]
): RuleProperties {
  return {
    conditions: { all },
    event: { type: 'deny', params: { channel, rule } },
  };
}

function score(points: Points, ...all: Condition[]): RuleProperties {
  return { conditions: { all }, event: { type: 'score', params: { points } } };
}

/** The gates that every channel has. */
function commonGates(channel: DeliverableChannel): RuleProperties[] {
  return [
    deny('not-asked-for', channel, lacks('candidates', channel)),
    deny('expired', channel, is('expired', true)),
    deny('not-before', channel, is('early', true)),
    deny('no-address', channel, lacks('addresses', channel)),
    deny('not-configured', channel, lacks('senders', channel)),
    deny('disabled-by-prospect', channel, has('disabled', channel)),
    deny('opted-out', channel, has('optedOut', channel)),
    deny('suppressed-address', channel, has('suppressed', channel)),
    deny('no-consent', channel, is('type', 'marketing'), is('consent', 'refused')),
    deny('no-consent', channel, is('type', 'marketing'), is('consent', 'none'), is('softOptIn', false)),
    deny('one-way-sender', channel, is('expectsReply', true), has('oneWay', channel)),
    deny('budget', channel, is('hasBudget', true), over(`costOf_${channel}`, { fact: 'budgetLeft' })),
    deny('frequency-cap', channel, is('hasCap', true), {
      fact: 'recent',
      operator: 'greaterThanInclusive',
      value: { fact: 'cap' },
    }),
    deny('already-tried', channel, has('tried', channel)),
    deny('provider-down', channel, has('down', channel)),
  ];
}

const OWN_GATES: readonly RuleProperties[] = [
  deny('marketing-hours-fr', 'sms', is('type', 'marketing'), is('smsMarketingOpen', false)),
  deny('whatsapp-window', 'whatsapp', is('windowOpen', false), is('templateApproved', false)),
  deny('unsupported-content', 'sms', over('attachments', 0)),
  deny('unsupported-content', 'sms', is('hasSmsText', false)),
  deny('unsupported-content', 'sms', over('smsLength', LONGEST_TEXT.sms)),
  deny('unsupported-content', 'whatsapp', over('attachments', 1)),
  deny('unsupported-content', 'whatsapp', is('templateApproved', false), is('hasWhatsappText', false)),
  deny(
    'unsupported-content',
    'whatsapp',
    is('templateApproved', false),
    over('whatsappLength', LONGEST_TEXT.whatsapp),
  ),
  deny('unsupported-content', 'email', is('hasEmailText', false)),
];

const { preference, urgency, rich, long, short, quietHours, messageType } = pointsFor(undefined);
const { sms: smsAtNight, ...othersAtNight } = quietHours;

/** One rule a row of the table, carrying the points of all channels: fewer rules than one a cell, hence faster. */
const SCORES: readonly RuleProperties[] = [
  ...preference.flatMap((points, rank) =>
    DELIVERABLE_CHANNELS.map((channel) => score({ [channel]: points }, is(`preferred${rank + 1}`, channel))),
  ),
  ...URGENCIES.map((level) => score(urgency[level], is('urgency', level))),
  score(rich, is('rich', true)),
  score(long, is('long', true)),
  score(short, is('long', false)),
  score(othersAtNight, is('quiet', true)),
  score({ sms: smsAtNight }, is('quiet', true), is('smsAllowedAtNight', false)),
  ...MESSAGE_TYPES.map((type) => score(messageType[type], is('type', type))),
];

/**
 * The table of gates and points in the terms of `json-rules-engine`, with its own operators alone. Only the channels
 * that can be delivered on; what its operators cannot compute comes as facts (`facts.ts`).
 */
export const RULES: readonly RuleProperties[] = [
  ...DELIVERABLE_CHANNELS.flatMap(commonGates),
  ...OWN_GATES,
  ...SCORES,
];
