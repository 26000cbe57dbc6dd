import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  type PutItemCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

type StoredItem = Record<string, AttributeValue>;

/** The size of an item in bytes, as DynamoDB's documentation computes it: names and values, numbers by their digits. */
export function sizeOf(item: StoredItem): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOfValue(value),
    0,
  );
}

function sizeOfValue(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return sizeOfNumber(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.L !== undefined) return value.L.reduce((sum, element) => sum + 1 + sizeOfValue(element), 3);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + sizeOf(value.M);
  if (value.SS !== undefined) return value.SS.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (value.NS !== undefined) return value.NS.reduce((sum, text) => sum + sizeOfNumber(text), 0);
  return 1;
}

/** About one byte for two significant digits, one more, and one for a sign. */
function sizeOfNumber(text: string): number {
  const digits = text.replace(/^-|\./g, '').replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

export interface CountedWrite {
  units: number;
  /** Bytes of the item afterwards. */
  size: number;
  sortKey: string;
}

type WriteInput = PutItemCommandInput | UpdateItemCommandInput;

/**
 * Counts what DynamoDB would charge for each write of a client: the larger of the item before and after, by the KB;
 * a write whose condition fails costs as much as one that succeeds. The table has no index that could add to it.
 */
export function countWrites(client: DynamoDBClient): CountedWrite[] {
  const writes: CountedWrite[] = [];
  const itemOf = async (input: WriteInput): Promise<StoredItem> => {
    const key = 'Item' in input ? input.Item : input.Key;
    const Key = { pk: key?.['pk'] ?? { S: '' }, sk: key?.['sk'] ?? { S: '' } };
    const found = await client.send(
      new GetItemCommand({ TableName: input.TableName, Key, ConsistentRead: true }),
    );
    return found.Item ?? {};
  };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (!/^(Put|Update|Delete|BatchWrite|TransactWrite)Item/.test(String(context['commandName'])))
        return next(args);
      if (!/^(Put|Update)Item/.test(String(context['commandName'])))
        throw new Error(`${String(context['commandName'])} is not counted`);
      const input = args.input as WriteInput;
      const before = await itemOf(input);
      try {
        return await next(args);
      } finally {
        const after = await itemOf(input);
        const size = sizeOf(after);
        const units = Math.max(1, Math.ceil(Math.max(sizeOf(before), size) / 1_024));
        writes.push({ units, size, sortKey: after['sk']?.S ?? '' });
      }
    },
    { step: 'initialize', name: 'countWrites' },
  );
  return writes;
}
