import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/domain/instant.ts';
import { composeEntryId } from '../../shared/domain/message-id.ts';
import type { InboundMessage, Note } from '../../shared/domain/thread.ts';
import type { ThreadStore } from '../../shared/ports/thread-store.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

describe.each(IMPLEMENTATIONS)('Threads in $name', ({ open }) => {
  let stores: OpenStores;
  let threads: ThreadStore;
  let other: ThreadStore;
  beforeAll(async () => {
    stores = await open();
    threads = stores.scopes('tenant_a').threads;
    other = stores.scopes('tenant_b').threads;
  });
  afterAll(() => stores.close());

  function note(prospectId: string, minutes: number, text = 'À rappeler'): Note {
    const at = TUESDAY + minutes * MINUTE;
    return { kind: 'note', id: composeEntryId('note', prospectId, at, text), at, by: 'camille', text };
  }

  function inbound(prospectId: string, minutes: number): InboundMessage {
    const at = TUESDAY + minutes * MINUTE;
    const id = composeEntryId('in', prospectId, at, `SM${minutes}`);
    const files = [{ filename: 'photo-1.jpg', contentType: 'image/jpeg', key: 'attachments/a' }];
    return {
      kind: 'inbound',
      id,
      at,
      channel: 'sms',
      from: '+33612345678',
      to: '38105',
      text: '👋 é',
      files,
    };
  }

  test('are read from their end, page by page, and whole', async () => {
    const entries = [1, 2, 3, 4, 5].map((minute) => (minute % 2 ? inbound('a', minute) : note('a', minute)));
    for (const entry of entries.toReversed()) expect(await threads.add('a', entry)).toBe('added');
    expect(await threads.all('a')).toEqual(entries);
    const [first, second, third, fourth, fifth] = entries;
    expect(await threads.recent('a', 2)).toEqual({ items: [fifth, fourth], next: fourth?.id });
    expect(await threads.recent('a', 2, fourth?.id)).toEqual({ items: [third, second], next: second?.id });
    expect(await threads.recent('a', 10, second?.id)).toEqual({ items: [first] });
    expect(await threads.recent('a', 10, first?.id)).toEqual({ items: [] });
    expect(await threads.recent('b', 10)).toEqual({ items: [] });
    expect(await other.recent('a', 10)).toEqual({ items: [] });
    expect(await threads.find(entries[1]?.id ?? '')).toEqual(entries[1]);
    expect(await other.find(entries[1]?.id ?? '')).toBeUndefined();
    expect(await threads.find('msg_nothing')).toBeUndefined();
  });

  test('keep the first of two entries of one id', async () => {
    const first = inbound('c', 1);
    expect(await threads.add('c', first)).toBe('added');
    expect(await threads.add('c', { ...first, text: 'another' })).toBe('exists');
    expect(await threads.all('c')).toEqual([first]);
  });

  test('hold what each agent has begun to answer', async () => {
    const draft = { text: 'Bonjour', channel: 'sms', at: TUESDAY } as const;
    await threads.keepDraft('d', 'camille', draft);
    expect(await threads.draft('d', 'camille')).toEqual(draft);
    expect(await threads.draft('d', 'hugo')).toBeUndefined();
    expect(await other.draft('d', 'camille')).toBeUndefined();
    await threads.keepDraft('d', 'camille', undefined);
    expect(await threads.draft('d', 'camille')).toBeUndefined();
  });

  test('are forgotten with their drafts, and nobody else’s', async () => {
    for (const person of ['e', 'f']) {
      await threads.add(person, inbound(person, 1));
      await threads.keepDraft(person, 'camille', { text: 'Bonjour', at: TUESDAY });
    }
    await threads.forget('e');
    expect(await threads.all('e')).toEqual([]);
    expect(await threads.draft('e', 'camille')).toBeUndefined();
    expect(await threads.all('f')).toHaveLength(1);
    expect(await threads.draft('f', 'camille')).toBeDefined();
  });
});
