import { awake } from '../domain/conversation.ts';
import { tellCancelled } from './cancel-message.ts';
import { changeShown } from './change-conversation.ts';
import { claimStateOf, hasArrived, hasFailed } from '../domain/attempt.ts';
import type { AttemptRef, FollowUp } from '../domain/commands.ts';
import { endingOf, isAttemptWanted, unfinishedAttempt } from '../domain/message-record.ts';
import type { DeliverableChannel } from '../domain/channel.ts';
import type { ChannelProvider } from '../ports/channel-provider.ts';
import type { PlanQueue, PrepareQueue } from '../ports/plan-queues.ts';
import { knownProspect } from './known-prospect.ts';
import { currentContent } from './current-content.ts';
import { withContent } from './own-wordings.ts';
import { finishSettled, resolveAttempt } from './resolve-attempt.ts';
import { sideBySide } from './side-by-side.ts';
import { RECONCILE_DELAYS, type ResolvePorts, watchUncertain } from './sender-ports.ts';

export interface FollowUpPorts extends Omit<ResolvePorts, 'provider'> {
  providers: (channel: DeliverableChannel) => ChannelProvider;
  prepareQueue: PrepareQueue;
  planQueue: PlanQueue;
}

/** Attempts of a pack share a follow-up: so many are looked at at a time. */
const AT_ONCE = 10;

/** Does something that was put off, if the state read now still wants it. `isRepetition`: an earlier run may have died. */
export async function runFollowUp(
  ports: FollowUpPorts,
  followUp: FollowUp,
  isRepetition = false,
): Promise<void> {
  switch (followUp.kind) {
    case 'resume':
      return routeIfWanted(ports, followUp, followUp.number);
    case 'check-fallback':
      return routeIfWanted(ports, followUp, followUp.number + 1);
    case 'prepare':
      return ports.prepareQueue.send(followUp.command);
    case 'plan':
      return ports.planQueue.send(followUp.command);
    case 'check-fallbacks':
      await sideBySide(followUp.attempts, AT_ONCE, (attempt) => fallBackIfSent(ports, attempt));
      return;
    case 'wake':
      return wake(ports, followUp);
    case 'reconcile':
      await sideBySide(followUp.attempts, AT_ONCE, (attempt) =>
        reconcile(ports, attempt, followUp.tries, isRepetition),
      );
  }
}

/** A conversation that was put off comes back, unless it was put off anew or taken up since. */
async function wake(
  ports: FollowUpPorts,
  { tenantId, prospectId, until }: Extract<FollowUp, { kind: 'wake' }>,
): Promise<void> {
  const shown = await changeShown(ports, tenantId, prospectId, (known) =>
    known.snoozedUntil === until ? awake(known, until) : known,
  );
  if (shown?.waitingSince !== undefined && shown.snoozedUntil === undefined)
    await ports.notices.send({ tenantId, prospectId, kind: 'waits', at: until });
}

/** The rest of a pack that was put back is watched anew by whoever sends it. */
async function fallBackIfSent(ports: FollowUpPorts, attempt: AttemptRef): Promise<void> {
  const { tenantId, messageId, number } = attempt;
  const found = await ports.scopes(tenantId).messages.loadAttempt(messageId, number);
  if (found === undefined) return;
  if (claimStateOf(found, ports.clock.now()) !== 'claimable') await routeIfWanted(ports, attempt, number + 1);
}

async function routeIfWanted(
  ports: FollowUpPorts,
  { tenantId, messageId }: AttemptRef,
  number: number,
): Promise<void> {
  const record = await ports.scopes(tenantId).messages.load(messageId);
  if (record === undefined) return;
  const ending = endingOf(record);
  if (ending?.number === number && ending.reason === 'cancelled')
    await tellCancelled(ports, record, ending.at);
  // Routing sees to it that an attempt which somebody took up and left is seen through.
  const isOpen = isAttemptWanted(record, number) || unfinishedAttempt(record, number) !== undefined;
  if (!isOpen) return;
  await ports.routingQueue.send({ message: record.message, number });
}

/** Asks the provider about an attempt of which nothing final is known, and comes back later if there still is nothing. */
async function reconcile(
  ports: FollowUpPorts,
  { tenantId, messageId, number }: AttemptRef,
  tries: number,
  isRepetition: boolean,
): Promise<void> {
  const scope = ports.scopes(tenantId);
  const attempt = await scope.messages.loadAttempt(messageId, number);
  if (attempt === undefined || hasArrived(attempt)) return;
  const record = await scope.messages.load(messageId);
  if (record === undefined) return;
  const { message } = record;
  const resolvePorts = { ...ports, provider: ports.providers(attempt.channel) };
  // The failure was there before the message was read: nothing later is needed to go on from it.
  if (hasFailed(attempt)) return finishSettled(resolvePorts, { message, attempt }, isRepetition, record);
  const now = ports.clock.now();
  const claim = claimStateOf(attempt, now);
  if (claim === 'settled' || claim === 'expired') {
    const tenant = await ports.tenants.get(tenantId);
    const known = await knownProspect(scope.prospects, message, [attempt.channel]);
    const content = await currentContent(scope, message.content, attempt.propertyVersion);
    const isLast = tries + 1 >= RECONCILE_DELAYS.length;
    if (
      await resolveAttempt(
        resolvePorts,
        { message, attempt, isLast, isAskedAgain: tries > 0 },
        { ...known, message: withContent(known.message, content), tenant, now },
      )
    )
      return;
  }
  // A claim that is held, or was given back to wait for a busy provider, belongs to a sender that will come.
  await watchUncertain(ports, message, number, tries + 1);
}
