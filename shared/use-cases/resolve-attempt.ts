import { announcedOnly, type Attempt, type AttemptEvent, hasResult, statusOf } from '../domain/attempt.ts';
import { MINUTE } from '../domain/instant.ts';
import { isWorthASecondCopy, type Message } from '../domain/message.ts';
import { attemptsOf, isAttemptWanted, type MessageRecord } from '../domain/message-record.ts';
import type { Inquiry } from '../ports/channel-provider.ts';
import { followThrough, goOnAfter, publishReport } from './report-outcome.ts';
import { tellJourney } from './tell-journey.ts';
import { tellStatistics } from './tell-statistics.ts';
import { type DeliveryFacts, deliveryOf, type ResolvePorts } from './sender-ports.ts';
import { showMessage } from './show-outcome.ts';

/** How long after the claim a provider that does not know the message is believed. */
const BELIEVED_AFTER = MINUTE;

/** Messages accepted shortly before have attempts that look alike. */
const NEIGHBOURS = 10 * MINUTE;

/** An attempt whose outcome is open, with the message it belongs to. */
export interface OpenAttempt {
  message: Message;
  attempt: Attempt;
  /** The last time anybody asks: what is not known by now never will be. */
  isLast?: boolean;
}

/**
 * Asks the provider what became of an attempt and records the answer. True when nothing remains to be found out.
 * A message that the provider does not know after a minute did not leave: reminders are sent once more,
 * advertisements are given up.
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
      return concludeLost(ports, open, facts.now - open.attempt.claim.at >= BELIEVED_AFTER);
    case 'unknown':
      return concludeLost(ports, open, open.isLast === true);
  }
}

/** A run that found something out may have died before it recorded that, and the provider may not say it again. */
function withAnnounced(inquiry: Inquiry, attempt: Attempt): Inquiry {
  const event = announcedOnly(attempt);
  // That it is on its way comes with the provider's name for it.
  const isBetter =
    inquiry.outcome === 'found' || (inquiry.outcome === 'in-transit' && event?.status === 'sent');
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

/** `isSure`: nobody will learn more. An attempt that the provider accepted is never concluded lost. */
async function concludeLost(ports: ResolvePorts, open: OpenAttempt, isSure: boolean): Promise<boolean> {
  const { attempt } = open;
  if (statusOf(attempt) === 'sent') return false;
  const at = ports.clock.now();
  if (!isSure) {
    if (!hasResult(attempt)) await report(ports, open, { status: 'uncertain', at });
    return false;
  }
  await report(ports, open, { status: 'abandoned', at });
  await sendOnceMore(ports, open);
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
  if (status === 'abandoned') await sendOnceMore(ports, { message, attempt }, known);
}

/** Unless that was done before: the next slot is taken then. */
async function sendOnceMore(
  ports: ResolvePorts,
  { message, attempt: given }: OpenAttempt,
  known?: MessageRecord,
): Promise<void> {
  const { id, tenantId, type } = message;
  if (!isWorthASecondCopy(type)) return;
  const record = known ?? (await ports.scopes(tenantId).messages.load(id));
  if (record === undefined) return;
  const lost = attemptsOf(record).filter((attempt) => statusOf(attempt) === 'abandoned');
  const number = given.number + 1;
  if (lost.length > 1 || !isAttemptWanted(record, number)) return;
  await ports.routingQueue.send({ message: record.message, number });
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
