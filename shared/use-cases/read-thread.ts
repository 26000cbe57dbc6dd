import { partsOfEntryId, prospectKey, ulidOf } from '../domain/message-id.ts';
import type { MessageRecord } from '../domain/message-record.ts';
import { mergePages, type Page } from '../domain/page.ts';
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
): Promise<Page<ThreadItem>> {
  const people = await peopleOf(scope, prospectId);
  const pages = await Promise.all(
    people.flatMap((id) => [
      scope.messages.recent(id, limit, before).then((page) => itemsOf(page, (sent) => ({ sent }))),
      scope.threads.recent(id, limit, before).then((page) => itemsOf(page, (entry) => ({ entry }))),
    ]),
  );
  const page = await mergePages(pages, { limit, place: placeOf, order: 'descending' });
  const last = page.items.at(-1);
  // Positions of threads are ids.
  return page.next === undefined || last === undefined ? page : { ...page, next: idOf(last) };
}

const placeOf = (item: ThreadItem): string => ulidOf(idOf(item)) ?? '';

/** A page of one kind, its position as a place among all kinds. */
function itemsOf<T>({ items, next }: Page<T>, itemOf: (one: T) => ThreadItem): Page<ThreadItem> {
  const place = next === undefined ? undefined : ulidOf(next);
  return { items: items.map(itemOf), ...(place !== undefined && { next: place }) };
}
