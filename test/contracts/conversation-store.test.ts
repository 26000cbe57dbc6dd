import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Conversation } from '../../shared/domain/conversation.ts';
import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import type { ConversationStore, ListRequest } from '../../shared/ports/conversation-store.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

describe.each(IMPLEMENTATIONS)('Conversations in $name', ({ open }) => {
  let stores: OpenStores;
  let count = 0;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  /** An inbox of its own each time. */
  function inbox(): ConversationStore {
    count += 1;
    return stores.scopes(`tenant_${count}`).conversations;
  }

  function conversation(prospectId: string, overrides: Partial<Conversation> = {}): Conversation {
    return {
      prospectId,
      channel: 'sms',
      lastAt: TUESDAY,
      preview: { direction: 'inbound', messageId: `in_${prospectId}`, text: 'Bonjour' },
      unread: 0,
      labels: [],
      counted: [],
      ...overrides,
    };
  }

  async function fill(store: ConversationStore, ...all: readonly Conversation[]): Promise<void> {
    for (const one of all) await store.change(one.prospectId, TUESDAY, () => one);
  }

  async function idsIn(store: ConversationStore, request: Partial<ListRequest>): Promise<string[]> {
    const { items } = await store.list({ list: { kind: 'all' }, limit: 50, ...request });
    return items.map(({ prospectId }) => prospectId);
  }

  test('are read as they were written, with the number of their change', async () => {
    const [store, other] = [inbox(), inbox()];
    const one = conversation('zoë', { name: 'Zoë 👋', labels: ['vip'], snoozedUntil: TUESDAY + HOUR });
    expect(await store.get('zoë')).toBeUndefined();
    expect(await store.lastSeq()).toBe(0);
    expect(await store.change('zoë', TUESDAY, () => one)).toEqual({ ...one, seq: 1 });
    expect(await store.get('zoë')).toEqual({ ...one, seq: 1 });
    expect(await store.getMany(['zoë', 'zoë', 'nobody'])).toEqual([{ ...one, seq: 1 }]);
    expect(await store.lastSeq()).toBe(1);
    expect(await other.get('zoë')).toBeUndefined();
    expect(await other.lastSeq()).toBe(0);
  });

  test('stay as they are, without a number, when nothing is to be changed', async () => {
    const store = inbox();
    expect(await store.change('marie', TUESDAY, () => undefined)).toBeUndefined();
    await fill(store, conversation('marie'));
    expect(await store.change('marie', TUESDAY, (known) => known)).toMatchObject({ seq: 1 });
    expect(await store.lastSeq()).toBe(1);
  });

  test('lose no change however many are made at once', async () => {
    const store = inbox();
    await Promise.all(
      Array.from({ length: 8 }, () =>
        store.change('marie', TUESDAY, (known) => ({
          ...(known ?? conversation('marie')),
          unread: (known?.unread ?? 0) + 1,
        })),
      ),
    );
    expect(await store.get('marie')).toMatchObject({ unread: 8 });
  });

  describe('are listed', () => {
    test('by what waits longest, what wakes first, and else by the newest', async () => {
      const store = inbox();
      await fill(
        store,
        conversation('a', { lastAt: TUESDAY + 3, waitingSince: TUESDAY + 2 }),
        conversation('b', { lastAt: TUESDAY + 5, waitingSince: TUESDAY + 1, failedAt: TUESDAY + 1 }),
        conversation('c', { lastAt: TUESDAY + 4, waitingSince: TUESDAY, snoozedUntil: TUESDAY + HOUR }),
        conversation('d', { lastAt: TUESDAY + 1, snoozedUntil: TUESDAY + MINUTE, assignee: 'camille' }),
        conversation('e', { lastAt: TUESDAY + 2, failedAt: TUESDAY + 2, assignee: 'camille' }),
        conversation('f', { lastAt: TUESDAY }),
      );
      expect(await idsIn(store, { list: { kind: 'all' } })).toEqual(['b', 'c', 'a', 'e', 'd', 'f']);
      expect(await idsIn(store, { list: { kind: 'waiting' } })).toEqual(['b', 'a']);
      expect(await idsIn(store, { list: { kind: 'snoozed' } })).toEqual(['d', 'c']);
      expect(await idsIn(store, { list: { kind: 'failed' } })).toEqual(['e', 'b']);
      expect(await idsIn(store, { list: { kind: 'unassigned' } })).toEqual(['b', 'c', 'a']);
      expect(await idsIn(store, { list: { kind: 'assigned', to: 'camille' } })).toEqual(['e', 'd']);
      expect(await idsIn(store, { list: { kind: 'assigned', to: 'hugo' } })).toEqual([]);
      expect(await idsIn(inbox(), {})).toEqual([]);
    });

    test('by channel and by what is unread, and leave a list that they belong to no longer', async () => {
      const store = inbox();
      const one = conversation('a', { unread: 2, waitingSince: TUESDAY });
      await fill(store, one, conversation('b', { channel: 'email', lastAt: TUESDAY + 1 }));
      expect(await idsIn(store, { channel: 'sms' })).toEqual(['a']);
      expect(await idsIn(store, { unread: false })).toEqual(['b']);
      expect(await idsIn(store, { channel: 'email', unread: true })).toEqual([]);
      const { waitingSince: _done, ...read } = { ...one, unread: 0, channel: 'whatsapp' as const };
      await fill(store, read);
      expect(await idsIn(store, { channel: 'sms' })).toEqual([]);
      expect(await idsIn(store, { channel: 'whatsapp', unread: false })).toEqual(['a']);
      expect(await idsIn(store, { list: { kind: 'waiting' } })).toEqual([]);
    });

    test('page by page, over channels, without missing or repeating one of the same instant', async () => {
      const store = inbox();
      const channels = ['sms', 'email', 'whatsapp'] as const;
      const all = Array.from({ length: 23 }, (_, index) =>
        conversation(`p${index}`, {
          channel: channels[index % 3]!,
          unread: index % 2,
          lastAt: TUESDAY + (index >> 2),
        }),
      );
      await fill(store, ...all);
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await store.list({ list: { kind: 'all' }, limit: 5, after });
        expect(page.items.length).toBeLessThanOrEqual(5);
        seen.push(...page.items.map(({ prospectId }) => prospectId));
        after = page.next;
      } while (after !== undefined);
      expect(seen.toSorted()).toEqual(all.map(({ prospectId }) => prospectId).toSorted());
      expect(await idsIn(store, { limit: 200 })).toEqual(seen);
    });

    test('without those that another one shows', async () => {
      const store = inbox();
      await fill(store, conversation('a', { mergedInto: 'b', waitingSince: TUESDAY }), conversation('b'));
      expect(await idsIn(store, {})).toEqual(['b']);
      expect(await idsIn(store, { list: { kind: 'waiting' } })).toEqual([]);
      expect((await store.get('a'))?.mergedInto).toBe('b');
    });
  });

  test('are counted up to 99', async () => {
    const store = inbox();
    const waiting = { kind: 'waiting' } as const;
    expect(await store.count(waiting, 'sms')).toEqual({ count: 0, atLeast: false });
    const all = Array.from({ length: 101 }, (_, index) =>
      conversation(`p${index}`, { waitingSince: TUESDAY, unread: index % 2 }),
    );
    await fill(store, ...all.slice(0, 99));
    expect(await store.count(waiting, 'sms')).toEqual({ count: 99, atLeast: false });
    await fill(store, ...all.slice(99));
    expect(await store.count(waiting, 'sms')).toEqual({ count: 99, atLeast: true });
    expect(await store.count(waiting, 'email')).toEqual({ count: 0, atLeast: false });
  });

  test('tell what changed since a number, each once, and what is gone', async () => {
    const store = inbox();
    await fill(store, conversation('a'), conversation('b'), conversation('c'));
    await store.change('a', TUESDAY + MINUTE, (known) => ({ ...known!, unread: 1 }));
    await store.remove('b', TUESDAY + HOUR);
    await store.remove('nobody', TUESDAY);
    const { items: changes, next } = await store.changedSince(2, 10);
    expect(next).toBeUndefined();
    expect(
      changes.map(({ seq, at, prospectId, conversation: is }) => [seq, at, prospectId, is?.unread]),
    ).toEqual([
      [3, TUESDAY, 'c', 0],
      [4, TUESDAY + MINUTE, 'a', 1],
      [5, TUESDAY + HOUR, 'b', undefined],
    ]);
    expect(await store.changedSince(2, 1)).toMatchObject({ items: [{ seq: 3 }], next: '3' });
    expect(await store.changedSince(5, 10)).toEqual({ items: [] });
    expect(await store.lastSeq()).toBe(5);
    expect(await store.get('b')).toBeUndefined();
    expect(await idsIn(store, {})).not.toContain('b');
    await store.change('b', TUESDAY, () => conversation('b'));
    expect(await store.get('b')).toMatchObject({ seq: 6 });
  });
});
