import { hasFailed } from '../domain/attempt.ts';
import { DELIVERABLE_CHANNELS, type DeliverableChannel, isDeliverable } from '../domain/channel.ts';
import type { RouteCommand } from '../domain/commands.ts';
import type { Instant } from '../domain/instant.ts';
import { forgotten, type Message } from '../domain/message.ts';
import {
  attemptsOf,
  type Ending,
  type EndingReason,
  endingOf,
  isAttemptWanted,
  type MessageRecord,
  retryTimes,
  triedChannels,
  unfinishedAttempt,
} from '../domain/message-record.ts';
import type { GateRule, RoutingDecision } from '../domain/routing/decision.ts';
import { addressFor } from '../domain/prospect.ts';
import { isErased } from '../domain/routing/gates.ts';
import { route } from '../domain/routing/route.ts';
import type { RoutingRequest } from '../domain/routing/situation.ts';
import type { FollowUps } from '../ports/follow-ups.ts';
import type { SendQueues } from '../ports/queues.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { endCancelled, tellCancelled } from './cancel-message.ts';
import { gatherFacts } from './gather-facts.ts';
import { keepAddressee } from './keep-addressee.ts';
import { type EndingPorts, tellEnding } from './tell-ending.ts';

export interface RoutePorts extends EndingPorts {
  sendQueues: SendQueues;
  followUps: FollowUps;
}

export type RouteOutcome = 'not-wanted' | RoutingDecision['outcome'];

/**
 * Decides on one attempt and hands it over. Writes nothing for `send`: the decision is stored with the sender's
 * claim. Running it twice is harmless: slots are taken once, schedules have names.
 */
export async function routeMessage(
  ports: RoutePorts,
  { message, number }: RouteCommand,
): Promise<RouteOutcome> {
  const scope = ports.scopes(message.tenantId);
  const { record, isStored } = await scope.messages.follow(message);
  if (!isAttemptWanted(record, number)) {
    await seeThrough(ports, record, number);
    return 'not-wanted';
  }
  if (await isCancelled(scope, message)) {
    if (!isStored) await scope.messages.create(message);
    await endCancelled(ports, record.message, number);
    return 'not-wanted';
  }
  const now = ports.clock.now();
  const tenant = await ports.tenants.get(message.tenantId);
  const facts = await gatherFacts(scope, {
    message: record.message,
    tenant,
    tried: triedChannels(record),
    retryTimes: retryTimes(record),
    now,
  });
  if (isErased(facts)) return endErased(ports, record, number);
  await keepAddressee(ports, record, number, facts);
  const decision = route(facts);
  switch (decision.outcome) {
    case 'send':
      await handOver(ports, facts, decision, { number, isStored });
      break;
    case 'defer':
      if (!isStored) await scope.messages.create(message);
      await deferAttempt(ports, scope, message, { number, at: now, until: decision.until, decision });
      break;
    case 'undeliverable':
      if (!isStored) await scope.messages.create(message);
      await endUnlessOpen(ports, scope, record, number, decision, now);
      break;
  }
  return decision.outcome;
}

/** The erasure came before the message was written: what is written names nobody, as if it had come after. */
async function endErased(ports: RoutePorts, record: MessageRecord, number: number): Promise<'not-wanted'> {
  const { messages } = ports.scopes(record.message.tenantId);
  await messages.create(forgotten(record.message));
  await messages.forget(record);
  await endCancelled(ports, record.message, number);
  return 'not-wanted';
}

async function handOver(
  { scopes, sendQueues }: RoutePorts,
  facts: RoutingRequest,
  decision: Extract<RoutingDecision, { outcome: 'send' }>,
  { number, isStored }: { number: number; isStored: boolean },
): Promise<void> {
  const { channel } = decision;
  const { message, tenant } = facts;
  if (!isDeliverable(channel)) throw new Error(`No sender serves ${channel}`);
  await noteContact(scopes(tenant.id), facts, channel);
  await sendQueues.send(channel, {
    message,
    number,
    decision: { ...decision, channel },
    // The submission is probably about to write it: the sender looks again.
    ...(!isStored && { isUnstored: true }),
  });
}

/** Cancelled before it was looked at, or looked at by a run that died: what that may have left half done. */
async function seeThrough(ports: RoutePorts, record: MessageRecord, number: number): Promise<void> {
  await keepAddressee(ports, record, number);
  const ending = endingOf(record);
  if (ending?.number === number) await tellHow(ports, record, ending);
  await takeUpAgain(ports, record, number);
}

/** Harmless twice: the run that ended the message may have died before it told. */
async function tellHow(ports: RoutePorts, record: MessageRecord, { reason, at }: Ending): Promise<void> {
  await (reason === 'cancelled' ? tellCancelled(ports, record, at) : tellEnding(ports, record));
}

/** Of a broadcast that was cancelled nothing leaves any more, whatever became of the attempt before. */
async function isCancelled({ broadcasts }: TenantScope, { broadcastId }: Message): Promise<boolean> {
  return broadcastId !== undefined && (await broadcasts.state(broadcastId)) === 'cancelled';
}

/**
 * Who answers from the address is this person from now on, and who writes from another of theirs that leads to nobody
 * yet. Written at the first contact alone.
 */
async function noteContact(
  { prospects }: TenantScope,
  { message, addresses }: RoutingRequest,
  channel: DeliverableChannel,
): Promise<void> {
  const { prospect } = message;
  const isNew = (other: DeliverableChannel): boolean => {
    const owner = addresses[other]?.owner;
    return owner === undefined || (other === channel && owner !== prospect.id);
  };
  await Promise.all(
    DELIVERABLE_CHANNELS.filter(isNew).map(async (other) => {
      const address = addressFor(other, prospect);
      if (address !== undefined) await prospects.noteOwner(other, address, prospect.id);
    }),
  );
}

/**
 * Another command for this very attempt was first. Its run may have died or given the claim back, and it may have been
 * a late copy that SQS does not deliver again: whoever wanted the attempt sees it through.
 */
async function takeUpAgain({ sendQueues }: RoutePorts, record: MessageRecord, number: number): Promise<void> {
  const attempt = unfinishedAttempt(record, number);
  // A part of a pack is seen through by whoever works on that.
  if (attempt?.decision.outcome !== 'send' || attempt.pack !== undefined) return;
  const { channel, decision, claim } = attempt;
  const ticket = claim.ticket === undefined ? {} : { ticket: claim.ticket };
  await sendQueues.send(channel, {
    message: record.message,
    number,
    decision: { ...decision, channel },
    ...ticket,
  });
}

async function deferAttempt(
  ports: RoutePorts,
  scope: TenantScope,
  { id, tenantId }: Message,
  deferral: { number: number; at: Instant; until: Instant; decision: RoutingDecision },
): Promise<void> {
  const { number, until } = deferral;
  await ports.followUps.schedule(`${id}-resume-${number}`, until, {
    kind: 'resume',
    tenantId,
    messageId: id,
    number,
  });
  await scope.messages.defer(id, deferral);
}

/** An earlier attempt may still arrive. If it fails, or turns out not to have left, routing is asked again. */
async function endUnlessOpen(...args: Parameters<typeof endMessage>): Promise<void> {
  const [, , record] = args;
  if (attemptsOf(record).every(hasFailed)) await endMessage(...args);
}

async function endMessage(
  ports: RoutePorts,
  scope: TenantScope,
  record: MessageRecord,
  number: number,
  decision: RoutingDecision,
  at: Instant,
): Promise<void> {
  const reason = reasonOf(decision);
  const ending = { kind: 'ending', number, reason, at, decision } as const;
  const taken = await scope.messages.takeSlot(record.message.id, ending);
  const slot = taken.outcome === 'taken' ? taken.by : ending;
  if (slot.kind === 'ending') await tellHow(ports, { ...record, slots: [...record.slots, slot] }, slot);
}

/** A property that is not offered any more recalls what was to be said of it, and so does a person who was erased. */
function reasonOf({ channels }: RoutingDecision): EndingReason {
  const has = (rule: GateRule): boolean =>
    channels.some(({ gates }) => gates.some((gate) => gate.rule === rule));
  if (has('off-market') || has('erased')) return 'cancelled';
  return has('expired') ? 'expired' : 'undeliverable';
}
