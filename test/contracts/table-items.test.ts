import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../shared/domain/instant.ts';
import { randomIds } from '../../shared/adapters/node/random-ids.ts';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { dynamoScopes } from '../../shared/adapters/dynamodb/tenant-scopes.ts';
import { factsOf } from '../../shared/domain/statistics.ts';
import { countOn, unfinishedOf, unknownFacts } from '../../shared/domain/tally-page.ts';
import { type OpenTable, openTable } from '../support/dynamodb.ts';
import { progress } from '../support/progress.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { at, TUESDAY } from '../support/routing-request.ts';
import { type CountedWrite, countWrites, sizeOf } from '../support/write-units.ts';

const RETENTION_DAYS = 30;

/** The brief's own example: a reminder for Marie Dupont. */
const REMINDER = {
  prospect: {
    id: 'prospect_456',
    name: 'Marie Dupont',
    phone: '+33612345678',
    email: 'marie.dupont@example.com',
    whatsapp: '+33612345678',
    telegram: '123456',
    locale: 'fr',
    timeZone: 'Europe/Paris',
  },
  type: 'appointment',
  level: 'urgent',
  sendWithin: 120,
  appointmentAt: at('2026-11-24T15:55:00+01:00'),
  preferences: {
    preferredChannels: ['sms', 'email'],
    fallbackChannels: ['email'],
    disabledChannels: [],
    quietHoursStart: 22 * 60,
    quietHoursEnd: 8 * 60,
    allowSmsDuringQuietHours: false,
  },
  content: {
    subject: 'Rappel RDV',
    body: 'Bonjour Marie, rappel de votre RDV demain à 15h.',
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName: 'Marie', appointmentTime: '15h', companyName: 'Agence Dupont' },
  },
} as const;

let table: OpenTable;
let writes: CountedWrite[];
let platform: Platform;

beforeAll(async () => {
  table = await openTable();
  writes = countWrites(table.client);
});
afterAll(() => table.close());

beforeEach(async () => {
  platform = await Platform.open();
  platform.stores = dynamoScopes(new Table(table.client, table.name), RETENTION_DAYS);
  platform.ids = randomIds;
  platform.twilio.nextId = () => `SM${'0123456789abcdef'.repeat(2)}`;
  platform.resend.nextId = () => '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794';
  // Known, as people are from the second message on: the first costs a write more for each of their addresses.
  await platform.stores(TENANT).prospects.put(REMINDER.prospect);
  writes.length = 0;
});

const unitsOf = (counted: readonly CountedWrite[]): number =>
  counted.reduce((sum, { units }) => sum + units, 0);

describe('A single send', () => {
  test('by SMS costs at most four write units, from the request to the receipt', async () => {
    const { messageId } = await platform.post(REMINDER);
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
    expect(platform.taken()[0]?.channel).toBe('sms');
    expect(unitsOf(writes)).toBeLessThanOrEqual(4);
    expect(Math.max(...writes.map(({ size }) => size))).toBeLessThanOrEqual(1_024);
  });

  test('by e-mail costs no more', async () => {
    const { sendWithin: _within, level: _level, ...calm } = REMINDER;
    const { messageId } = await platform.post({ ...calm, appointmentAt: TUESDAY + 25 * HOUR });
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
    expect(platform.taken()[0]?.channel).toBe('email');
    expect(unitsOf(writes)).toBeLessThanOrEqual(4);
    expect(Math.max(...writes.map(({ size }) => size))).toBeLessThanOrEqual(1_024);
  });

  test('costs exactly one more under an idempotency key', async () => {
    await platform.post(REMINDER);
    await platform.run();
    const without = unitsOf(writes);
    writes.length = 0;
    await platform.post(REMINDER, { idempotency: { key: 'once', bodyHash: 'a'.repeat(64) } });
    await platform.run();
    expect(unitsOf(writes)).toBe(without + 1);
  });

  test('costs nothing more when the client repeats it', async () => {
    const idempotency = { key: 'twice', bodyHash: 'a'.repeat(64) };
    await platform.post(REMINDER, { idempotency });
    await platform.run();
    const once = unitsOf(writes);
    await platform.post(REMINDER, { idempotency });
    await platform.run();
    // The claim that fails is the only write.
    expect(unitsOf(writes)).toBe(once + 1);
  });
});

describe('What the table holds', () => {
  test('is forgotten after the retention, but for what must be kept', async () => {
    const { messageId } = await platform.post({ ...REMINDER, sendWithin: 600, sendAt: TUESDAY + HOUR });
    await platform.run(2 * HOUR);
    expect(await platform.status(messageId)).toBe('delivered');
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const items = Items.map((item) => unmarshall(item)).filter(({ pk }) =>
      String(pk).startsWith(`${TENANT}#P#`),
    );
    expect(items.filter(({ sk }) => sk === 'PROFILE')).toHaveLength(1);
    expect(items.length).toBeGreaterThan(3);
    for (const item of items.filter(({ sk }) => sk !== 'PROFILE')) {
      const seconds = Number(item['expiresAt']);
      expect(Number.isInteger(seconds)).toBe(true);
      expect(seconds * 1_000).toBeGreaterThanOrEqual(TUESDAY + RETENTION_DAYS * DAY);
      expect(seconds * 1_000).toBeLessThan(TUESDAY + (RETENTION_DAYS + 1) * DAY);
    }
  });

  test('shows no address in a key', async () => {
    await platform.post(REMINDER, { idempotency: { key: 'marie.dupont@example.com', bodyHash: 'b' } });
    const suppression = { reason: 'invalid', text: '21211', source: 'test', at: TUESDAY } as const;
    await platform.stores(TENANT).prospects.suppress('email', 'marie.dupont@example.com', suppression);
    await platform.stores(TENANT).prospects.suppress('sms', '+33612345678', suppression);
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const keys = Items.map(({ pk, sk }) => `${pk?.S} ${sk?.S}`).join('\n');
    expect(keys).not.toMatch(/marie|612345678|prospect_456/);
  });
});

test('Sizes are computed as DynamoDB documents them', () => {
  expect(sizeOf({ pk: { S: 'é' }, n: { N: '-12345' } })).toBe(2 + 2 + 1 + (3 + 1 + 1));
  expect(sizeOf({ b: { BOOL: true }, l: { L: [{ S: 'ab' }] }, m: { M: { k: { NULL: true } } } })).toBe(
    1 + 1 + (1 + 3 + 1 + 2) + (1 + 3 + 1 + 1 + 1),
  );
});

test('A page of statistics from before it named its attempts is still known, and goes on being counted on', async () => {
  const store = platform.stores('tenant_pages').statistics;
  const hour = '2026-11-24T13';
  const [old, fresh] = [1, 2].map((number) => factsOf(progress(number, { sent: TUESDAY })));
  const before = countOn([], old ?? [], 'Europe/Paris');
  await store.savePage(hour, { ...before, attempts: new Map() });
  const pages = await store.pages(hour);
  expect(unknownFacts(pages, old ?? [])).toEqual([]);
  expect(unfinishedOf(pages)).toEqual([]);
  expect(await store.savePage(hour, countOn(pages, fresh ?? [], 'Europe/Paris'))).toBe('saved');
  const [page] = await store.pages(hour);
  expect([page?.seen.size, page?.attempts.size]).toEqual([2, 1]);
  expect(unfinishedOf(await store.pages(hour))).toEqual([
    { messageId: progress(2, {}).messageId, number: 1 },
  ]);
});

test('A full page of statistics is four write units', async () => {
  const facts = Array.from({ length: 125 }, (_, number) =>
    factsOf(progress(number, { sent: TUESDAY })),
  ).flat();
  writes.length = 0;
  await platform
    .stores('tenant_full')
    .statistics.savePage('2026-11-24T13', countOn([], facts, 'Europe/Paris'));
  expect(writes.map(({ units }) => units)).toEqual([4]);
});
