import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conversationItem } from '../../shared/adapters/dynamodb/conversation-items.ts';
import { DynamoConversationStore } from '../../shared/adapters/dynamodb/conversation-store.ts';
import { conversationKey } from '../../shared/adapters/dynamodb/keys.ts';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { DELIVERABLE_CHANNELS } from '../../shared/domain/channel.ts';
import type { NumberedConversation } from '../../shared/domain/conversation.ts';
import { MINUTE } from '../../shared/domain/instant.ts';
import type { ConversationStore } from '../../shared/ports/conversation-store.ts';
import { prepareAssembly } from '../../local/template/assembly.ts';
import { readAssembly } from '../../local/template/read-template.ts';
import { progress } from '../progress.ts';
import type { Size } from '../size.ts';
import { openCountingTable } from './counting-table.ts';

/** What the first looks at an inbox read, in DynamoDB’s read units. */
export interface InboxFigures {
  readonly conversations: number;
  readonly toAnswer: number;
  readonly all: number;
  readonly oneChannel: number;
  readonly counts: number;
  readonly sync: number;
}

const CONVERSATIONS: Readonly<Record<Size, readonly number[]>> = {
  full: [1_000, 100_000],
  small: [100, 500],
};
const TENANT = 'tenant_demo';
const RETENTION_DAYS = 90;
const AT_ONCE = 25;
const PAGE = 50;
const START = Date.UTC(2026, 0, 5, 9);

/** Fills an inbox, and reads what an agent sees first: once when it is small, once when it is large. */
export async function measureInbox(size: Size): Promise<InboxFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'coccinelle-inbox-'));
  const assembly = await prepareAssembly(progress);
  const model = readAssembly(assembly, { publicUrl: 'http://localhost', awsUrl: 'http://localhost' });
  const [table] = model.tables;
  if (table === undefined) throw new Error('The stack has no table');
  const { client, take, close } = await openCountingTable(table, folder);
  try {
    const store = new DynamoConversationStore(new Table(client, table.name), TENANT, RETENTION_DAYS);
    const figures: InboxFigures[] = [];
    let filled = 0;
    for (const conversations of CONVERSATIONS[size]) {
      progress(`Inbox: ${conversations.toLocaleString('en')} conversations`);
      await fill(client, table.name, filled, conversations);
      filled = conversations;
      figures.push(await look(store, conversations, take));
    }
    return figures;
  } finally {
    close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function look(store: ConversationStore, size: number, take: () => number): Promise<InboxFigures> {
  const unitsOf = async (read: () => Promise<unknown>): Promise<number> => {
    take();
    await read();
    return take();
  };
  const list = (kind: 'waiting' | 'all', channel?: 'sms') => () =>
    store.list({ list: { kind }, channel, limit: PAGE });
  return {
    conversations: size,
    toAnswer: await unitsOf(list('waiting')),
    all: await unitsOf(list('all')),
    oneChannel: await unitsOf(list('all', 'sms')),
    counts: await unitsOf(() =>
      Promise.all(DELIVERABLE_CHANNELS.map((channel) => store.count({ kind: 'waiting' }, channel))),
    ),
    sync: await unitsOf(() => store.changedSince(size - PAGE, PAGE)),
  };
}

async function fill(client: DynamoDBClient, table: string, from: number, to: number): Promise<void> {
  for (let next = from; next < to; next += AT_ONCE) {
    const requests = Array.from({ length: AT_ONCE }, (_, index) => {
      const known = conversation(next + index);
      const key = conversationKey(TENANT, known.prospectId);
      const item = { ...key, ...conversationItem(TENANT, known) };
      return { PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) } };
    });
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
}

/** One in three is read, every other one waits. */
function conversation(number: number): NumberedConversation {
  const prospectId = `prospect_${String(number).padStart(7, '0')}`;
  const lastAt = START + number * MINUTE;
  const channel = DELIVERABLE_CHANNELS[number % DELIVERABLE_CHANNELS.length] ?? 'sms';
  const text = 'Bonjour, le bien de la rue des Lilas est-il toujours disponible ? Je peux visiter samedi.';
  return {
    prospectId,
    name: 'Marie Dupont',
    channel,
    lastAt,
    preview: { direction: 'inbound', messageId: `in_${'0'.repeat(42)}`, text },
    unread: number % 3,
    labels: ['acheteur'],
    counted: [`in_${'0'.repeat(42)}`],
    seq: number + 1,
    ...(number % 2 === 0 && { waitingSince: lastAt }),
  };
}
