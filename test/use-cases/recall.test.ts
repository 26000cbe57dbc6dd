import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { messageTo } from '../../shared/domain/broadcast.ts';
import { wordsOf } from '../../shared/use-cases/words-of.ts';
import { showBroadcast } from '../../shared/use-cases/tend-broadcast.ts';
import { recipient } from '../support/broadcast.ts';
import { post, submission } from '../support/broadcasting.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { prospect, tenant, TUESDAY, TUESDAY_NIGHT } from '../support/routing-request.ts';
import { previewBroadcast } from '../../shared/use-cases/preview-broadcast.ts';

const FLAT = { propertyAddress: '12 rue de la Paix', propertyPrice: 285_000 };
const ALERT = { templateId: 'NEW_PROPERTY_ALERT', property: 'flat' };

let platform: Platform;
const say = (
  status: 'for-sale' | 'under-offer' | 'sold' | 'withdrawn',
  data: Record<string, string | number> = FLAT,
) => platform.scopes(TENANT).properties.put('flat', { status, data }, platform.clock.now());
const texts = (): string[] => platform.taken().map(({ text }) => text);
/** At night, an SMS waits for the morning. */
const byNight = async (): Promise<void> => {
  platform = await Platform.open({}, TUESDAY_NIGHT);
  await say('for-sale');
};

beforeEach(async () => {
  platform = await Platform.open();
  await say('for-sale');
});

describe('A message about a property', () => {
  /** Has a phone alone. */
  const { email: _email, whatsapp: _whatsapp, ...bySms } = prospect();
  const draft = { type: 'notification' as const, content: ALERT, prospect: bySms };

  test('says what is true of it, without being told again', async () => {
    await platform.post(draft);
    await platform.run();
    expect(texts()[0]).toContain('12 rue de la Paix');
    expect(texts()[0]).toMatch(/285\s000/);
  });

  test('that waits says the new price when it leaves, and the thread says what was said', async () => {
    await byNight();
    const { messageId } = await platform.post(draft);
    await platform.run(HOUR);
    expect(await platform.status(messageId)).toBe('deferred');
    await say('for-sale', { ...FLAT, propertyPrice: 270_000 });
    await platform.run(10 * HOUR);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(/270\s000/);
    await say('for-sale', { ...FLAT, propertyPrice: 199_000 });
    const { text } = await wordsOf(platform.scopes(TENANT), await platform.record(messageId), tenant());
    expect(text).toMatch(/270\s000/);
  });

  test.each(['sold', 'under-offer', 'withdrawn'] as const)(
    'that waits is cancelled once it is %s',
    async (status) => {
      await byNight();
      const { messageId } = await platform.post(draft);
      await platform.run(HOUR);
      await say(status);
      await platform.run(10 * HOUR);
      expect(texts()).toEqual([]);
      expect(await platform.status(messageId)).toBe('cancelled');
      expect(platform.domainEvents.types()).toEqual(['message.cancelled']);
      const { slots } = await platform.record(messageId);
      const gates = slots.flatMap(
        (slot) => slot.decision?.channels.flatMap((channel) => channel.gates) ?? [],
      );
      expect(gates).toContainEqual({
        rule: 'off-market',
        verdict: 'deny',
        detail: 'Le bien n’est plus proposé.',
      });
    },
  );

  test('is cancelled between its decision and its sender', async () => {
    const { messageId } = await platform.post(draft);
    const { routing } = platform;
    const command = routing.receive();
    await platform.handle(routing, command!);
    routing.delete(command!.id);
    expect(platform.sending.sms).toHaveLength(1);
    await say('sold');
    await platform.run(MINUTE);
    expect(texts()).toEqual([]);
    expect(await platform.status(messageId)).toBe('cancelled');
  });

  test('whose sender died is repeated as it was begun, whatever the price is now', async () => {
    const { messageId } = await platform.post({ ...draft, prospect: prospect(), channel: 'email' });
    platform.resend.next({ outcome: 'timeout-after' });
    platform.crashAt({ call: 1, moment: 'before' });
    await platform.run(MINUTE);
    await say('for-sale', { ...FLAT, propertyPrice: 270_000 });
    await platform.run(2 * HOUR);
    expect(platform.taken(messageId)).toHaveLength(1);
  });

  test('of which nobody said anything, or too little, is refused', async () => {
    await expect(
      platform.post({ ...draft, content: { ...ALERT, property: 'unknown' } }),
    ).rejects.toMatchObject({
      errors: [{ path: 'content.property', message: 'is not a property of yours: PUT it first' }],
    });
    await say('for-sale', { propertyAddress: '12 rue de la Paix' });
    await expect(platform.post(draft)).rejects.toMatchObject({
      errors: [{ path: 'content.data.propertyPrice', message: 'is needed by the template' }],
    });
  });
});

describe('A broadcast about a property', () => {
  const people = [recipient(1), recipient(2)];
  const draft = { type: 'notification' as const, content: ALERT };

  test('says the price at which it leaves', async () => {
    await post(platform, people, { draft: { ...draft, sendAt: TUESDAY + HOUR } });
    await say('for-sale', { ...FLAT, propertyPrice: 270_000 });
    await platform.run(2 * HOUR);
    expect(texts()).toHaveLength(2);
    expect(texts().every((text) => /270\s000/.test(text))).toBe(true);
  });

  test('is recalled from the packs that have not left once it is sold', async () => {
    const id = await post(platform, people, { draft });
    platform.holdPacks = true;
    await platform.run(MINUTE);
    await say('sold');
    platform.holdPacks = false;
    await platform.run(HOUR);
    expect(texts()).toEqual([]);
    const broadcast = await platform.scopes(TENANT).broadcasts.get(id);
    for (const person of people) {
      const statuses = await platform.status(messageTo(broadcast!, person).id);
      expect(statuses).toBe('cancelled');
    }
    expect((await showBroadcast(platform.ports(), TENANT, id)).packs).toMatchObject({
      sentBack: 2,
      accepted: 0,
    });
  });

  test('reaches one of those who live together', async () => {
    const together = [1, 2, 3].map((number) => recipient(number, number < 3 ? { household: 'dupont' } : {}));
    expect(await previewBroadcast(platform.ports(), submission(together, { draft }))).toMatchObject({
      people: 2,
      duplicates: 1,
    });
    await post(platform, together, { draft });
    await platform.run(HOUR);
    expect(texts()).toHaveLength(2);
    await post(platform, together, { draft: { type: 'notification', content: { body: 'Bonjour' } } });
    await platform.run(HOUR);
    expect(texts()).toHaveLength(5);
  });

  test('to a segment reaches one of those who live together', async () => {
    const { segments, prospects, people: roll } = platform.scopes(TENANT);
    await segments.put({ id: 'all', name: 'Tous', criteria: { locale: 'fr' } });
    for (const number of [1, 2, 3]) {
      const { prospect: person } = recipient(number, { locale: 'fr', household: 'dupont' });
      await roll.enrol(person.id);
      await prospects.put(person);
    }
    await post(platform, [], { draft, audience: { kind: 'segment', segmentId: 'all' } });
    await platform.run(HOUR);
    expect(texts()).toHaveLength(1);
  });

  test('needs what its template needs, from the property or from the data', async () => {
    await say('for-sale', { propertyAddress: '12 rue de la Paix' });
    const asked = { draft, missing: ['propertyAddress', 'propertyPrice'] };
    await expect(post(platform, [{ prospect: prospect() }], asked)).rejects.toMatchObject({
      errors: [{ path: 'content.data.propertyPrice', message: 'is needed by the template' }],
    });
  });
});
