import type { DeliverableChannel } from './channel.ts';
import type { Instant } from './instant.ts';
import { milestonesProvedBy, type Reached } from './milestone.ts';
import type { RoutingDecision } from './routing/decision.ts';

/**
 * What can be known of one try on one channel, lowest rank first. `uncertain`: nobody can tell whether it left.
 * `abandoned`: the provider was asked, does not know it, and it is given up. `rejected`: refused at once.
 * `failed`: accepted, then not delivered.
 */
export const ATTEMPT_STATUSES = [
  'sending',
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
] as const;

export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];

export function rankOf(status: AttemptStatus): number {
  return ATTEMPT_STATUSES.indexOf(status);
}

/** Something that became known of an attempt. */
export interface AttemptEvent {
  status: Exclude<AttemptStatus, 'sending'>;
  at: Instant;
  providerId?: string;
  errorCode?: string;
  reason?: string;
}

export interface RecordedEvent {
  at: Instant;
  errorCode?: string;
  reason?: string;
}

/** One try on one channel, in the slot `number` of its message. */
export interface Attempt {
  kind: 'attempt';
  number: number;
  channel: DeliverableChannel;
  decision: RoutingDecision;
  /** Who may make the attempt, until when, and since when. */
  claim: Claim;
  /** The broadcast that the message belongs to. */
  broadcastId?: string;
  /** The pack that the attempt is a part of: whoever works on the pack makes it, and nobody else. */
  pack?: string;
  /** Of the property that the message is about: what was true of it when the attempt was taken up. */
  propertyVersion?: number;
  /** An agent wrote the message: the inbox shows what becomes of it. */
  byAgent?: true;
  /** The enrolment whose journey sent the message, and hears what becomes of it. */
  enrolmentId?: string;
  providerId?: string;
  /** The earliest report of each status. */
  events: Partial<Record<AttemptEvent['status'], RecordedEvent>>;
  /** What statistics count, since when; kept by storage. */
  reached?: Reached;
}

/** Names one attempt to a provider that knows idempotency keys: however often it is asked, it sends once. */
export function attemptKey(messageId: string, number: number): string {
  return `${messageId}-${number}`;
}

/**
 * The right to make one attempt; `released` once the provider was too busy to take it. `ticket` names the command
 * that was put back then: whatever was on its way before is out of date. `mayHaveLeft`: an earlier call under the attempt's
 * idempotency key may have reached the provider.
 */
export interface Claim {
  owner: string;
  at: Instant;
  leaseUntil: Instant;
  released: boolean;
  ticket?: string;
  mayHaveLeft?: true;
}

/** The highest status reported, in whatever order the reports came. */
export function statusOf(attempt: Attempt): AttemptStatus {
  let best: AttemptStatus = 'sending';
  for (const status of Object.keys(attempt.events) as AttemptEvent['status'][]) {
    if (rankOf(status) > rankOf(best)) best = status;
  }
  return best;
}

/**
 * Adds a report. Each status keeps its earliest report, so that any order, with any duplicates, gives the same
 * attempt. The provider's id comes with every report of a status that has one.
 */
export function applyEvent(attempt: Attempt, event: AttemptEvent): Attempt {
  const known = attempt.events[event.status];
  if (known !== undefined && known.at <= event.at) return attempt;
  const { at, errorCode, reason } = event;
  const recorded: RecordedEvent = {
    at,
    ...(errorCode !== undefined && { errorCode }),
    ...(reason !== undefined && { reason }),
  };
  const providerId = attempt.providerId ?? event.providerId;
  return {
    ...attempt,
    ...(providerId !== undefined && { providerId }),
    events: { ...attempt.events, [event.status]: recorded },
  };
}

/**
 * The best report that was announced and is not recorded: whoever found it out died in between. Without its provider's
 * words.
 */
export function announcedOnly({ events, reached = {} }: Attempt): AttemptEvent | undefined {
  const recorded = new Set(
    (Object.keys(events) as AttemptEvent['status'][]).flatMap((status) => milestonesProvedBy(status)),
  );
  for (const status of ATTEMPT_STATUSES.toReversed()) {
    const own = milestonesProvedBy(status).find(
      (milestone) => milestone === (status === 'rejected' ? 'refused' : status),
    );
    const at = own === undefined || recorded.has(own) ? undefined : reached[own];
    if (status !== 'sending' && at !== undefined) return { status, at };
  }
  return undefined;
}

/** Did it reach the person, as far as anybody knows? */
export function hasArrived(attempt: Attempt): boolean {
  return rankOf(statusOf(attempt)) >= rankOf('delivered');
}

/** Was it opened, read, clicked or answered? */
export function wasOpened(attempt: Attempt): boolean {
  return rankOf(statusOf(attempt)) >= rankOf('opened');
}

/** Is its outcome known for good, so that another channel may be tried? */
export function hasFailed(attempt: Attempt): boolean {
  const status = statusOf(attempt);
  return status === 'rejected' || status === 'failed' || status === 'abandoned';
}

/**
 * Error codes that we give ourselves to an attempt of which nothing left: the provider took nothing for longer than the
 * message could wait, or was asked later and does not know the attempt. Neither says anything about the address.
 */
export const PROVIDER_BUSY = 'provider-busy';
export const NOT_TAKEN = 'not-taken';

/**
 * When the attempt ended because its provider did not do its part; undefined when it did not end so. The same channel
 * can carry the message once the provider is back.
 */
export function lostToOutageAt(attempt: Attempt): Instant | undefined {
  const status = statusOf(attempt);
  if (status !== 'abandoned' && status !== 'rejected') return undefined;
  const { at, errorCode } = attempt.events[status] ?? {};
  return status === 'abandoned' || errorCode === PROVIDER_BUSY || errorCode === NOT_TAKEN ? at : undefined;
}

/** Has anybody recorded what the provider said? Until then the claim's lease decides. */
export function hasResult(attempt: Attempt): boolean {
  return statusOf(attempt) !== 'sending';
}

/** Was another command put back for this attempt after the one with this ticket? It will come, and this one need not. */
export function isOutOfDate({ claim }: Attempt, ticket: string | undefined): boolean {
  // A command may be back before its ticket is written: then it carries the name of the claim that put it back.
  return claim.ticket !== ticket && claim.owner !== ticket;
}

/** What a second delivery of the same send command finds, and may do. */
export type ClaimState = 'claimable' | 'held' | 'expired' | 'settled';

export function claimStateOf(attempt: Attempt, now: Instant): ClaimState {
  if (hasResult(attempt)) return 'settled';
  if (attempt.claim.released) return 'claimable';
  return now < attempt.claim.leaseUntil ? 'held' : 'expired';
}
