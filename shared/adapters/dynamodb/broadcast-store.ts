import type { Broadcast, BroadcastState } from '../../domain/broadcast.ts';
import { DAY } from '../../domain/instant.ts';
import { PACK_COUNTS, type PackCounts, peopleCounted, sumOfCounts } from '../../domain/pack-run.ts';
import type { BroadcastStore } from '../../ports/broadcast-store.ts';
import { allPackCounts, broadcastKey, broadcastStateKey, packCountsKey } from './broadcast-keys.ts';
import type { Item, Table } from './table.ts';

const KEPT_AT_MOST = 50;
/** Messages lead to their broadcast: it is kept longer than the last of them. */
const LONGER = 60 * DAY;
/** In front of a pack's name, the attribute that holds its counts. */
const PREFIX = 'p_';
const TOTAL = PACK_COUNTS.length;

/**
 * What never changes: `b` the broadcast as text. Its state: `st`. What became of packs: one list each, of the counts in
 * their order and of the people counted.
 */
export class DynamoBroadcastStore implements BroadcastStore {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;
  /** A broadcast never changes, so what was read once is true for good. */
  readonly #known = new Map<string, Broadcast>();

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async create(broadcast: Broadcast): Promise<'created' | 'exists'> {
    const { id, tenantId: _inKey, ...rest } = broadcast;
    const free = 'attribute_not_exists(pk)';
    const expires = this.#expiry(broadcast);
    // The state first: a broadcast that is found has one.
    await this.#table.put({ ...broadcastStateKey(this.#tenantId, id), st: 'planning', ...expires }, free);
    const item = { ...broadcastKey(this.#tenantId, id), b: JSON.stringify(rest), ...expires };
    return (await this.#table.put(item, free)) ? 'created' : 'exists';
  }

  async get(broadcastId: string): Promise<Broadcast | undefined> {
    const known = this.#known.get(broadcastId);
    if (known !== undefined) return known;
    const item = await this.#table.get(broadcastKey(this.#tenantId, broadcastId), true);
    if (item === undefined) return undefined;
    const rest = JSON.parse(item['b'] as string) as Omit<Broadcast, 'id' | 'tenantId'>;
    const found = { ...rest, id: broadcastId, tenantId: this.#tenantId };
    if (this.#known.size >= KEPT_AT_MOST) this.#known.clear();
    this.#known.set(broadcastId, found);
    return found;
  }

  async state(broadcastId: string): Promise<BroadcastState | undefined> {
    const item = await this.#table.get(broadcastStateKey(this.#tenantId, broadcastId), true);
    return item?.['st'] as BroadcastState | undefined;
  }

  async changeState(
    broadcastId: string,
    from: readonly BroadcastState[],
    to: BroadcastState,
  ): Promise<'changed' | 'refused'> {
    const names = from.map((_, place) => `:from${place}`);
    const changed = await this.#table.update(broadcastStateKey(this.#tenantId, broadcastId), {
      update: 'SET st = :to',
      condition: `st IN (${names.join(', ')})`,
      values: { ':to': to, ...Object.fromEntries(from.map((state, place) => [names[place], state])) },
    });
    return changed ? 'changed' : 'refused';
  }

  async countPack(broadcastId: string, pack: string, counts: PackCounts): Promise<void> {
    const total = peopleCounted(counts);
    const broadcast = await this.get(broadcastId);
    if (broadcast === undefined) throw new Error(`There is no broadcast ${broadcastId}`);
    await this.#table.update(packCountsKey(this.#tenantId, broadcastId, pack), {
      update: 'SET #pack = :counts, expiresAt = if_not_exists(expiresAt, :expires)',
      condition: `attribute_not_exists(#pack) OR #pack[${TOTAL}] <= :total`,
      names: { '#pack': PREFIX + pack },
      values: {
        ':counts': [...PACK_COUNTS.map((fate) => counts[fate]), total],
        ':total': total,
        ':expires': this.#expiry(broadcast).expiresAt,
      },
    });
  }

  async packCounts(broadcastId: string): Promise<PackCounts> {
    const items = await this.#table.query({
      ...allPackCounts(this.#tenantId, broadcastId),
      consistent: true,
    });
    return sumOfCounts(items.flatMap(countsIn));
  }

  #expiry({ createdAt, sendAt = createdAt }: Broadcast): { expiresAt: number } {
    return { expiresAt: Math.ceil((sendAt + this.#retentionDays * DAY + LONGER) / 1_000) };
  }
}

function countsIn(item: Item): PackCounts[] {
  return Object.entries(item)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([, values]) => {
      const list = values as number[];
      const counts = PACK_COUNTS.map((fate, place) => [fate, list[place] ?? 0] as const);
      return Object.fromEntries(counts) as Record<keyof PackCounts, number>;
    });
}
