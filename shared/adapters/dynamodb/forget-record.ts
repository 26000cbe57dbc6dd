import { ATTEMPT_STATUSES, type AttemptEvent } from '../../domain/attempt.ts';
import { forgotten } from '../../domain/message.ts';
import type { MessageRecord } from '../../domain/message-record.ts';
import { slotKey } from './keys.ts';
import { eventAttributes, messageText } from './message-items.ts';
import type { Key, Table } from './table.ts';

/** Forgets what a message said, to whom, and what providers said of it. */
export async function forgetRecord(table: Table, key: Key, { message, slots }: MessageRecord): Promise<void> {
  const details = ATTEMPT_STATUSES.map((status) => eventAttributes(status as AttemptEvent['status']).details);
  // The first slot after the others, then the message: what a broadcast was for somebody is found by its first slot.
  for (const { number, kind } of slots.toReversed()) {
    if (kind === 'attempt')
      await table.update(slotKey(key, number), {
        update: `REMOVE ${[...details, 'w'].join(', ')}`,
        values: {},
      });
  }
  // Last: until then the message is found again.
  await table.update(key, {
    update: 'SET m = :m',
    condition: 'attribute_exists(pk)',
    values: { ':m': messageText(forgotten(message)) },
  });
}
