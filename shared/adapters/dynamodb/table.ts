import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Page, takePage } from '../../domain/page.ts';
import { boundsOf, type Index, isAsked, type KeyRange } from './key-range.ts';
import { PassingFault, Retry } from '../retry.ts';

export type Item = Record<string, unknown>;

export interface Key {
  pk: string;
  sk: string;
}

/** A conditional change of one item. */
export interface Change {
  update: string;
  condition?: string;
  values: Item;
  names?: Record<string, string>;
}

const TABLE: Index = { name: '', pk: 'pk', sk: 'sk' };

/** The table leaves keys of a batch for later when it is throttled, and when the items are 16 MB together. */
const BATCH_ATTEMPTS = 8;

const toStored = (item: Item): Record<string, AttributeValue> =>
  marshall(item, { removeUndefinedValues: true });

/** The one table, in terms of plain items. Reads are eventually consistent unless asked otherwise. */
export class Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;
  readonly #retry: Retry;

  constructor(client: DynamoDBClient, name: string, retry = new Retry()) {
    this.#retry = retry;
    this.#client = client;
    this.#name = name;
  }

  async get({ pk, sk }: Key, consistent = false): Promise<Item | undefined> {
    const command = new GetItemCommand({
      TableName: this.#name,
      Key: toStored({ pk, sk }),
      ConsistentRead: consistent,
    });
    const { Item: stored } = await this.#client.send(command);
    return stored === undefined ? undefined : unmarshall(stored);
  }

  /** Up to 100 items, in no order, consistent. @throws PassingFault when the table left some of them in the end. */
  async getMany(keys: readonly Key[]): Promise<Item[]> {
    let pending = keys.map(({ pk, sk }) => toStored({ pk, sk }));
    const items: Item[] = [];
    if (pending.length === 0) return items;
    const readPending = async (): Promise<void> => {
      const answer = await this.#client.send(
        new BatchGetItemCommand({ RequestItems: { [this.#name]: { Keys: pending, ConsistentRead: true } } }),
      );
      for (const stored of answer.Responses?.[this.#name] ?? []) items.push(unmarshall(stored));
      pending = answer.UnprocessedKeys?.[this.#name]?.Keys ?? [];
      if (pending.length > 0)
        throw new PassingFault(`The table left ${pending.length} of ${keys.length} items unread`);
    };
    await this.#retry.run(readPending, undefined, { attempts: BATCH_ATTEMPTS });
    return items;
  }

  /** False when the condition did not hold. */
  async put(item: Item, condition?: string, values?: Item): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: this.#name,
      Item: toStored(item),
      ...(condition !== undefined && { ConditionExpression: condition }),
      ...(values !== undefined && { ExpressionAttributeValues: toStored(values) }),
    });
    return isDone(this.#client.send(command));
  }

  /** False when the condition did not hold. */
  async update(key: Key, change: Change): Promise<boolean> {
    return isDone(this.#client.send(new UpdateItemCommand(this.#changeOf(key, change))));
  }

  /** The whole item afterwards, which costs no more; undefined when the condition did not hold. */
  async updateAndRead(key: Key, change: Change): Promise<Item | undefined> {
    const command = new UpdateItemCommand({ ...this.#changeOf(key, change), ReturnValues: 'ALL_NEW' });
    const answer = await unlessRefused(this.#client.send(command));
    return answer && unmarshall(answer.Attributes ?? {});
  }

  #changeOf({ pk, sk }: Key, { update, condition, values, names }: Change): UpdateItemCommandInput {
    return {
      TableName: this.#name,
      Key: toStored({ pk, sk }),
      UpdateExpression: update,
      ...(condition !== undefined && { ConditionExpression: condition }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: toStored(values) }),
      ...(names !== undefined && { ExpressionAttributeNames: names }),
    };
  }

  /** Adds to a number and answers what it is now. */
  async increment({ pk, sk }: Key, attribute: string, by = 1): Promise<number> {
    const { Attributes } = await this.#client.send(
      new UpdateItemCommand({
        TableName: this.#name,
        Key: toStored({ pk, sk }),
        UpdateExpression: 'ADD #number :by',
        ExpressionAttributeNames: { '#number': attribute },
        ExpressionAttributeValues: toStored({ ':by': by }),
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return unmarshall(Attributes ?? {})[attribute] as number;
  }

  async remove({ pk, sk }: Key): Promise<void> {
    await this.#client.send(new DeleteItemCommand({ TableName: this.#name, Key: toStored({ pk, sk }) }));
  }

  /** Every item of a range, in the order of reading, however many requests it takes; read as far as it is asked for. */
  async *items(range: KeyRange, atOnce?: number): AsyncGenerator<Item> {
    const { sk } = range.index ?? TABLE;
    for await (const { Items = [] } of this.#answers(range, { Limit: atOnce }))
      for (const stored of Items) {
        const item = unmarshall(stored);
        if (isAsked(item, sk, range)) yield item;
      }
  }

  async query(range: KeyRange): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of this.items(range)) items.push(item);
    return items;
  }

  /** At most `limit` items, fewer where they are large. */
  async page({ limit, ...range }: KeyRange & { limit: number }): Promise<Page<Item>> {
    const { sk } = range.index ?? TABLE;
    // One more says whether there is more; another may be the one that is to be left out.
    const items = this.items(range, limit + 2);
    return takePage(items, limit, (item) => String(item[sk]));
  }

  /** How many items there are, up to `limit`. */
  async count({ limit, ...range }: KeyRange & { limit: number }): Promise<number> {
    let count = 0;
    for await (const { Count = 0 } of this.#answers(range, { Limit: limit, Select: 'COUNT' })) {
      count += Count;
      if (count >= limit) break;
    }
    return Math.min(count, limit);
  }

  /**
   * The answers to a query, one after the other. DynamoDB ends each after 1 MB or `Limit` items and says where to go on:
   * this is the one place that follows it.
   */
  async *#answers(range: KeyRange, how: Partial<QueryCommandInput>): AsyncGenerator<QueryCommandOutput> {
    const bounds = boundsOf(range);
    if (bounds === undefined) return;
    const input = { ...this.#queryOf(range, bounds), ...how };
    let start: QueryCommandOutput['LastEvaluatedKey'];
    do {
      const answer: QueryCommandOutput = await this.#client.send(
        new QueryCommand({ ...input, ExclusiveStartKey: start }),
      );
      yield answer;
      start = answer.LastEvaluatedKey;
    } while (start !== undefined);
  }

  #queryOf(
    { index = TABLE, pk, reverse = false, consistent = false, only, names }: KeyRange,
    { low, high }: NonNullable<ReturnType<typeof boundsOf>>,
  ): QueryCommandInput {
    const both = low !== undefined && high !== undefined;
    const one = low !== undefined ? ['#sk >= :low'] : high !== undefined ? ['#sk <= :high'] : [];
    const conditions = ['#pk = :pk', ...(both ? ['#sk BETWEEN :low AND :high'] : one)];
    return {
      TableName: this.#name,
      ...(index.name !== '' && { IndexName: index.name }),
      KeyConditionExpression: conditions.join(' AND '),
      ExpressionAttributeNames: {
        ...names,
        '#pk': index.pk,
        ...(conditions.length > 1 && { '#sk': index.sk }),
      },
      ExpressionAttributeValues: toStored({ ':pk': pk, ':low': low, ':high': high }),
      ScanIndexForward: !reverse,
      ConsistentRead: consistent,
      ...(only !== undefined && { ProjectionExpression: only.join(', ') }),
    };
  }
}

async function isDone(request: Promise<object>): Promise<boolean> {
  return (await unlessRefused(request)) !== undefined;
}

/** Undefined when the condition did not hold. */
async function unlessRefused<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
