import { attemptsOf, endingOf, type MessageRecord, messageStatus } from '../domain/message-record.ts';
import { statusOf } from '../domain/attempt.ts';
import { afterOutcome } from '../domain/conversation.ts';
import { changeShown, type InboxPorts } from './change-conversation.ts';

/**
 * Shows in the inbox what became of a message, where its person has a conversation. Worked out from the record as it is
 * now, so that it is right whatever order reports come in.
 */
export async function showOutcome(ports: InboxPorts, record: MessageRecord): Promise<void> {
  const { id: messageId, tenantId, prospect } = record.message;
  const status = messageStatus(record);
  const isFailure = hasEndedBadly(record);
  const at = ports.clock.now();
  await changeShown(ports, tenantId, prospect.id, (known) => {
    const isThere = known.preview.messageId !== messageId || known.preview.status === status;
    if (isThere && (!isFailure || known.failedAt !== undefined)) return known;
    return afterOutcome(known, { messageId, status, at, isFailure });
  });
}

/** The same for a message that has to be read. */
export async function showMessage(ports: InboxPorts, tenantId: string, messageId: string): Promise<void> {
  const record = await ports.scopes(tenantId).messages.load(messageId);
  if (record !== undefined) await showOutcome(ports, record);
}

/** It did not arrive, and nothing more will be tried. */
function hasEndedBadly(record: MessageRecord): boolean {
  const status = messageStatus(record);
  if (endingOf(record)?.reason === 'cancelled') return false;
  const last = attemptsOf(record).at(-1);
  const isLost = status === 'uncertain' && last !== undefined && statusOf(last) === 'abandoned';
  return status === 'undeliverable' || status === 'expired' || isLost;
}
