import { type Attempt, claimStateOf, hasFailed, statusOf } from '../domain/attempt.ts';
import type { SendCommand } from '../domain/commands.ts';
import { type Instant, SECOND } from '../domain/instant.ts';
import { isAttemptWanted, triedChannels } from '../domain/message-record.ts';
import type { GateRule } from '../domain/routing/decision.ts';
import { gatesFor } from '../domain/routing/gates.ts';
import { type RoutingRequest, situationOf } from '../domain/routing/situation.ts';
import { expiryOf } from '../domain/message.ts';
import { gatherFacts } from './gather-facts.ts';
import { giveUp, makeAttempt } from './make-attempt.ts';
import { resolveAttempt } from './resolve-attempt.ts';
import { type SenderPorts, watchUncertain } from './sender-ports.ts';
import { tryNextChannel } from './report-outcome.ts';

/**
 * Longer than everything that happens under a claim: three tries at storage and at the scheduler, and the
 * provider's own time-out.
 */
export const LEASE = 30 * SECOND;

export type SendOutcome =
  | 'sent'
  | 'rejected'
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
  const facts = await freshFacts(ports, command, now);
  if (facts === 'not-wanted') return 'not-wanted';
  const attempt = newClaim(ports, command, now);
  const closedBy = closingRule(facts, command);
  if (closedBy !== undefined) return sendBack(ports, command, { mine: attempt, closedBy }, facts);
  const taken = await ports.scopes(command.message.tenantId).messages.takeSlot(command.message.id, attempt);
  if (taken.outcome === 'taken-by-you') return makeAttempt(ports, command, attempt, facts, false);
  if (taken.by.kind === 'ending' || taken.by.channel !== attempt.channel) return 'not-wanted';
  return continueAttempt(ports, command, taken.by, { mine: attempt }, facts);
}

function newClaim(ports: SenderPorts, { number, decision }: SendCommand, now: Instant): Attempt {
  const claim = { owner: ports.ids.claimOwner(), at: now, leaseUntil: now + LEASE, released: false };
  return { kind: 'attempt', number, channel: decision.channel, decision, claim, events: {} };
}

/**
 * What is true now, not when the decision was made: a STOP or a late receipt may have come since. Later attempts
 * read the whole record, so that a receipt for an earlier one stops them.
 */
async function freshFacts(
  ports: SenderPorts,
  { message, number }: SendCommand,
  now: Instant,
): Promise<RoutingRequest | 'not-wanted'> {
  const scope = ports.scopes(message.tenantId);
  const tenant = await ports.tenants.get(message.tenantId);
  if (number === 1) return gatherFacts(scope, tenant, message, [], now);
  const record = await scope.messages.load(message.id);
  if (record === undefined) return 'not-wanted';
  const before = { ...record, slots: record.slots.filter((slot) => slot.number < number) };
  if (!isAttemptWanted(before, number)) return 'not-wanted';
  return gatherFacts(scope, tenant, message, triedChannels(before), now);
}

/** The rule that closes the decided channel now, if any. */
function closingRule(facts: RoutingRequest, { decision }: SendCommand): GateRule | undefined {
  if (facts.now >= expiryOf(facts.message)) return 'expired';
  return gatesFor(decision.channel, situationOf(facts))[0]?.rule;
}

/** Routing decides again, unless the slot was taken by a run of this attempt that did not finish it. */
async function sendBack(
  ports: SenderPorts,
  command: SendCommand,
  context: Context,
  facts: RoutingRequest,
): Promise<SendOutcome> {
  const { message, number } = command;
  const found = await ports.scopes(message.tenantId).messages.loadAttempt(message.id, number);
  if (found !== undefined) return continueAttempt(ports, command, found, context, facts);
  await ports.routingQueue.send({ message, number });
  return 'sent-back';
}

interface Context {
  /** The claim to take over with. */
  mine: Attempt;
  closedBy?: GateRule;
}

/** The slot was taken for this very attempt: by another delivery of the same command, or by a run that died. */
async function continueAttempt(
  ports: SenderPorts,
  command: SendCommand,
  found: Attempt,
  { mine, closedBy }: Context,
  facts: RoutingRequest,
): Promise<SendOutcome> {
  const { message, number } = command;
  const { messages } = ports.scopes(message.tenantId);
  const state = claimStateOf(found, facts.now);
  switch (state) {
    case 'settled':
      await finishSettled(ports, command, found);
      return 'already-made';
    case 'held': {
      const wait = Math.ceil((found.claim.leaseUntil - facts.now) / SECOND);
      await ports.sendQueues.send(command.decision.channel, command, wait);
      return 'held-by-another';
    }
    case 'claimable':
    case 'expired': {
      const nothingLeft = state === 'claimable' && command.mayHaveLeft !== true;
      if (closedBy !== undefined && nothingLeft) {
        return giveUp(ports, command, found.channel, { errorCode: closedBy, reason: closedBy });
      }
      if (closedBy === undefined && (nothingLeft || ports.provider.isIdempotent)) {
        const won = await messages.reclaim(message.id, mine, found.claim.owner);
        return won === 'lost'
          ? 'held-by-another'
          : makeAttempt(ports, command, mine, facts, state === 'claimable');
      }
      // The run that held the claim died, perhaps after the provider took the message: ask, do not send.
      const settled = await resolveAttempt(ports, { message, attempt: found }, facts);
      if (!settled) await watchUncertain(ports, message, number, 0);
      return 'uncertain';
    }
  }
}

/** A run may have died between recording a result and doing what follows from it. */
async function finishSettled(
  ports: SenderPorts,
  { message, number }: SendCommand,
  found: Attempt,
): Promise<void> {
  const status = statusOf(found);
  if (status === 'uncertain') await watchUncertain(ports, message, number, 0);
  if (hasFailed(found) && status !== 'abandoned') {
    const event = { status: 'failed', at: ports.clock.now() } as const;
    await tryNextChannel(ports, {
      tenantId: message.tenantId,
      messageId: message.id,
      number,
      channel: found.channel,
      event,
    });
  }
}
