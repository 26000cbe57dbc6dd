import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Attempt } from '../../shared/domain/attempt.ts';
import { messageTo, type PackedRecipient } from '../../shared/domain/broadcast.ts';
import { MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { nameInPack } from '../../shared/domain/message-id.ts';
import type { PackedResult } from '../../shared/domain/pack-run.ts';
import type { MessageStore } from '../../shared/ports/message-store.ts';
import { broadcast, packedRecipient, recipient } from '../support/broadcast.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const BROADCAST = broadcast({
  content: { subject: 'Été', body: 'Bonjour {{firstName}}', data: { city: 'Paris' } },
});
const { id: broadcastId, type } = BROADCAST;

let count = 0;
/** A person of their own, with data of their own. */
function somebody(): PackedRecipient {
  return packedRecipient(BROADCAST, { ...recipient((count += 1)), data: { firstName: `Marie ${count}` } });
}

function attemptOf({ decision }: PackedRecipient, pack: string, owner = 'run_1'): Attempt {
  const claim = { owner, at: TUESDAY, leaseUntil: TUESDAY + MINUTE, released: false };
  const made = { ...decision, confidence: Math.round(decision.confidence * 10_000) / 10_000 };
  return {
    kind: 'attempt',
    number: 1,
    channel: 'email',
    decision: made,
    claim,
    broadcastId,
    pack,
    events: {},
  };
}

describe.each(IMPLEMENTATIONS)('What a broadcast is for one person, in $name', ({ open }) => {
  let stores: OpenStores;
  let messages: MessageStore;
  beforeAll(async () => {
    stores = await open();
    messages = stores.scopes('tenant_a').messages;
    await stores.scopes('tenant_a').broadcasts.create(BROADCAST);
  });
  afterAll(() => stores.close());

  async function taken(pack: string, who = somebody()) {
    const slot = attemptOf(who, pack);
    expect(await messages.takePackedSlot(who, type, slot)).toEqual({ outcome: 'taken-by-you' });
    return { who, slot, message: messageTo(BROADCAST, who) };
  }

  async function accept(pack: string, people: readonly PackedRecipient[]) {
    const { packs } = stores.scopes('tenant_a');
    const names = people.map(({ messageId }) => nameInPack(messageId));
    const start = { owner: 'run_1', at: TUESDAY, leaseUntil: TUESDAY + MINUTE, mayHaveLeft: false };
    await packs.begin({ broadcastId, pack }, { ...start, people: names });
    const results = names.map((name): [string, PackedResult] => [
      name,
      { at: TUESDAY + SECOND, providerId: `provider-${name}` },
    ]);
    await packs.end({ broadcastId, pack }, 'run_1', { results: new Map(results), as: 'finished' });
  }

  test('is a message once its first slot is taken', async () => {
    const { who, slot, message } = await taken('a');
    expect(await messages.load(who.messageId)).toEqual({ message, slots: [slot] });
    expect(await messages.loadAttempt(who.messageId, 1)).toEqual(slot);
    expect(await messages.follow(message)).toMatchObject({ isStored: true, record: { message } });
    expect(await stores.elsewhere('tenant_a').messages.load(who.messageId)).toMatchObject({ message });
    expect(await stores.scopes('tenant_b').messages.load(who.messageId)).toBeUndefined();
  });

  test('is taken once, whoever wants it, and again by the run that has it', async () => {
    const { who, slot } = await taken('b');
    expect(await messages.takePackedSlot(who, type, slot)).toEqual({ outcome: 'taken-by-you' });
    const other = attemptOf(who, 'b', 'run_2');
    expect(await messages.takePackedSlot(who, type, other)).toEqual({ outcome: 'taken', by: slot });
    const { pack: _pack, ...alone } = other;
    expect(await messages.takeSlot(who.messageId, alone)).toEqual({ outcome: 'taken', by: slot });
  });

  test('is sent as soon as its pack says so, and knows the provider’s id', async () => {
    const { who, slot, message } = await taken('c');
    await accept('c', [who]);
    const providerId = `provider-${nameInPack(who.messageId)}`;
    const sent = { ...slot, providerId, events: { sent: { at: TUESDAY + SECOND } } };
    expect(await messages.loadAttempt(who.messageId, 1)).toMatchObject(sent);
    expect((await messages.load(who.messageId))?.slots).toMatchObject([sent]);
    expect((await messages.thread(who.prospect.id)).map(({ slots }) => slots)).toMatchObject([[sent]]);
    expect((await messages.recent(who.prospect.id, 5)).items.map((record) => record.message)).toEqual([
      message,
    ]);
    expect(await messages.providerIdsSince(who.prospect.id, TUESDAY)).toEqual(new Set([providerId]));
  });

  test('takes reports like any other, before and after its pack is known to be sent', async () => {
    const { who } = await taken('d');
    const delivered = { status: 'delivered', at: TUESDAY + 2 * SECOND, providerId: 'early' } as const;
    expect(await messages.recordEvent(who.messageId, 1, delivered)).toMatchObject({ outcome: 'recorded' });
    await accept('d', [who]);
    const { attempt } = await messages.recordEvent(who.messageId, 1, {
      status: 'opened',
      at: TUESDAY + 3 * SECOND,
    });
    expect(attempt).toMatchObject({ broadcastId, pack: 'd' });
    expect(await messages.loadAttempt(who.messageId, 1)).toMatchObject({
      providerId: 'early',
      events: { sent: { at: TUESDAY + SECOND }, delivered: { at: TUESDAY + 2 * SECOND } },
    });
  });

  test('is looked at with the others of its pack', async () => {
    const [first, second, nobody] = [await taken('e'), await taken('e'), somebody()];
    await accept('e', [first.who]);
    const ids = [first.who, second.who, nobody].map(({ messageId }) => messageId);
    const slots = await messages.firstSlots(ids);
    expect([...slots.keys()].sort()).toEqual(ids.slice(0, 2).sort());
    expect(slots.get(ids[0] ?? '')).toMatchObject({ events: { sent: { at: TUESDAY + SECOND } } });
    expect(slots.get(ids[1] ?? '')).toMatchObject({ kind: 'attempt', events: {}, pack: 'e' });
  });

  test('counts among what the person was sent of its type, once', async () => {
    const { who } = await taken('f');
    expect(await messages.countSince(who.prospect.id, type, TUESDAY)).toBe(1);
    expect(await messages.countSince(who.prospect.id, 'marketing', TUESDAY)).toBe(0);
    expect(await messages.countSince(who.prospect.id, type, TUESDAY, who.messageId)).toBe(0);
  });

  test('may be followed by another attempt, and by an ending', async () => {
    const { who, slot, message } = await taken('g');
    const { pack: _pack, ...next } = { ...attemptOf(who, 'g', 'sender'), number: 2 };
    await messages.takeSlot(who.messageId, next);
    expect(await messages.load(who.messageId)).toEqual({ message, slots: [slot, next] });
  });

  test('is forgotten like any other: nobody is named any more, and the slot stays taken', async () => {
    const { who, slot } = await taken('h');
    const record = await messages.load(who.messageId);
    if (record !== undefined) await messages.forget(record);
    const left = await messages.load(who.messageId);
    expect(JSON.stringify(left)).not.toMatch(/Marie|example\.com|336/);
    expect(left?.message).toMatchObject({ id: who.messageId, type });
    expect(await messages.thread(who.prospect.id)).toEqual([]);
    expect(await messages.recent(who.prospect.id, 5)).toEqual({ items: [] });
    expect(
      await messages.takePackedSlot(who, type, { ...slot, claim: { ...slot.claim, owner: 'x' } }),
    ).toMatchObject({
      outcome: 'taken',
    });
  });
});
