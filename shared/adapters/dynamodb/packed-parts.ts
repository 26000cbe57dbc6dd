import { type Broadcast, messageTo, type PackedRecipient, type Recipient } from '../../domain/broadcast.ts';
import { nameInPack } from '../../domain/message-id.ts';
import { forgotten, type Message, type MessageType } from '../../domain/message.ts';
import type { PackRun } from '../../domain/pack-run.ts';
import type { BroadcastStore } from '../../ports/broadcast-store.ts';
import { packKey } from './broadcast-keys.ts';
import { messageIdIn } from './keys.ts';
import { packRunOf } from './pack-items.ts';
import type { Item, Key, Table } from './table.ts';

/**
 * A message that a broadcast is for one person has no item of its own. Its first slot carries the person's part: `bc` the
 * broadcast, `pack` the pack, `ty` the type, for counting, and `w` whom and their own data, as text. What is the same for
 * everybody is kept with the broadcast, what a provider took with the pack.
 */
export interface Elsewhere {
  broadcasts: ReadonlyMap<string, Broadcast>;
  runs: ReadonlyMap<string, PackRun>;
}

export const NOWHERE: Elsewhere = { broadcasts: new Map(), runs: new Map() };

const isPacked = (item: Item): boolean => typeof item['pack'] === 'string';

const runName = (broadcastId: unknown, pack: unknown): string => `${String(broadcastId)} ${String(pack)}`;

/** What the packed slots among some items refer to. */
export async function readElsewhere(
  table: Table,
  broadcasts: BroadcastStore,
  tenantId: string,
  items: readonly Item[],
): Promise<Elsewhere> {
  const packed = items.filter(isPacked);
  if (packed.length === 0) return NOWHERE;
  const refs = new Map(
    packed.map(({ bc, pack }) => [runName(bc, pack), { bc, pack } as { bc: string; pack: string }]),
  );
  const ids = [...new Set([...refs.values()].map(({ bc }) => bc))];
  const keys = [...refs.values()].map(({ bc, pack }) => packKey(tenantId, bc, pack));
  const [found, runs] = await Promise.all([
    Promise.all(ids.map((id) => broadcasts.get(id))),
    readMany(table, keys),
  ]);
  const byKey = new Map(runs.map((item) => [`${String(item['pk'])} ${String(item['sk'])}`, packRunOf(item)]));
  return {
    broadcasts: new Map(found.filter((one) => one !== undefined).map((one) => [one.id, one])),
    runs: new Map(
      [...refs].flatMap(([name, { bc, pack }]) => {
        const { pk, sk } = packKey(tenantId, bc, pack);
        const run = byKey.get(`${pk} ${sk}`);
        return run === undefined ? [] : [[name, run] as const];
      }),
    ),
  };
}

const READ_TOGETHER = 100;

/** One is read as everything else is: who reads single messages alone needs no right to read many. */
async function readMany(table: Table, keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = [];
  const [only, ...others] = keys;
  if (only !== undefined && others.length === 0) {
    const item = await table.get(only, true);
    return item === undefined ? [] : [item];
  }
  for (let next = 0; next < keys.length; next += READ_TOGETHER)
    items.push(...(await table.getMany(keys.slice(next, next + READ_TOGETHER))));
  return items;
}

/** How far the pack of a slot has come, and what the slot is called in it. */
export function runOf(
  item: Item,
  { runs }: Elsewhere,
): { name: string; run: PackRun | undefined } | undefined {
  if (!isPacked(item)) return undefined;
  return { name: nameInPack(messageIdIn(item)), run: runs.get(runName(item['bc'], item['pack'])) };
}

/** What only this person's message has. Of somebody whose record is kept, what that says of them is not repeated. */
function personalPart({ prospect, data, isKnown }: PackedRecipient): string {
  const { tags: _tags, project: _project, household: _household, ...person } = prospect;
  const { consents: _consents, preferences: _preferences, ...known } = person;
  const own: Recipient['prospect'] = isKnown === true ? known : person;
  return JSON.stringify(data === undefined ? [own] : [own, data]);
}

/** The message of a packed slot, put together; undefined when its broadcast is not kept any more. */
export function packedMessage(items: readonly Item[], { broadcasts }: Elsewhere): Message | undefined {
  const slot = items.find(isPacked);
  const broadcast = broadcasts.get(slot?.['bc'] as string);
  if (slot === undefined || broadcast === undefined) return undefined;
  if (typeof slot['w'] !== 'string')
    return { ...forgotten(messageTo(broadcast, { prospect: { id: '' } })), id: messageIdIn(slot) };
  const [prospect, data] = JSON.parse(slot['w']) as [Recipient['prospect'], Recipient['data']];
  return messageTo(broadcast, { prospect, ...(data !== undefined && { data }) });
}

/** What a packed slot has besides what any slot has. */
export function packedAttributes(recipient: PackedRecipient, type: MessageType): Item {
  return { ty: type, w: personalPart(recipient) };
}
