import type { MessageType } from '../../domain/message.ts';
import { messageIdIn, slotKey } from './keys.ts';
import { type Elsewhere, runOf } from './packed-parts.ts';
import type { KeyRange } from './key-range.ts';
import type { Item, Table } from './table.ts';

/** `end` is a reserved word. */
const ENDING = { '#end': 'end' };

/** How many messages of a type there are in a part of a thread, without those that ended before any attempt. */
export async function countMessages(
  table: Table,
  range: KeyRange,
  type: MessageType,
  before: string | undefined,
): Promise<number> {
  const items = await table.query({ ...range, only: ['pk', 'sk', 'ty', '#end'], names: ENDING });
  const unsent = new Set(items.filter((item) => item['end'] !== undefined).map(({ sk }) => sk));
  // A message, or the first slot of one that has no item.
  const ids = items
    .filter(({ sk, ty }) => ty === type && !unsent.has(slotKey({ pk: '', sk: sk as string }, 1).sk))
    .map(messageIdIn);
  return new Set(ids.filter((id) => before === undefined || id < before)).size;
}

/** What says by which ids providers know the attempts of a part of a thread. */
export function readProviderIds(table: Table, range: KeyRange): Promise<Item[]> {
  return table.query({ ...range, only: ['pk', 'sk', 'pid', 'bc', 'pack'] });
}

export function providerIdsIn(items: readonly Item[], elsewhere: Elsewhere): ReadonlySet<string> {
  return new Set(items.map((item) => providerIdOf(item, elsewhere)).filter((id) => id !== undefined));
}

/** Its own, or the one that its pack knows. */
function providerIdOf(item: Item, elsewhere: Elsewhere): string | undefined {
  if (typeof item['pid'] === 'string') return item['pid'];
  const pack = runOf(item, elsewhere);
  return pack?.run?.results.get(pack.name)?.providerId;
}
