import { attemptsOf, endingOf, type MessageRecord, nextNumber } from '../domain/message-record.ts';
import { hasFailed } from '../domain/attempt.ts';
import type { Instant } from '../domain/instant.ts';
import type { Message } from '../domain/message.ts';
import { AppError } from '../errors.ts';
import type { DomainEvents } from '../ports/domain-events.ts';
import type { InboxPorts } from './change-conversation.ts';
import { readMessage } from './read-message.ts';
import { showMessage } from './show-outcome.ts';

export interface CancelPorts extends InboxPorts {
  domainEvents: DomainEvents;
}

/**
 * Cancels what has not left, by taking the slot that the next attempt would take: a sender and a cancellation cannot
 * both have it. Cancelling twice answers the same.
 * @throws AppError `not-found`, or `already-left` when an attempt is under way or was accepted.
 */
export async function cancelMessage(
  ports: CancelPorts,
  tenantId: string,
  messageId: string,
): Promise<MessageRecord> {
  const { messages } = ports.scopes(tenantId);
  const at = ports.clock.now();
  for (;;) {
    const record = await readMessage(messages, messageId);
    const ending = endingOf(record);
    if (ending?.reason === 'cancelled') {
      await tellCancelled(ports, record, ending.at);
      return record;
    }
    if (ending !== undefined || !attemptsOf(record).every(hasFailed)) {
      throw new AppError(
        'already-left',
        'The message has left or has ended: it cannot be cancelled any more.',
      );
    }
    const number = nextNumber(record);
    const taken = await messages.takeSlot(messageId, { kind: 'ending', number, reason: 'cancelled', at });
    if (taken.outcome === 'taken') continue;
    await tellCancelled(ports, record, at);
    return readMessage(messages, messageId);
  }
}

/**
 * The same for a message of a cancelled broadcast, of which something may have left before: no attempt follows in slot
 * `number` or after it. Harmless twice.
 */
export async function endCancelled(ports: CancelPorts, message: Message, number: number): Promise<void> {
  const at = ports.clock.now();
  const { messages } = ports.scopes(message.tenantId);
  const ending = { kind: 'ending', number, reason: 'cancelled', at } as const;
  const taken = await messages.takeSlot(message.id, ending);
  const found = taken.outcome === 'taken' ? taken.by : ending;
  if (found.kind === 'ending' && found.reason === 'cancelled')
    await tellCancelled(ports, { message }, found.at);
}

/**
 * Told again when the cancellation is repeated, and by whoever finds it: the first may have died before it, and who asked
 * for it may have given up. Harmless twice.
 */
export async function tellCancelled(
  ports: CancelPorts,
  { message }: Pick<MessageRecord, 'message'>,
  at: Instant,
): Promise<void> {
  const { id, tenantId, prospect } = message;
  const about = { tenantId, at, messageId: id, prospectId: prospect.id };
  if (message.author !== undefined) await showMessage(ports, tenantId, id);
  await ports.domainEvents.publish({ id: `${id}-cancelled`, type: 'message.cancelled', ...about });
}
