import { type AttributeValue, BatchWriteItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { messageKey } from '../../shared/adapters/dynamodb/keys.ts';
import { MINUTE } from '../../shared/domain/instant.ts';
import { composeMessageId } from '../../shared/domain/message-id.ts';
import { type Account, START } from './account.ts';
import { prospectIdOf } from './scenarios.ts';

type Item = Record<string, AttributeValue>;

const TENANT = 'tenant_demo';
const ITEMS_A_REQUEST = 24;
const WRITERS = 4;
/** People who are written to again and again share the messages: ten each. */
const MESSAGES_A_PERSON = 10;
/** Their numbers, far from those of the scenarios. */
const FIRST_PERSON = 5_000_000;

/** The person with a long history: one in every so many messages is theirs. */
export const REGULAR = FIRST_PERSON - 1;
const REGULAR_EVERY = 333;

/**
 * Puts delivered messages numbered `from` to `to` into the table, copies of one that was really delivered: its item
 * and its attempt, older by the minute.
 */
export async function prefill(account: Account, messageId: string, from: number, to: number): Promise<void> {
  const table = account.model.tables[0]?.name ?? '';
  const originals = await itemsOf(account, table, messageId);
  let next = from;
  const write = async (): Promise<void> => {
    while (next < to) {
      const first = next;
      next = Math.min(to, next + ITEMS_A_REQUEST / originals.length);
      const numbers = Array.from({ length: next - first }, (_, index) => first + index);
      const items = numbers.flatMap((number) => copiesOf(originals, number));
      const requests = items.map((Item) => ({ PutRequest: { Item } }));
      await account.dynamo.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

async function itemsOf(account: Account, table: string, messageId: string): Promise<Item[]> {
  const { pk, sk } = keyOf(messageId);
  const answer = await account.dynamo.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: sk } },
    }),
  );
  const items = answer.Items ?? [];
  if (items.length !== 2) throw new Error(`A delivered message is two items, not ${items.length}`);
  return items;
}

function copiesOf(originals: readonly Item[], number: number): Item[] {
  const person =
    number % REGULAR_EVERY === 0 ? REGULAR : FIRST_PERSON + Math.floor(number / MESSAGES_A_PERSON);
  const random = Buffer.alloc(10);
  random.writeUInt32BE(number);
  const id = composeMessageId(prospectIdOf(person), START - (number + 1) * 5 * MINUTE, random);
  const { pk, sk } = keyOf(id);
  return originals.map((original) => {
    const slot = (original['sk']?.S ?? '').split('#').slice(2);
    return {
      ...original,
      pk: { S: pk },
      sk: { S: [sk, ...slot].join('#') },
      ...(original['id'] !== undefined && { id: { S: id } }),
    };
  });
}

function keyOf(messageId: string): { pk: string; sk: string } {
  const key = messageKey(TENANT, messageId);
  if (key === undefined) throw new Error(`${messageId} is no message id`);
  return key;
}
