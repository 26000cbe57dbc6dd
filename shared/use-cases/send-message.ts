import {
  type Attempt,
  claimStateOf,
  hasResult,
  isOutOfDate,
  PROVIDER_BUSY,
  statusOf,
} from '../domain/attempt.ts';
import type { DeliverableChannel } from '../domain/channel.ts';
import type { SendCommand } from '../domain/commands.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { attemptsOf, isAttemptWanted, retryTimes, triedChannels } from '../domain/message-record.ts';
import type { ChannelEvaluation, Gate } from '../domain/routing/decision.ts';
import { route } from '../domain/routing/route.ts';
import type { RoutingRequest } from '../domain/routing/situation.ts';
import { asTakenUp } from './as-taken-up.ts';
import { tellCancelled } from './cancel-message.ts';
import { gatherFactsFor } from './gather-facts.ts';
import { concludeUncertain, giveUp } from './conclude-attempt.ts';
import { makeAttempt } from './make-attempt.ts';
import { isOvertaken } from './other-channel.ts';
import { comeBack, putBack, queueDelay } from './put-back.ts';
import { finishSettled, resolveAttempt } from './resolve-attempt.ts';
import { isRepeatable, type SenderPorts, watchUncertain } from './sender-ports.ts';
import { tellStatistics } from './tell-statistics.ts';

/**
 * Longer than everything that happens under a claim: three tries at storage and at the scheduler, and the
 * provider's own time-out.
 */
const LEASE = 30 * SECOND;

export type SendOutcome =
  | 'sent'
  | 'rejected'
  /** Rejected because of us: a wrong secret, sender or account. Somebody has to act. */
  | 'misconfigured'
  | 'uncertain'
  | 'postponed'
  | 'sent-back'
  | 'not-wanted'
  | 'already-made'
  | 'held-by-another';

/**
 * Makes one attempt: claim → watch → provider → record. The command may be delivered any number of times, at once
 * or later: the slot of the attempt is taken once, and whoever finds it taken looks at what became of it.
 */
export async function sendMessage(ports: SenderPorts, command: SendCommand): Promise<SendOutcome> {
  const now = ports.clock.now();
  if (command.isUnstored === true) await storeIfMissing(ports, command);
  const facts = await freshFacts(ports, command, now);
  if (facts === 'not-wanted') return 'not-wanted';
  const attempt = newClaim(ports, command, facts);
  const closedBy = closingGate(facts, command.decision.channel);
  if (closedBy !== undefined) return sendBack(ports, command, { mine: attempt, closedBy }, facts);
  const taken = await ports.scopes(command.message.tenantId).messages.takeSlot(command.message.id, attempt);
  if (taken.outcome === 'taken-by-you') return makeAttempt(ports, command, attempt, facts, 'fresh');
  if (taken.by.kind === 'ending') {
    if (taken.by.reason === 'cancelled') await tellCancelled(ports, command, taken.by.at);
    return 'not-wanted';
  }
  if (taken.by.channel !== attempt.channel) return leaveToItsSender(ports, command, taken.by);
  return continueAttempt(ports, command, taken.by, { mine: attempt }, facts);
}

/** The attempt was taken up on another channel: routing hands it to the sender of that one, who may have died of it. */
async function leaveToItsSender(
  { routingQueue }: SenderPorts,
  { message, number }: SendCommand,
  found: Attempt,
): Promise<SendOutcome> {
  if (hasResult(found)) return 'not-wanted';
  await routingQueue.send({ message, number });
  return 'sent-back';
}

/** By now the submission has written its message, unless it died: then nobody else will. */
async function storeIfMissing(ports: SenderPorts, { message }: SendCommand): Promise<void> {
  const { messages } = ports.scopes(message.tenantId);
  const { isStored } = await messages.follow(message);
  if (!isStored) await messages.create(message);
}

function newClaim(
  ports: SenderPorts,
  { message, number, decision }: SendCommand,
  { now, message: current }: RoutingRequest,
): Attempt {
  const claim = { owner: ports.ids.claimOwner(), at: now, leaseUntil: now + LEASE, released: false };
  const byAgent = message.author === undefined ? {} : { byAgent: true as const };
  const { broadcastId, enrolmentId } = message;
  const { propertyVersion } = current.content;
  const { channel } = decision;
  const about = {
    ...byAgent,
    ...(broadcastId !== undefined && { broadcastId }),
    ...(enrolmentId !== undefined && { enrolmentId }),
    ...(propertyVersion !== undefined && { propertyVersion }),
  };
  return { kind: 'attempt', number, channel, decision, claim, ...about, events: {} };
}

/**
 * What is true now, not when the decision was made: a STOP or a late receipt may have come since. Later attempts
 * read the whole record, so that a receipt for an earlier one stops them.
 */
async function freshFacts(
  ports: SenderPorts,
  { message, number, decision }: SendCommand,
  now: Instant,
): Promise<RoutingRequest | 'not-wanted'> {
  const scope = ports.scopes(message.tenantId);
  const tenant = await ports.tenants.get(message.tenantId);
  const { channel } = decision;
  if (number === 1) return gatherFactsFor(channel, scope, { message, tenant, tried: [], now });
  const record = await scope.messages.load(message.id);
  if (record === undefined) return 'not-wanted';
  const before = { ...record, slots: record.slots.filter((slot) => slot.number < number) };
  if (!isAttemptWanted(before, number)) {
    // A run of this command may have made it and died before it was counted.
    const made = attemptsOf(record).find((attempt) => attempt.number === number);
    if (made !== undefined)
      await tellStatistics(ports, { tenantId: message.tenantId, messageId: message.id }, made);
    return 'not-wanted';
  }
  const earlier = { tried: triedChannels(before), retryTimes: retryTimes(before) };
  return gatherFactsFor(channel, scope, { message, tenant, now, ...earlier });
}

/**
 * What closes the decided channel now, if anything: it is weighed again, because the night may have come
 * since, or the decision was made by a clock that was fast. A refusal outweighs a delay. What took the place of a
 * forced channel whose provider was down is weighed as if none were forced: that one may be back.
 */
export function closingGate(facts: RoutingRequest, channel: DeliverableChannel): Gate | undefined {
  const { channel: _forced, ...message } = facts.message;
  const isDecided = (each: ChannelEvaluation): boolean => each.channel === channel;
  const evaluation =
    route(facts).channels.find(isDecided) ?? route({ ...facts, message }).channels.find(isDecided);
  return evaluation?.gates.find(({ verdict }) => verdict === 'deny') ?? evaluation?.gates[0];
}

/**
 * Routing decides again, unless the slot was taken by a run of this attempt that did not finish it. One on another
 * channel is not ours to finish: our provider knows nothing of it, and routing hands it to its own sender.
 */
async function sendBack(
  ports: SenderPorts,
  command: SendCommand,
  context: Context,
  facts: RoutingRequest,
): Promise<SendOutcome> {
  const { message, number } = command;
  const found = await ports.scopes(message.tenantId).messages.loadAttempt(message.id, number);
  if (found?.channel === command.decision.channel)
    return continueAttempt(ports, command, found, context, facts);
  await ports.routingQueue.send({ message, number });
  return 'sent-back';
}

interface Context {
  /** The claim to take over with. */
  mine: Attempt;
  closedBy?: Gate;
}

/** The slot was taken for this very attempt: by another delivery of the same command, or by a run that died. */
async function continueAttempt(
  ports: SenderPorts,
  command: SendCommand,
  found: Attempt,
  context: Context,
  facts: RoutingRequest,
): Promise<SendOutcome> {
  const { message, number } = command;
  const state = claimStateOf(found, facts.now);
  // Whoever works on its pack makes it, or finds out what became of it.
  if (state !== 'settled' && found.pack !== undefined) return 'held-by-another';
  if (state !== 'settled' && isOutOfDate(found, command.ticket)) return 'held-by-another';
  switch (state) {
    case 'settled':
      if (statusOf(found) === 'uncertain') await watchUncertain(ports, message, number, 0);
      else await finishSettled(ports, { message, attempt: found }, true);
      return 'already-made';
    case 'held':
      return comeAgain(ports, command, found.claim.leaseUntil, facts.now);
    case 'claimable':
    case 'expired':
      return takeOver(ports, command, found, context, facts);
  }
}

/** Nobody is at the attempt any more: make it after all, put it off or give it up, or find out what became of it. */
async function takeOver(
  ports: SenderPorts,
  command: SendCommand,
  found: Attempt,
  { mine, closedBy }: Context,
  current: RoutingRequest,
): Promise<SendOutcome> {
  const { message, number } = command;
  const facts = await asTakenUp(ports.scopes(message.tenantId), found, current);
  const { now } = facts;
  // Not only the command that was put back may come: routing hands attempts over that somebody left.
  const isDoubtful = command.mayHaveLeft === true || found.claim.mayHaveLeft === true;
  const nothingLeft = found.claim.released && !isDoubtful;
  const isClosed = closedBy?.verdict === 'deny';
  if (!nothingLeft && (isClosed || !isRepeatable(ports, found, now))) {
    // The run that held the claim died, perhaps after the provider took the message: ask, do not send.
    const settled = await resolveAttempt(ports, { message, attempt: found }, facts);
    if (!settled) await watchUncertain(ports, message, number, 0);
    return 'uncertain';
  }
  const { messages } = ports.scopes(message.tenantId);
  const won = await messages.reclaim(message.id, mine, found.claim.owner);
  if (won === 'lost') return comeAgain(ports, command, now + LEASE, now);
  if (await isOvertaken(ports, command))
    return nothingLeft
      ? giveUp(ports, command, found.channel, OVERTAKEN)
      : concludeUncertain(ports, command, found, OVERTAKEN.reason);
  // That the provider is busy now does not mean that nothing left before.
  const doubted = nothingLeft ? command : { ...command, mayHaveLeft: true };
  if (closedBy === undefined)
    return makeAttempt(ports, doubted, mine, facts, found.claim.released ? 'given-back' : 'expired');
  if (closedBy.verdict === 'deny')
    return giveUp(ports, command, found.channel, { errorCode: closedBy.rule, reason: closedBy.rule });
  // Other messages found it down: that is no reason to wait for it longer than for one that is busy.
  if (closedBy.rule === 'provider-down')
    return comeBack(ports, doubted, mine, {
      retryAfterSeconds: (closedBy.until - now) / SECOND,
      reason: closedBy.detail,
    });
  return putBack(ports, doubted, mine, (closedBy.until - now) / SECOND);
}

const OVERTAKEN = { errorCode: PROVIDER_BUSY, reason: 'Another channel took the message meanwhile.' };

/** Somebody else is at it, and may die of it: look again when that would show. */
async function comeAgain(
  { sendQueues }: SenderPorts,
  command: SendCommand,
  at: Instant,
  now: Instant,
): Promise<SendOutcome> {
  await sendQueues.send(command.decision.channel, command, queueDelay((at - now) / SECOND));
  return 'held-by-another';
}
