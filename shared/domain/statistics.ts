import type { Attempt } from './attempt.ts';
import { DELIVERABLE_CHANNELS, type DeliverableChannel } from './channel.ts';
import type { Instant } from './instant.ts';
import { type Milestone, MILESTONES, type Reached } from './milestone.ts';
import { shortHash } from './message-id.ts';
import type { MicroEuros } from './price.ts';

/**
 * What is known of one attempt, as statistics are told of it. It may be told any number of times and grows with each
 * report; every copy of one milestone says the same of it.
 */
export interface AttemptProgress {
  tenantId: string;
  messageId: string;
  number: number;
  channel: DeliverableChannel;
  /** When the attempt was taken up: it counts on that day. */
  attemptedAt: Instant;
  /** The broadcast that the attempt belongs to, and its pack if it is part of one. */
  broadcastId?: string;
  pack?: string;
  reached: Reached;
  cost: MicroEuros;
  /** What the message would have cost by SMS; told with its first attempt only. */
  smsCost: MicroEuros;
}

/** Undefined as long as there is nothing to count. */
export function progressOf(
  tenantId: string,
  messageId: string,
  { number, channel, claim, decision, broadcastId, pack, reached = {} }: Attempt,
): AttemptProgress | undefined {
  if (Object.keys(reached).length === 0) return undefined;
  const costOn = (name: string) => decision.channels.find((each) => each.channel === name)?.cost;
  const cost = costOn(channel) ?? 0;
  // Where the client forced a channel there was no choice, and nothing was saved by one.
  const smsCost = number === 1 ? (costOn('sms') ?? cost) : 0;
  const about = {
    ...(broadcastId !== undefined && { broadcastId }),
    ...(pack !== undefined && { pack }),
  };
  return { tenantId, messageId, number, channel, attemptedAt: claim.at, ...about, reached, cost, smsCost };
}

/** What is added up. Money in micro-euros; `timed` deliveries took `deliveryMs` together. */
export const COUNTERS = [
  'sent',
  'delivered',
  'failed',
  'opened',
  'read',
  'clicked',
  'cost',
  'smsCost',
  'timed',
  'deliveryMs',
] as const;

export type Counters = Record<(typeof COUNTERS)[number], number>;

export function noCounters(): Counters {
  return Object.fromEntries(COUNTERS.map((counter) => [counter, 0])) as Counters;
}

export function sumOf(all: readonly Counters[]): Counters {
  const sum = noCounters();
  for (const counters of all) for (const counter of COUNTERS) sum[counter] += counters[counter];
  return sum;
}

/** By channel. */
export type Tally = Partial<Record<DeliverableChannel, Counters>>;

export function mergeTallies(tallies: readonly Tally[]): Tally {
  const merged: Tally = {};
  for (const channel of DELIVERABLE_CHANNELS) {
    const known = tallies.map((tally) => tally[channel]).filter((counters) => counters !== undefined);
    if (known.length > 0) merged[channel] = sumOf(known);
  }
  return merged;
}

/** Of the name of an attempt, on the page of a part of a broadcast: there are few on each. */
const NAME_IN_PART = 8;

/** One milestone of one attempt: what is counted once. `id` names the attempt. */
export interface Fact {
  id: string;
  milestone: Milestone;
  at: Instant;
  about: AttemptProgress;
}

/** What an attempt is called where it is counted. */
export function nameOfCounted({ messageId, number }: Pick<AttemptProgress, 'messageId' | 'number'>): string {
  return shortHash(`${messageId} ${number}`);
}

export function factsOf(about: AttemptProgress): Fact[] {
  const name = nameOfCounted(about);
  const id = about.broadcastId === undefined ? name : name.slice(0, NAME_IN_PART);
  return MILESTONES.flatMap((milestone) => {
    const at = about.reached[milestone];
    return at === undefined ? [] : [{ id, milestone, at, about }];
  });
}

/** A part of a broadcast is counted on a page of its own: a pack, or some of those who were sent it alone. */
export function partOf({ pack, messageId }: AttemptProgress): string {
  return pack ?? `alone-${shortHash(messageId).slice(0, 2)}`;
}

/** What a fact adds to the counters of its channel. */
export function contributionOf({ milestone, at, about }: Fact): Counters {
  const added = noCounters();
  switch (milestone) {
    case 'sent':
      return { ...added, sent: 1, cost: about.cost, smsCost: about.smsCost };
    case 'refused':
      return { ...added, failed: 1, smsCost: about.smsCost };
    case 'receipt':
      return { ...added, timed: 1, deliveryMs: Math.max(0, at - about.attemptedAt) };
    default:
      return { ...added, [milestone]: 1 };
  }
}
