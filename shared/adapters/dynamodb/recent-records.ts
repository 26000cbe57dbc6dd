import { isForgotten } from '../../domain/message.ts';
import { ulidOf } from '../../domain/message-id.ts';
import type { MessageRecord } from '../../domain/message-record.ts';
import { type Page, takePage } from '../../domain/page.ts';
import { messageIdIn, messagesBefore } from './keys.ts';
import type { BroadcastStore } from '../../ports/broadcast-store.ts';
import { recordOf } from './message-items.ts';
import { readElsewhere } from './packed-parts.ts';
import type { Item, Table } from './table.ts';

/** Messages have one to three parts each. */
const READ_AT_ONCE = 100;

interface RecentRequest {
  tenantId: string;
  broadcasts: BroadcastStore;
  prospectId: string;
  limit: number;
  /** The id that they come before. */
  before: string | undefined;
}

/** The last messages of a prospect, the newest first. */
export function recentRecords(table: Table, request: RecentRequest): Promise<Page<MessageRecord>> {
  return takePage(recordsOf(table, request), request.limit, ({ message }) => message.id);
}

async function* recordsOf(
  table: Table,
  { tenantId, prospectId, before, broadcasts }: RecentRequest,
): AsyncGenerator<MessageRecord> {
  const end = before === undefined ? undefined : ulidOf(before);
  const range = { ...messagesBefore(tenantId, prospectId, end), consistent: true };
  for await (const parts of byMessage(table.items(range, READ_AT_ONCE))) {
    const record = recordOf(tenantId, parts, await readElsewhere(table, broadcasts, tenantId, parts));
    if (record !== undefined && !isForgotten(record.message)) yield record;
  }
}

/** The parts of one message after the other: they sort beside each other, whatever of it there is. */
async function* byMessage(items: AsyncIterable<Item>): AsyncGenerator<Item[]> {
  let parts: Item[] = [];
  for await (const item of items) {
    if (parts[0] !== undefined && messageIdIn(parts[0]) !== messageIdIn(item)) {
      yield parts;
      parts = [];
    }
    parts.unshift(item);
  }
  if (parts.length > 0) yield parts;
}
