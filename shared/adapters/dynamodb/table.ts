import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
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

/** A range of sort keys inside one partition. */
export interface KeyRange {
  pk: string;
  from: string;
  to: string;
  consistent?: boolean;
  /** Attributes to read; all when absent. */
  only?: readonly string[];
  names?: Record<string, string>;
}

/** One index of the table, and the attributes that are its keys. */
export interface Index {
  name: string;
  pk: string;
  sk: string;
}

/** A part of a partition of the table or of an index, read from one end. */
export interface PageRequest {
  index?: Index;
  pk: string;
  /** Sort keys strictly before or after this one, by the direction; `from` and `to` bound the part, inclusive. */
  after?: string | number | undefined;
  from?: string;
  to?: string;
  reverse?: boolean;
  consistent?: boolean;
  limit: number;
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

  /** Every item of a range, in the order of its sort keys. */
  async query({ pk, from, to, consistent = false, only, names }: KeyRange): Promise<Item[]> {
    const items: Item[] = [];
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page = await this.#client.send(
        new QueryCommand({
          TableName: this.#name,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: toStored({ ':pk': pk, ':from': from, ':to': to }),
          ConsistentRead: consistent,
          ...(only !== undefined && { ProjectionExpression: only.join(', ') }),
          ...(names !== undefined && { ExpressionAttributeNames: names }),
          ...(start !== undefined && { ExclusiveStartKey: start }),
        }),
      );
      for (const stored of page.Items ?? []) items.push(unmarshall(stored));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return items;
  }

  /** At most `limit` items, in one request. */
  async page(request: PageRequest): Promise<Item[]> {
    const { Items = [] } = await this.#client.send(new QueryCommand(this.#pageOf(request)));
    return Items.map((stored) => unmarshall(stored));
  }

  /** How many items there are, up to `limit`. */
  async count(request: PageRequest): Promise<number> {
    const { Count = 0 } = await this.#client.send(
      new QueryCommand({ ...this.#pageOf(request), Select: 'COUNT' }),
    );
    return Count;
  }

  #pageOf({ index = TABLE, pk, after, from, to, reverse = false, consistent = false, limit }: PageRequest) {
    const bounds = [
      ...(after === undefined ? [] : [`#sk ${reverse ? '<' : '>'} :after`]),
      ...(after === undefined && from !== undefined ? ['#sk BETWEEN :from AND :to'] : []),
    ];
    return {
      TableName: this.#name,
      ...(index.name !== '' && { IndexName: index.name }),
      KeyConditionExpression: ['#pk = :pk', ...bounds].join(' AND '),
      ExpressionAttributeNames: { '#pk': index.pk, ...(bounds.length > 0 && { '#sk': index.sk }) },
      ExpressionAttributeValues: toStored({
        ':pk': pk,
        ':after': after,
        ...(after === undefined && { ':from': from, ':to': to }),
      }),
      ScanIndexForward: !reverse,
      ConsistentRead: consistent,
      Limit: limit,
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
