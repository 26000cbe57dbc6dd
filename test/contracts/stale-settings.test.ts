import { beforeEach, describe, expect, test } from 'vitest';
import { apiKeyKey, senderKeys, settingsKey } from '../../shared/adapters/dynamodb/keys.ts';
import type { Item, Key, Table } from '../../shared/adapters/dynamodb/table.ts';
import { DynamoTenantStore } from '../../shared/adapters/dynamodb/tenant-store.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { MemoryClock } from '../support/memory/clock.ts';
import { tenant, TUESDAY } from '../support/routing-request.ts';

describe('When the table does not answer', () => {
  const items = new Map<string, Item>();
  let isOut: boolean;
  let reads: number;
  let stale: string[];
  let clock: MemoryClock;
  let store: DynamoTenantStore;

  const keep = ({ pk, sk }: Key, item: Item) => items.set(`${pk}/${sk}`, item);
  const table = {
    get: async ({ pk, sk }: Key) => {
      reads += 1;
      if (isOut) throw new Error('ThrottlingException');
      return items.get(`${pk}/${sk}`);
    },
  } as Pick<Table, 'get'> as Table;

  beforeEach(() => {
    items.clear();
    const known = tenant();
    keep(settingsKey(known.id), { s: JSON.stringify(known) });
    for (const key of senderKeys('sms', '+33600000000')) keep(key, { tenant: known.id });
    keep(apiKeyKey('hash'), { k: '{"id":"key_1"}' });
    [isOut, reads, stale] = [false, 0, []];
    clock = new MemoryClock(TUESDAY);
    store = new DynamoTenantStore(table, clock, undefined, (kind) => stale.push(kind));
  });

  test('the settings of a tenant and its senders are as they were, for an hour, with a warning', async () => {
    const { id } = tenant();
    const before = await store.get(id);
    await store.findBySender('sms', '+33600000000');
    isOut = true;
    clock.moveTo(TUESDAY + 2 * MINUTE);
    expect(await store.get(id)).toEqual(before);
    expect(await store.findBySender('sms', '+33600000000')).toBe(id);
    expect(stale).toEqual(['settings', 'sender']);
    const asked = reads;
    clock.moveTo(TUESDAY + 2 * MINUTE + 9 * SECOND);
    await store.get(id);
    expect(reads).toBe(asked);
    clock.moveTo(TUESDAY + HOUR);
    await expect(store.get(id)).rejects.toThrow('ThrottlingException');
  });

  test('what changed is seen once it answers again', async () => {
    const { id } = tenant();
    await store.get(id);
    isOut = true;
    clock.moveTo(TUESDAY + 2 * MINUTE);
    await store.get(id);
    isOut = false;
    keep(settingsKey(id), { s: JSON.stringify({ ...tenant(), name: 'Another' }) });
    clock.moveTo(TUESDAY + 3 * MINUTE);
    expect(await store.get(id)).toMatchObject({ name: 'Another' });
  });

  test('a key is refused rather than taken when it may have been revoked', async () => {
    expect(await store.findApiKey('hash')).toMatchObject({ id: 'key_1' });
    isOut = true;
    clock.moveTo(TUESDAY + 2 * MINUTE);
    await expect(store.findApiKey('hash')).rejects.toThrow('ThrottlingException');
    expect(stale).toEqual([]);
  });

  test('a tenant that was never read is a fault', async () => {
    isOut = true;
    await expect(store.get(tenant().id)).rejects.toThrow('ThrottlingException');
  });
});
