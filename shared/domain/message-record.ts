import {
  type Attempt,
  type AttemptStatus,
  hasArrived,
  hasFailed,
  hasResult,
  lostToOutageAt,
  rankOf,
  statusOf,
  wasOpened,
} from './attempt.ts';
import type { Channel } from './channel.ts';
import { HOUR, type Instant, MINUTE } from './instant.ts';
import { inTimeFor, isWorthASecondCopy, type Message } from './message.ts';
import type { RoutingDecision } from './routing/decision.ts';

/** How a message ends without (another) attempt. */
export type EndingReason = 'undeliverable' | 'cancelled' | 'expired';

/** Takes the slot that the next attempt would have taken, so that no attempt can follow. */
export interface Ending {
  kind: 'ending';
  number: number;
  reason: EndingReason;
  at: Instant;
  decision?: RoutingDecision;
}

export type Slot = Attempt | Ending;

/** Is it the very claim that is being made? A request that is repeated because its answer was lost finds itself. */
export function isSameClaim(found: Slot, claimed: Slot): boolean {
  return found.kind === 'attempt' && claimed.kind === 'attempt' && found.claim.owner === claimed.claim.owner;
}

/** The last time routing put the message off. */
export interface Deferral {
  /** The attempt that waits. */
  number: number;
  at: Instant;
  until: Instant;
  decision: RoutingDecision;
}

/** A message and all that became of it. Slots are numbered from 1 and taken once each. */
export interface MessageRecord {
  message: Message;
  slots: readonly Slot[];
  deferral?: Deferral;
}

export const MESSAGE_STATUSES = [
  'accepted',
  'deferred',
  'sending',
  'uncertain',
  'sent',
  'delivered',
  'opened',
  'read',
  'clicked',
  'replied',
  'undeliverable',
  'cancelled',
  'expired',
] as const;

export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

export function attemptsOf(record: MessageRecord): Attempt[] {
  return record.slots.filter((slot) => slot.kind === 'attempt');
}

export function endingOf(record: MessageRecord): Ending | undefined {
  return record.slots.find((slot) => slot.kind === 'ending');
}

/** The slot that a next attempt, or an ending, would take. */
export function nextNumber(record: MessageRecord): number {
  return record.slots.reduce((highest, slot) => Math.max(highest, slot.number), 0) + 1;
}

/** What became of the message: the best news of its attempts, else how it ended, else where it stands. */
export function messageStatus(record: MessageRecord): MessageStatus {
  const attempts = attemptsOf(record);
  const best = attempts.map(statusOf).reduce<AttemptStatus | undefined>(better, undefined);
  if (best !== undefined && rankOf(best) >= rankOf('delivered')) return shownAs(best) as MessageStatus;
  const hopeful = attempts
    .filter((attempt) => !hasFailed(attempt))
    .map(statusOf)
    .reduce<AttemptStatus | undefined>(better, undefined);
  const ending = endingOf(record);
  if (hopeful !== undefined && (hopeful !== 'sending' || ending === undefined))
    return shownAs(hopeful) as MessageStatus;
  const lastUncertain = attempts.findLast((attempt) => statusOf(attempt) === 'abandoned');
  if (ending !== undefined) return lastUncertain === undefined ? ending.reason : 'uncertain';
  if (isWaiting(record)) return 'deferred';
  if (attempts.length === 0) return 'accepted';
  return attempts.at(-1) === lastUncertain ? 'uncertain' : 'sending';
}

/**
 * Is routing to look at it again? Not when that was so, and found no channel, before an attempt failed that was on its
 * way then.
 */
function isWaiting({ deferral, ...record }: MessageRecord): boolean {
  if (deferral === undefined || deferral.number < nextNumber(record)) return false;
  const failures = attemptsOf(record).map((attempt) => {
    const status = statusOf(attempt);
    return status === 'sending' ? 0 : (attempt.events[status]?.at ?? 0);
  });
  return deferral.until >= Math.max(0, ...failures);
}

function better(a: AttemptStatus | undefined, b: AttemptStatus): AttemptStatus {
  return a === undefined || rankOf(b) > rankOf(a) ? b : a;
}

/** Abandoned attempts are shown as what they are to everybody else: uncertain. */
export function shownAs(status: AttemptStatus): Exclude<AttemptStatus, 'abandoned'> {
  return status === 'abandoned' ? 'uncertain' : status;
}

/** Opened, or delivered where nobody can tell more: an SMS has no receipt for being read. */
function wasSeen(attempt: Attempt): boolean {
  return wasOpened(attempt) || (attempt.channel === 'sms' && hasArrived(attempt));
}

/** Is attempt `number` still wanted? Not when its slot is taken, the message has ended, or what it wanted has happened. */
export function isAttemptWanted(record: MessageRecord, number: number): boolean {
  if (endingOf(record) !== undefined || nextNumber(record) !== number) return false;
  const goal = record.message.fallback?.unless === 'opened' ? wasSeen : hasArrived;
  return !attemptsOf(record).some(goal);
}

/** Has every attempt failed, and is another one wanted, although the last may have left if nobody knows? */
export function isNextAttemptDue(record: MessageRecord): boolean {
  const attempts = attemptsOf(record);
  const last = attempts.at(-1);
  const mayFollow =
    last === undefined || statusOf(last) !== 'abandoned' || mayRiskSecondCopy(record, last.number);
  return mayFollow && attempts.every(hasFailed) && isAttemptWanted(record, nextNumber(record));
}

/**
 * Has it failed to reach the person for good: undeliverable, expired, or in a doubt that nobody looks into any more? A
 * message that was cancelled has not.
 */
export function isLost(record: MessageRecord): boolean {
  if (endingOf(record)?.reason === 'cancelled') return false;
  const status = messageStatus(record);
  if (status === 'undeliverable' || status === 'expired') return true;
  return status === 'uncertain' && attemptsOf(record).every(hasFailed) && !isNextAttemptDue(record);
}

/** The attempt in slot `number`, if somebody took it up and nobody has recorded what came of it. */
export function unfinishedAttempt(record: MessageRecord, number: number): Attempt | undefined {
  return attemptsOf(record).find((attempt) => attempt.number === number && !hasResult(attempt));
}

/** The channels that another attempt must not use. One whose provider was out may be used again: see `retryTimes`. */
export function triedChannels(record: MessageRecord): Channel[] {
  return attemptsOf(record)
    .filter((attempt) => lostToOutageAt(attempt) === undefined)
    .map(({ channel }) => channel);
}

/**
 * How long a channel rests after the n-th attempt that its provider did not take; the last one from then on. In the week
 * that a message lives, three channels that are all out make some sixty attempts, of the 99 that it can have.
 */
const RETRY_DELAYS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR] as const;

/**
 * When each channel whose provider was out may carry the message again. Until then another one is better, if any is
 * open; in time for the message's deadline if there is none.
 */
export function retryTimes(record: MessageRecord): Partial<Record<Channel, Instant>> {
  const times: Partial<Record<Channel, Instant>> = {};
  const losses: Partial<Record<Channel, number>> = {};
  for (const attempt of attemptsOf(record)) {
    const at = lostToOutageAt(attempt);
    if (at === undefined) continue;
    const { channel } = attempt;
    const count = losses[channel] ?? 0;
    losses[channel] = count + 1;
    times[channel] = inTimeFor(record.message, at, RETRY_DELAYS[count] ?? RETRY_DELAYS[6]);
  }
  return times;
}

/**
 * May another attempt follow attempt `number` although nobody knows whether that one left? A person may get two copies
 * of a reminder, and never more; of an advertisement one.
 */
export function mayRiskSecondCopy(record: MessageRecord, number: number): boolean {
  const isOnlyDoubt = attemptsOf(record).every(
    (attempt) => attempt.number === number || statusOf(attempt) !== 'abandoned',
  );
  return isOnlyDoubt && isWorthASecondCopy(record.message.type);
}
