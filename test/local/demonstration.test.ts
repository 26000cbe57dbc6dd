import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoAgency } from '../../local/demo-data.ts';
import { putMonthInPlace } from '../../local/demo/month.ts';
import { PEOPLE } from '../../local/demo/people/index.ts';
import { seedWithMonth } from '../../local/demo/seed-with-month.ts';
import { instantOf } from '../../local/demo/times.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import {
  conversationDetailsResponse,
  conversationListResponse,
  countsResponse,
  savedRepliesResponse,
  threadResponse,
} from '../../shared/contracts/http/conversation-responses.ts';
import { statisticsResponse } from '../../shared/contracts/http/statistics-view.ts';
import { ApiClient } from '../support/client.ts';
import { type OpenTable, openTable } from '../support/dynamodb.ts';
import { accessToken } from '../support/local-stack.ts';

/** Noon of a Thursday. */
const NOW = Date.parse('2026-11-19T11:00:00Z');

async function itemsIn(client: DynamoDBClient, name: string): Promise<string[]> {
  const items: string[] = [];
  let next: Record<string, never> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: name, ...(next !== undefined && { ExclusiveStartKey: next }) }),
    );
    items.push(...(page.Items ?? []).map((item) => JSON.stringify(item, Object.keys(item).sort())));
    next = page.LastEvaluatedKey as typeof next;
  } while (next !== undefined);
  return items.sort();
}

describe('The month in the table', () => {
  const tables: OpenTable[] = [];
  const place = async (now = NOW, table?: OpenTable) => {
    const opened = table ?? (await openTable());
    if (table === undefined) tables.push(opened);
    const { client: dynamo, name: tableName } = opened;
    const put = await putMonthInPlace({ dynamo, tableName, retentionDays: 365, tenant: demoAgency({}), now });
    return { table: opened, put };
  };
  afterAll(async () => {
    for (const { close } of tables) await close();
  });

  test('is the same for the same instant, and not doubled by a later start', async () => {
    const { table } = await place();
    const { table: other } = await place();
    const first = await itemsIn(table.client, table.name);
    expect(first.length).toBeGreaterThan(1_500);
    expect(await itemsIn(other.client, other.name)).toEqual(first);
    const { put } = await place(NOW + 3_600_000, table);
    expect(put).toBeUndefined();
    expect(await itemsIn(table.client, table.name)).toEqual(first);
  }, 60_000);
});

test('every story goes forward, whatever the hour and the day of the first start', () => {
  const hour = 3_600_000;
  for (let now = NOW; now < NOW + 8 * 24 * hour; now += hour) {
    for (const { prospect, story } of PEOPLE) {
      const instants = story.map(({ at }) => instantOf(at, now));
      const sorted = instants.toSorted((a, b) => a - b);
      expect({ id: prospect.id, instants }).toEqual({ id: prospect.id, instants: sorted });
      expect(sorted.at(-1)).toBeLessThanOrEqual(now);
    }
  }
});

describe('What a newcomer sees', () => {
  let stack: LocalStack;
  let folder = '';
  let camille: ApiClient;
  const get = async (path: string) => (await camille.get(path)).body;
  type Found = Record<string, never> & { prospectId: string };
  let all: Found[] = [];
  const threads = new Map<string, { kind: string; status?: string; command?: string; event?: string }[]>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coccinelle-demonstration-'));
    stack = await startLocalStack({ port: 0, dataDir: folder, seed: seedWithMonth });
    camille = new ApiClient(stack.url, await accessToken(stack.url, 'camille'));
    all = (await get('/v1/conversations?view=all&limit=100')).items;
    for (const { prospectId } of all) {
      threads.set(prospectId, (await get(`/v1/conversations/${prospectId}/messages?limit=100`)).items);
    }
  }, 120_000);
  afterAll(async () => {
    await stack.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('fits the contracts of the API', async () => {
    const list = await get('/v1/conversations?view=all&limit=100');
    expect(conversationListResponse.safeParse(list).error?.issues).toBeUndefined();
    expect(list.items).toHaveLength(PEOPLE.length);
    for (const { prospectId } of all) {
      const details = await get(`/v1/conversations/${prospectId}`);
      expect(conversationDetailsResponse.safeParse(details).error?.issues).toBeUndefined();
      const items = threads.get(prospectId);
      expect(items).not.toEqual([]);
      expect(threadResponse.safeParse({ items }).error?.issues).toBeUndefined();
    }
    const replies = await get('/v1/saved-replies');
    expect(savedRepliesResponse.safeParse(replies).error?.issues).toBeUndefined();
    expect(replies.items.length).toBeGreaterThan(3);
  });

  test('has something in every view', async () => {
    const counts = await get('/v1/conversations/counts');
    expect(countsResponse.safeParse(counts).error?.issues).toBeUndefined();
    const views: [string, { count: number }][] = Object.entries(counts.views);
    expect(views.filter(([, { count }]) => count === 0)).toEqual([]);
    const channels: [string, { count: number }][] = Object.entries(counts.channels);
    expect(channels.filter(([, { count }]) => count === 0)).toEqual([]);
  });

  test('has people whom segments find, some of whom agreed to advertisements', async () => {
    await camille.put('/v1/segments/agreed', { name: 'D’accord', criteria: { consent: true } });
    const content = { subject: 'Un bien', body: 'Bonjour, un bien pourrait vous plaire.' };
    const audience = { segment: 'agreed' };
    const asked = { messageType: 'marketing', content, audience, dryRun: true };
    const { body } = await camille.post('/v1/broadcasts', asked);
    expect(body.people).toBeGreaterThan(0);
  });

  test('shows every state of a conversation', () => {
    const has = (field: string): boolean => all.some((one) => one[field] !== undefined);
    for (const field of ['waitingSince', 'snoozedUntil', 'failedAt', 'assignee', 'toQualify', 'appointment'])
      expect([field, has(field)]).toEqual([field, true]);
    const shown = all as unknown as { unread: number; labels: string[]; appointment?: { status: string } }[];
    expect(shown.some(({ unread }) => unread > 1)).toBe(true);
    expect(shown.some(({ labels }) => labels.length > 1)).toBe(true);
    expect(new Set(shown.flatMap(({ appointment }) => appointment?.status ?? []))).toEqual(
      new Set(['to-confirm', 'confirmed', 'cancelled']),
    );
  });

  test('shows every kind of entry, what answers commanded, and how messages fared', () => {
    const entries = [...threads.values()].flat();
    const seen = (field: 'kind' | 'status' | 'command' | 'event') =>
      new Set(entries.flatMap((entry) => entry[field] ?? []));
    expect(seen('kind')).toEqual(new Set(['inbound', 'outbound', 'note', 'event']));
    expect(seen('command')).toEqual(new Set(['yes', 'no', 'later', 'stop', 'help']));
    expect(seen('event')).toEqual(new Set(['assigned', 'done', 'opted-out']));
    const fates = ['delivered', 'opened', 'clicked', 'read', 'replied', 'deferred', 'undeliverable'];
    expect(seen('status')).toEqual(new Set(fates));
  });

  test('finds everybody in it by last name, by e-mail and by the last four digits of their number', async () => {
    const missed: string[] = [];
    const asked = { names: 0, addresses: 0 };
    for (const { prospectId } of all) {
      const { prospect } = await get(`/v1/conversations/${prospectId}`);
      const lastName = prospect.name?.match(/\p{L}{2,}/gu)?.at(-1);
      const queries = [lastName, prospect.email, prospect.phone?.slice(-4)].filter(
        (one) => one !== undefined,
      );
      if (lastName !== undefined) asked.names += 1;
      asked.addresses += queries.length - (lastName === undefined ? 0 : 1);
      for (const query of queries) {
        const { items } = await get(`/v1/search?limit=200&q=${encodeURIComponent(query)}`);
        const people = items.filter(({ match }: { match: { kind: string } }) => match.kind !== 'text');
        if (!people.some((found: Found) => found.prospectId === prospectId))
          missed.push(`${prospectId} ${query}`);
      }
    }
    expect(missed).toEqual([]);
    expect(asked.names).toBeGreaterThan(35);
    expect(asked.addresses).toBeGreaterThan(40);
  });

  test('knows two people of one number, a draft, a quotation, and files that can be read', async () => {
    const details = await get('/v1/conversations/sonia-benali');
    expect(details.draft.text).toContain('490');
    const double = await get('/v1/conversations/crm-48213');
    expect(double.duplicates).toEqual([
      expect.objectContaining({ prospectId: 'sophie-martin', because: 'phone' }),
    ]);
    const said = [...threads.values()].flat() as { quoted?: string; media?: { url: string }[] }[];
    expect(said.some(({ quoted }) => quoted?.includes('a écrit'))).toBe(true);
    const files = said.flatMap(({ media = [] }) => media);
    expect(files).toHaveLength(3);
    for (const { url } of files) {
      const { url: temporary } = await get(url);
      expect((await fetch(temporary)).status).toBe(200);
    }
  });

  test('has a month of statistics, weekdays above Sundays', async () => {
    const month = await get('/v1/stats?by=day');
    expect(statisticsResponse.safeParse(month).error?.issues).toBeUndefined();
    const { sms, whatsapp, email } = month.channels;
    expect(sms.sent + whatsapp.sent + email.sent).toBeGreaterThan(1_500);
    expect(whatsapp.readRate).toBeGreaterThan(0.7);
    expect(email.clickRate).toBeGreaterThan(0.1);
    expect(sms.failed).toBeGreaterThan(0);
    expect(month.total.saving.micros).toBeGreaterThan(0);
    type Day = { date: string; channels: Record<string, { sent: number }> };
    const sentOn = (weekday: number) =>
      (month.days as Day[])
        .filter(({ date }) => new Date(date).getUTCDay() === weekday)
        .flatMap(({ channels }) => Object.values(channels).map(({ sent }) => sent))
        .reduce((sum, sent) => sum + sent, 0);
    expect(sentOn(2)).toBeGreaterThan(4 * sentOn(0));
  });

  test('leaves the other agency empty, and the phones show the same messages', async () => {
    const paul = new ApiClient(stack.url, await accessToken(stack.url, 'paul'));
    expect((await paul.get('/v1/conversations?view=all')).body.items).toEqual([]);
    const { body } = await camille.get(`/_local/outbox?to=${encodeURIComponent('+33639980101')}`);
    expect(body.items.length).toBeGreaterThan(2);
  });
});
