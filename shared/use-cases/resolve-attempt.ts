import {
  announcedOnly,
  type Attempt,
  type AttemptEvent,
  hasResult,
  NOT_TAKEN,
  statusOf,
} from '../domain/attempt.ts';
import { type Instant, MINUTE } from '../domain/instant.ts';
import type { Message } from '../domain/message.ts';
import { mayRiskSecondCopy, type MessageRecord } from '../domain/message-record.ts';
import type { Inquiry } from '../ports/channel-provider.ts';
import { hasOtherChannel } from './other-channel.ts';
import { followThrough, goOnAfter, publishReport } from './report-outcome.ts';
import { tellJourney } from './tell-journey.ts';
import { tellStatistics } from './tell-statistics.ts';
import { type DeliveryFacts, deliveryOf, type ResolvePorts } from './sender-ports.ts';
import { showMessage } from './show-outcome.ts';

/** How long after it a provider that does not know the message is believed, where a second copy does no harm. */
const BELIEVED_AFTER = MINUTE;
/**
 * How long after the attempt was recorded as uncertain it is known that nothing left, if the provider does not know it:
 * longer than a call takes, a provider's list is behind, and two clocks differ that are five minutes wrong, together.
 */
const CERTAIN_AFTER = 15 * MINUTE;

const NOT_SAID = 'The provider did not say whether the message left.';

/** Messages accepted shortly before have attempts that look alike. */
const NEIGHBOURS = 10 * MINUTE;

/** An attempt whose outcome is open, with the message it belongs to. */
export interface OpenAttempt {
  message: Message;
  attempt: Attempt;
  /** The provider was asked before, and did not answer then either. */
  isAskedAgain?: boolean;
  /** The last time anybody asks: what is not known by now never will be. */
  isLast?: boolean;
}

/**
 * Asks the provider what became of an attempt and records the answer. True when nothing remains to be found out.
 * A message that the provider does not know after a quarter of an hour did not leave: the next channel is tried, or this
 * one again. Where nobody knows, a reminder is sent once more, by another channel if it can be; an advertisement is
 * given up once nothing more will be known.
 */
export async function resolveAttempt(
  ports: ResolvePorts,
  open: OpenAttempt,
  facts: DeliveryFacts,
): Promise<boolean> {
  const inquiry = withAnnounced(await ask(ports, open, facts), open.attempt);
  switch (inquiry.outcome) {
    case 'found':
      await report(ports, open, inquiry.event);
      return inquiry.event.status !== 'sent';
    case 'in-transit':
      if (statusOf(open.attempt) !== 'sent') {
        await report(ports, open, { status: 'sent', at: ports.clock.now(), providerId: inquiry.providerId });
      }
      return false;
    case 'not-found':
      return concludeMissing(ports, open, facts.now);
    case 'unknown':
      return concludeUnanswered(ports, open);
  }
}

/** A run that found something out may have died before it recorded that, and the provider may not say it again. */
function withAnnounced(inquiry: Inquiry, attempt: Attempt): Inquiry {
  const event = announcedOnly(attempt);
  // That it is on its way comes with the provider's name for it.
  const isBetter =
    inquiry.outcome === 'found' ||
    (inquiry.outcome === 'in-transit' && event?.status === 'sent') ||
    // That nothing left is concluded again, with its reason.
    (inquiry.outcome === 'not-found' && event?.status === 'rejected');
  return isBetter || event === undefined ? inquiry : { outcome: 'found', event };
}

async function ask(
  ports: ResolvePorts,
  { message, attempt }: OpenAttempt,
  facts: DeliveryFacts,
): Promise<Inquiry> {
  const delivery = deliveryOf(facts, attempt);
  if (delivery === undefined) return { outcome: 'unknown' };
  const { providerId, claim } = attempt;
  const { messages } = ports.scopes(message.tenantId);
  const others =
    providerId === undefined
      ? await messages.providerIdsSince(message.prospect.id, message.createdAt - NEIGHBOURS)
      : new Set<string>();
  return ports.provider.inquire({ delivery, providerId, claimedAt: claim.at, now: facts.now, others });
}

/** The provider does not know the attempt. */
async function concludeMissing(ports: ResolvePorts, open: OpenAttempt, now: Instant): Promise<boolean> {
  // One that the provider accepted is never concluded lost.
  if (statusOf(open.attempt) === 'sent') return false;
  const { events, claim } = open.attempt;
  // From then on nobody calls the provider for it any more; before, a sender that waited may have called it just now.
  const uncertainAt = events.uncertain?.at;
  if (uncertainAt !== undefined && now - uncertainAt >= CERTAIN_AFTER) {
    const reason = 'The provider does not know the message: it did not leave.';
    await report(ports, open, { status: 'rejected', at: ports.clock.now(), errorCode: NOT_TAKEN, reason });
    return true;
  }
  const isBelieved = now - (uncertainAt ?? claim.at) >= BELIEVED_AFTER && (await mayGoOn(ports, open));
  return isBelieved || open.isLast === true ? abandon(ports, open) : keepAsking(ports, open);
}

/** The provider does not say. Whether it is out or has lost its memory, the message may not wait for that. */
async function concludeUnanswered(ports: ResolvePorts, open: OpenAttempt): Promise<boolean> {
  if (statusOf(open.attempt) === 'sent') return false;
  if (open.isLast === true) return abandon(ports, open);
  const isReplaced = open.isAskedAgain === true && (await mayGoOn(ports, open, true));
  return isReplaced ? abandon(ports, open) : keepAsking(ports, open);
}

/** Is the message worth a second copy? `elsewhere`: if another channel can carry it now. */
async function mayGoOn(
  ports: ResolvePorts,
  { message, attempt }: OpenAttempt,
  elsewhere = false,
): Promise<boolean> {
  const record = await ports.scopes(message.tenantId).messages.load(message.id);
  if (record === undefined || !mayRiskSecondCopy(record, attempt.number)) return false;
  return !elsewhere || hasOtherChannel(ports, record, attempt.channel);
}

async function keepAsking(ports: ResolvePorts, open: OpenAttempt): Promise<false> {
  if (!hasResult(open.attempt))
    await report(ports, open, { status: 'uncertain', at: ports.clock.now(), reason: NOT_SAID });
  return false;
}

/** Ends an attempt that may have left. What is worth a second copy is sent once more; anything else has ended, which is told. */
export async function abandon(ports: ResolvePorts, open: OpenAttempt, reason = NOT_SAID): Promise<true> {
  await report(ports, open, { status: 'abandoned', at: ports.clock.now(), reason });
  return true;
}

/**
 * Does again what follows from a recorded result: a run may have died between the two. `mayBeUntold`: other systems
 * may not have heard of it either. `known`: the message, if it was read after the result had been found recorded.
 */
export async function finishSettled(
  ports: ResolvePorts,
  { message, attempt }: OpenAttempt,
  mayBeUntold: boolean,
  known?: MessageRecord,
): Promise<void> {
  const status = statusOf(attempt);
  const recorded = status === 'sending' ? undefined : attempt.events[status];
  if (status === 'sending' || recorded === undefined) return;
  const { number, channel } = attempt;
  const event: AttemptEvent = { status, ...recorded };
  const about = { tenantId: message.tenantId, messageId: message.id, number, channel, event };
  if (mayBeUntold) await followThrough(ports, about, attempt, known);
  else await goOnAfter(ports, about, known);
}

/**
 * Other systems hear first, and it is counted first: after a run that died in between, whoever asks next finds the
 * attempt open and tells them.
 */
async function report(
  ports: ResolvePorts,
  { message, attempt }: OpenAttempt,
  event: AttemptEvent,
): Promise<void> {
  const { number, channel } = attempt;
  const about = { tenantId: message.tenantId, messageId: message.id, number, channel, event };
  const { messages } = ports.scopes(message.tenantId);
  await tellJourney(ports, about, attempt);
  await publishReport(ports, about);
  const announced = await messages.announceEvent(message.id, number, event);
  if (announced !== undefined) await tellStatistics(ports, about, announced);
  await messages.recordEvent(message.id, number, event);
  if (message.author !== undefined) await showMessage(ports, message.tenantId, message.id);
  await goOnAfter(ports, about);
}
