import { partsOfEntryId, prospectKey, ulidOf } from '../domain/message-id.ts';
import type { MessageRecord } from '../domain/message-record.ts';
import type { ThreadEntry } from '../domain/thread.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';

/** Something in a thread: a message that was sent, with all that became of it, or what was received or noted. */
export type ThreadItem = { sent: MessageRecord } | { entry: ThreadEntry };

function idOf(item: ThreadItem): string {
  return 'sent' in item ? item.sent.message.id : item.entry.id;
}

/** Is it in the thread of one of these people? */
export function isInThreadOf(people: readonly string[], id: string): boolean {
  const key = partsOfEntryId(id)?.prospectKey;
  return people.some((prospectId) => prospectKey(prospectId) === key);
}

/** The people whose messages a conversation shows: its own person, and those that were merged into them. */
export async function peopleOf({ prospects }: TenantScope, prospectId: string): Promise<readonly string[]> {
  return [prospectId, ...(await prospects.ties(prospectId)).merged];
}

/** A page of a thread, the newest first, of one person however many ids they have. */
export async function readThread(
  scope: TenantScope,
  prospectId: string,
  { limit, before }: { limit: number; before: string | undefined },
): Promise<{ items: readonly ThreadItem[]; next?: string }> {
  const people = await peopleOf(scope, prospectId);
  // One more than asked for says whether there is more.
  const pages = await Promise.all(
    people.map(async (id) => {
      const [sent, entries] = await Promise.all([
        scope.messages.recent(id, limit + 1, before),
        scope.threads.recent(id, limit + 1, before),
      ]);
      return [...sent.map((record) => ({ sent: record })), ...entries.map((entry) => ({ entry }))];
    }),
  );
  const place = (item: ThreadItem): string => ulidOf(idOf(item)) ?? '';
  const sorted = pages.flat().sort((a, b) => (place(a) < place(b) ? 1 : -1));
  const items = sorted.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(last !== undefined && sorted.length > limit && { next: idOf(last) }) };
}
