import {
  type Attempt,
  type AttemptEvent,
  type AttemptStatus,
  NOT_TAKEN,
} from '../../shared/domain/attempt.ts';
import type { DeliverableChannel } from '../../shared/domain/channel.ts';
import { MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type {
  Deferral,
  Ending,
  EndingReason,
  MessageRecord,
  Slot,
} from '../../shared/domain/message-record.ts';
import { route } from '../../shared/domain/routing/route.ts';
import { message, routingRequest, TUESDAY } from './routing-request.ts';

const decision = route(routingRequest());

/** When attempt `number` was claimed: one a minute. */
export function claimedAt(number: number): number {
  return TUESDAY + number * MINUTE;
}

/** An attempt of which the given things became known, a second apart and in that order. */
export function attempt(
  number: number,
  channel: DeliverableChannel,
  ...statuses: readonly AttemptEvent['status'][]
): Attempt {
  const at = claimedAt(number);
  const events: Attempt['events'] = {};
  for (const [index, status] of statuses.entries()) events[status] = { at: at + (index + 1) * SECOND };
  const claim = { owner: 'worker_1', at, leaseUntil: at + MINUTE, released: false };
  return { kind: 'attempt', number, channel, decision, claim, events };
}

/** An attempt that its provider, asked later, did not know: nothing left. */
export function notTaken(number: number, channel: DeliverableChannel): Attempt {
  const made = attempt(number, channel, 'uncertain', 'rejected');
  const rejected = { at: made.claim.at + 2 * SECOND, errorCode: NOT_TAKEN };
  return { ...made, events: { ...made.events, rejected } };
}

export function ending(number: number, reason: EndingReason): Ending {
  return { kind: 'ending', number, reason, at: claimedAt(number) };
}

export function deferral(number: number): Deferral {
  return { number, at: claimedAt(number), until: claimedAt(number) + MINUTE, decision };
}

export function record(slots: readonly Slot[], put?: Deferral): MessageRecord {
  return { message: message(), slots, ...(put !== undefined && { deferral: put }) };
}

/** What can be reported of an attempt. */
export const REPORTABLE: readonly Exclude<AttemptStatus, 'sending'>[] = [
  'uncertain',
  'abandoned',
  'sent',
  'rejected',
  'failed',
  'delivered',
  'opened',
  'read',
  'clicked',
  'replied',
];
