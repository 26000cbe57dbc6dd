import { isForgotten } from '../../domain/message.ts';
import { ulidOf } from '../../domain/message-id.ts';
import type { MessageRecord } from '../../domain/message-record.ts';
import { messagesBefore } from './keys.ts';
import { recordOf } from './message-items.ts';
import type { Item, Table } from './table.ts';

/** Messages have one to three parts each. */
const READ_AT_ONCE = 100;

interface RecentRequest {
  tenantId: string;
  prospectId: string;
  limit: number;
  /** The id that they come before. */
  before: string | undefined;
}

/** The last messages of a prospect, the newest first. */
export async function recentRecords(table: Table, request: RecentRequest): Promise<readonly MessageRecord[]> {
  const { tenantId, prospectId, limit, before } = request;
  const end = before === undefined ? undefined : ulidOf(before);
  const records: MessageRecord[] = [];
  let parts: Item[] = [];
  for await (const item of newestFirst(table, messagesBefore(tenantId, prospectId, end))) {
    parts.push(item);
    // The parts of a message sort after it, so that here they come before it.
    if ((item['sk'] as string).split('#').length > 2) continue;
    const record = recordOf(tenantId, parts.toReversed());
    parts = [];
    if (record === undefined || isForgotten(record.message) || ulidOf(record.message.id) === end) continue;
    records.push(record);
    if (records.length === limit) break;
  }
  return records;
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
