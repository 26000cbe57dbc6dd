import { type Attempt, PROVIDER_BUSY } from '../domain/attempt.ts';
import type { SendCommand } from '../domain/commands.ts';
import { HOUR, MINUTE, SECOND } from '../domain/instant.ts';
import type { Urgency } from '../domain/message.ts';
import { mayRiskSecondCopy } from '../domain/message-record.ts';
import { concludeUncertain, giveUp } from './conclude-attempt.ts';
import { hasOtherChannel } from './other-channel.ts';
import { abandon } from './resolve-attempt.ts';
import type { SendOutcome } from './send-message.ts';
import { isRepeatable, type SenderPorts } from './sender-ports.ts';

/** How long a busy provider is waited for before another channel is tried. */
const PATIENCE: Readonly<Record<Urgency, number>> = {
  urgent: 2 * MINUTE,
  high: 10 * MINUTE,
  normal: HOUR,
  low: 6 * HOUR,
};

/** Seconds: a queue holds a message back for at most a quarter of an hour. */
const LONGEST_DELAY = 900;

/**
 * Nothing left, or nothing that the same key could send twice: give the claim back and return later as a fresh queue
 * message, so that waiting does not count as failing. Patience is bounded; after it the next channel is tried, unless
 * the provider may have taken the message after all.
 */
export async function comeBack(
  ports: SenderPorts,
  command: SendCommand,
  attempt: Attempt,
  { retryAfterSeconds, reason }: { retryAfterSeconds: number; reason: string },
): Promise<SendOutcome> {
  const { decision } = command;
  const since = command.since ?? attempt.claim.at;
  const waiting = { ...command, since };
  const waited = ports.clock.now() - since;
  // The longer it has been out already, the longer it probably will be.
  if (waited <= PATIENCE[decision.urgency])
    return putBack(ports, waiting, attempt, Math.max(retryAfterSeconds, waited / SECOND / 4));
  return command.mayHaveLeft === true
    ? goOnInDoubt(ports, waiting, attempt, reason)
    : giveUp(ports, command, attempt.channel, { errorCode: PROVIDER_BUSY, reason });
}

/**
 * The provider may have taken the message, and does not say so. A reminder takes another channel if it can; anything
 * else is repeated for as long as that can reach nobody twice.
 */
async function goOnInDoubt(
  ports: SenderPorts,
  command: SendCommand,
  attempt: Attempt,
  reason: string,
): Promise<SendOutcome> {
  const { message, number } = command;
  const record = await ports.scopes(message.tenantId).messages.load(message.id);
  const mayTakeAnother = record !== undefined && mayRiskSecondCopy(record, number);
  if (mayTakeAnother && (await hasOtherChannel(ports, record, attempt.channel))) {
    await abandon(ports, { message, attempt }, reason);
    return 'uncertain';
  }
  if (isRepeatable(ports, attempt, ports.clock.now())) return putBack(ports, command, attempt, LONGEST_DELAY);
  return concludeUncertain(ports, command, attempt, reason);
}

/**
 * Puts the command back and gives it the claim. Queues deliver more than once, and each delivery would put back a
 * command of its own: only the last one that was put back is let through. First the queue, then the table: whoever
 * comes after a run that died in between has the ticket or the old command, and both find the claim.
 */
export async function putBack(
  ports: SenderPorts,
  command: SendCommand,
  { channel, claim }: Attempt,
  seconds: number,
): Promise<SendOutcome> {
  const { message, number } = command;
  const ticket = claim.owner;
  await ports.sendQueues.send(channel, { ...command, ticket }, queueDelay(seconds));
  const { mayHaveLeft = false } = command;
  const { messages } = ports.scopes(message.tenantId);
  await messages.release(message.id, number, claim.owner, { ticket, mayHaveLeft });
  return 'postponed';
}

/** As long as asked, within what a queue can do. */
export function queueDelay(seconds: number): number {
  return Math.min(LONGEST_DELAY, Math.max(1, Math.ceil(seconds)));
}
