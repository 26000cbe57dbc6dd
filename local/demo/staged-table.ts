import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { boundsOf, compareKeys, isAsked, type KeyRange } from '../../shared/adapters/dynamodb/key-range.ts';
import { type Change, type Item, type Key, Table } from '../../shared/adapters/dynamodb/table.ts';
import { holds, updated } from './expressions.ts';

/** What one request of `BatchWriteItem` takes. */
const WRITTEN_AT_ONCE = 25;
const REQUESTS_AT_ONCE = 4;

/**
 * A table that begins empty and keeps everything in this process until it is written at once: a month of exchanges is
 * tens of thousands of requests, and a few thousand items in the end.
 */
export class StagedTable extends Table {
  readonly #destination: DynamoDBClient;
  readonly #tableName: string;
  readonly #partitions = new Map<string, Map<string, Item>>();

  constructor(destination: DynamoDBClient, name: string) {
    super(destination, name);
    this.#destination = destination;
    this.#tableName = name;
  }

  /** How many items there are. */
  get size(): number {
    return [...this.#partitions.values()].reduce((sum, { size }) => sum + size, 0);
  }

  override async get({ pk, sk }: Key): Promise<Item | undefined> {
    return this.#partitions.get(pk)?.get(sk);
  }

  override async getMany(keys: readonly Key[]): Promise<Item[]> {
    const found = await Promise.all(keys.map((key) => this.get(key)));
    return found.filter((item) => item !== undefined);
  }

  override async put(item: Item, condition?: string, values: Item = {}): Promise<boolean> {
    const { pk, sk } = item as Item & Key;
    if (condition !== undefined && !holds(condition, (await this.get({ pk, sk })) ?? {}, { values }))
      return false;
    this.#keep(Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)));
    return true;
  }

  override async update(key: Key, change: Change): Promise<boolean> {
    return (await this.updateAndRead(key, change)) !== undefined;
  }

  override async updateAndRead({ pk, sk }: Key, change: Change): Promise<Item | undefined> {
    const known = (await this.get({ pk, sk })) ?? {};
    if (change.condition !== undefined && !holds(change.condition, known, change)) return undefined;
    return this.#keep({ pk, sk, ...updated(known, change) });
  }

  override async increment(key: Key, attribute: string, by = 1): Promise<number> {
    const change = { update: 'ADD #number :by', names: { '#number': attribute }, values: { ':by': by } };
    return (await this.updateAndRead(key, change))?.[attribute] as number;
  }

  override async remove({ pk, sk }: Key): Promise<void> {
    this.#partitions.get(pk)?.delete(sk);
  }

  override async *items(range: KeyRange): AsyncGenerator<Item> {
    if (range.index !== undefined) throw new Error('A table that is being filled has no indexes');
    const bounds = boundsOf(range);
    if (bounds === undefined) return;
    const { low = '', high } = bounds;
    const items = this.#sorted(range.pk).filter(
      (item) =>
        compareKeys(item['sk'] as string, low) >= 0 &&
        (high === undefined || compareKeys(item['sk'] as string, high) <= 0) &&
        isAsked(item, 'sk', range),
    );
    yield* range.reverse === true ? items.toReversed() : items;
  }

  override async count({ limit, ...range }: KeyRange & { limit: number }): Promise<number> {
    return Math.min((await this.query(range)).length, limit);
  }

  /** Writes everything, over whatever is there; `last` after all else, so that it says that the rest is there. */
  async write(last: Key): Promise<void> {
    const isLast = ({ pk, sk }: Item): boolean => pk === last.pk && sk === last.sk;
    const items = [...this.#partitions.values()].flatMap((partition) => [...partition.values()]);
    const batches = inBatches(items.filter((item) => !isLast(item)));
    await Promise.all(
      Array.from({ length: REQUESTS_AT_ONCE }, async () => {
        for (let batch = batches.shift(); batch !== undefined; batch = batches.shift())
          await this.#writeBatch(batch);
      }),
    );
    await this.#writeBatch(items.filter(isLast));
  }

  async #writeBatch(items: readonly Item[]): Promise<void> {
    const requests = items.map((item) => ({ PutRequest: { Item: marshall(item) } }));
    if (requests.length === 0) return;
    const answer = await this.#destination.send(
      new BatchWriteItemCommand({ RequestItems: { [this.#tableName]: requests } }),
    );
    if (Object.keys(answer.UnprocessedItems ?? {}).length > 0)
      throw new Error('The table did not take it all');
  }

  #keep(item: Item): Item {
    const { pk, sk } = item as Item & Key;
    const partition = this.#partitions.get(pk) ?? new Map<string, Item>();
    partition.set(sk, item);
    this.#partitions.set(pk, partition);
    return item;
  }

  #sorted(pk: string): Item[] {
    const items = [...(this.#partitions.get(pk)?.values() ?? [])];
    return items.sort((a, b) => compareKeys(a['sk'] as string, b['sk'] as string));
  }
}

function inBatches(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / WRITTEN_AT_ONCE);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * WRITTEN_AT_ONCE, (index + 1) * WRITTEN_AT_ONCE),
  );
}
