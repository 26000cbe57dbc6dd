import { isForgotten } from '../../domain/message.ts';
import { ulidOf } from '../../domain/message-id.ts';
import type { MessageRecord } from '../../domain/message-record.ts';
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
export async function recentRecords(table: Table, request: RecentRequest): Promise<readonly MessageRecord[]> {
  const { tenantId, prospectId, limit, before, broadcasts } = request;
  const end = before === undefined ? undefined : ulidOf(before);
  const records: MessageRecord[] = [];
  for await (const parts of byMessage(newestFirst(table, messagesBefore(tenantId, prospectId, end)))) {
    const record = recordOf(tenantId, parts, await readElsewhere(table, broadcasts, tenantId, parts));
    if (record === undefined || isForgotten(record.message) || ulidOf(record.message.id) === end) continue;
    records.push(record);
    if (records.length === limit) break;
  }
  return records;
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

async function* newestFirst(
  table: Table,
  range: { pk: string; from: string; to: string },
): AsyncGenerator<Item> {
  let { to } = range;
  for (;;) {
    const items = await table.page({ ...range, to, reverse: true, consistent: true, limit: READ_AT_ONCE });
    const last = items.at(-1)?.['sk'] as string | undefined;
    // The range includes its end: what the page before it closed with.
    yield* to === range.to ? items : items.slice(1);
    if (last === undefined || items.length < READ_AT_ONCE) return;
    to = last;
  }
}
