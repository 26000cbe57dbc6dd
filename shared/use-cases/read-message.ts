import type { MessageRecord } from '../domain/message-record.ts';
import { AppError } from '../errors.ts';
import type { MessageStore } from '../ports/message-store.ts';

/** @throws AppError `not-found`, also for another tenant's message: nobody learns that it exists. */
export async function readMessage(messages: MessageStore, messageId: string): Promise<MessageRecord> {
  const record = await messages.load(messageId);
  if (record === undefined) throw new AppError('not-found', `There is no message ${messageId}.`);
  return record;
}
