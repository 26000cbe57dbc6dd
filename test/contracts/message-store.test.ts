import { assert, asyncProperty, constantFrom, integer, shuffledSubarray, uniqueArray } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  applyEvent,
  type Attempt,
  ATTEMPT_STATUSES,
  type AttemptEvent,
} from '../../shared/domain/attempt.ts';
import { DAY, HOUR, SECOND } from '../../shared/domain/instant.ts';
import type { Message } from '../../shared/domain/message.ts';
import { composeMessageId } from '../../shared/domain/message-id.ts';
import { route } from '../../shared/domain/routing/route.ts';
import type { RoutingDecision } from '../../shared/domain/routing/decision.ts';
import type { MessageStore } from '../../shared/ports/message-store.ts';
import { message, prospect, routingRequest, TUESDAY, TUESDAY_NIGHT } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

let count = 0;
/** A message of a prospect of its own, unless told otherwise. */
function fresh(overrides: Partial<Message> = {}): Message {
  count += 1;
  const who = overrides.prospect ?? prospect({ id: `prospect_${count}` });
  const random = Buffer.alloc(10);
  random.writeUInt32BE(count, 6);
  const createdAt = overrides.createdAt ?? TUESDAY;
  return message({ ...overrides, prospect: who, id: composeMessageId(who.id, createdAt, random), createdAt });
}

/** Decisions as stored: the confidence to four digits. */
function decision(overrides: Parameters<typeof routingRequest>[0] = {}): RoutingDecision {
  const made = route(routingRequest(overrides));
  return { ...made, confidence: Math.round(made.confidence * 10_000) / 10_000 };
}

function attempt(overrides: Partial<Attempt> = {}): Attempt {
  const claim = {
    owner: `owner-${(count += 1)}`,
    at: TUESDAY,
    leaseUntil: TUESDAY + 30 * SECOND,
    released: false,
  };
  return {
    kind: 'attempt',
    number: 1,
    channel: 'sms',
    decision: decision(),
    claim,
    events: {},
    ...overrides,
  };
}

const SENT: AttemptEvent = { status: 'sent', at: TUESDAY + SECOND, providerId: 'SM1' };

describe.each(IMPLEMENTATIONS)('Messages in $name', ({ open }) => {
  let stores: OpenStores;
  let messages: MessageStore;
  beforeAll(async () => {
    stores = await open();
    messages = stores.scopes('tenant_a').messages;
  });
  afterAll(() => stores.close());

  async function taken(slot: Attempt = attempt()): Promise<{ id: string; slot: Attempt }> {
    const { id } = await created();
    await messages.takeSlot(id, slot);
    return { id, slot };
  }

  async function created(overrides: Partial<Message> = {}): Promise<Message> {
    const one = fresh(overrides);
    await messages.create(one);
    return one;
  }

  test('are read as they were written, whatever they hold', async () => {
    const one = await created({
      content: {
        subject: 'Été',
        body: 'Ça va ? 👋 "\\',
        html: '<p>',
        data: { price: 3 },
        attachments: [{ filename: 'a', key: 'k' }],
      },
      level: 'urgent',
      sendWithin: 120,
      appointmentAt: TUESDAY + DAY,
      sendAt: TUESDAY + HOUR,
      preferences: { preferredChannels: ['sms'], quietHoursStart: 0 },
      fallback: { afterMs: HOUR, unless: 'opened' },
    });
    expect(await messages.load(one.id)).toEqual({ message: one, slots: [] });
  });

  test('are created once', async () => {
    const one = await created();
    expect(await messages.create({ ...one, type: 'survey' })).toBe('exists');
    expect((await messages.load(one.id))?.message.type).toBe('general');
  });

  test('are not there when they are not, whatever the id', async () => {
    const ids = [fresh().id, 'msg_1', '', 'constructor', `${fresh().id}#A01`];
    const found = await Promise.all(ids.map((id) => messages.load(id)));
    expect(found.filter((record) => record !== undefined)).toEqual([]);
  });

  test('of a person are read in their order, and forgotten one by one', async () => {
    const who = prospect({ id: `thread_${(count += 1)}`, name: 'Marie' });
    const first = fresh({ prospect: who });
    const second = fresh({ prospect: who, createdAt: TUESDAY + HOUR });
    for (const one of [second, first, fresh()]) await messages.create(one);
    await messages.takeSlot(first.id, attempt());
    const refusal = {
      status: 'rejected',
      at: TUESDAY,
      errorCode: '21211',
      reason: '+33612345678: no',
    } as const;
    await messages.recordEvent(first.id, 1, refusal);
    const thread = await messages.thread(who.id);
    expect(thread.map(({ message: { id } }) => id)).toEqual([first.id, second.id]);
    expect(thread[0]?.slots).toHaveLength(1);
    expect(await stores.scopes('tenant_b').messages.thread(who.id)).toEqual([]);

    for (const record of thread.slice(0, 1)) await messages.forget(record);
    expect((await messages.thread(who.id)).map(({ message: { id } }) => id)).toEqual([second.id]);
    const left = await messages.load(first.id);
    expect(JSON.stringify(left)).not.toMatch(/Marie|33612345678/);
    expect(left?.message).toMatchObject({ id: first.id, type: first.type, createdAt: first.createdAt });
    // Nobody can make the attempt again.
    expect((await messages.takeSlot(first.id, attempt())).outcome).toBe('taken');
  });

  test('of one tenant cannot be reached by another', async () => {
    const { id } = await taken();
    const other = stores.scopes('tenant_b').messages;
    expect(await other.load(id)).toBeUndefined();
    expect(await other.loadAttempt(id, 1)).toBeUndefined();
    expect(await other.recordEvent(id, 1, SENT)).toMatchObject({ outcome: 'unknown' });
    expect(await other.countSince(`prospect_${count}`, 'general', 0)).toBe(0);
    expect((await messages.loadAttempt(id, 1))?.events).toEqual({});
  });

  test('of one tenant cannot be reached by one whose name starts the same', async () => {
    const { id } = await taken();
    expect(await stores.scopes('tenant_').messages.load(id)).toBeUndefined();
    expect(await stores.scopes('tenant_a#P').messages.load(id)).toBeUndefined();
  });

  describe('slots', () => {
    test('are given to one of a hundred that want them', async () => {
      const { id } = await created();
      const claims = Array.from({ length: 100 }, () => attempt());
      const outcomes = await Promise.all(claims.map((claim) => messages.takeSlot(id, claim)));
      const winners = claims.filter((_, index) => outcomes[index]?.outcome === 'taken-by-you');
      expect(winners).toHaveLength(1);
      const holders = outcomes.flatMap((outcome) => (outcome.outcome === 'taken' ? [outcome.by] : []));
      expect(holders).toEqual(Array.from({ length: 99 }, () => winners[0]));
      expect((await messages.load(id))?.slots).toEqual(winners);
    });

    test('are given again to the claim that has them: its first request may have lost its answer', async () => {
      const { id, slot } = await taken();
      expect(await messages.takeSlot(id, slot)).toEqual({ outcome: 'taken-by-you' });
      expect(await messages.takeSlot(id, attempt())).toEqual({ outcome: 'taken', by: slot });
      expect((await messages.load(id))?.slots).toEqual([slot]);
    });

    test('hold an attempt or an ending, never both', async () => {
      const { id, slot } = await taken();
      const ending = { kind: 'ending', number: 1, reason: 'cancelled', at: TUESDAY } as const;
      expect(await messages.takeSlot(id, ending)).toEqual({ outcome: 'taken', by: slot });
      const next = { ...ending, number: 2, decision: decision() };
      expect(await messages.takeSlot(id, next)).toEqual({ outcome: 'taken-by-you' });
      expect(await messages.takeSlot(id, attempt({ number: 2 }))).toEqual({ outcome: 'taken', by: next });
      expect(await messages.loadAttempt(id, 2)).toBeUndefined();
      expect((await messages.load(id))?.slots).toEqual([slot, next]);
    });

    test('can be taken before the message itself is written', async () => {
      const one = fresh();
      const slot = attempt();
      await messages.takeSlot(one.id, slot);
      expect(await messages.load(one.id)).toBeUndefined();
      await messages.create(one);
      expect(await messages.load(one.id)).toEqual({ message: one, slots: [slot] });
    });

    test('come in their order, beyond nine too', async () => {
      const { id } = await created();
      for (const number of [10, 2, 1]) await messages.takeSlot(id, attempt({ number }));
      expect((await messages.load(id))?.slots.map(({ number }) => number)).toEqual([1, 2, 10]);
    });

    test.each([
      ['by day', {}],
      ['by night', { now: TUESDAY_NIGHT }],
      ['after another attempt', { tried: ['email'] as const }],
      ['when a provider is down', { downUntil: { sms: TUESDAY + HOUR } }],
      ['with nothing left', { message: message({ prospect: { id: 'p' } }) }],
      ['when it is too early', { message: message({ sendAt: TUESDAY + HOUR }) }],
    ])('keep a decision taken %s, with everything that led to it', async (_, request) => {
      const made = decision(request);
      const { id } = await taken(attempt({ decision: made }));
      expect((await messages.loadAttempt(id, 1))?.decision).toEqual(made);
    });
  });

  describe('claims', () => {
    const take = (id: string, owner: string, slot: Attempt) =>
      messages.reclaim(
        id,
        { ...slot, claim: { ...slot.claim, owner, leaseUntil: TUESDAY + DAY } },
        slot.claim.owner,
      );

    test('are given back by their owner alone', async () => {
      const { id, slot } = await taken();
      expect(await messages.release(id, 1, 'somebody')).toBe('lost');
      expect(await messages.release(id, 2, slot.claim.owner)).toBe('lost');
      expect(await messages.release(id, 1, slot.claim.owner)).toBe('released');
      expect((await messages.loadAttempt(id, 1))?.claim).toEqual({ ...slot.claim, released: true });
    });

    test('are given back to a command with a ticket, which whoever takes them over leaves as it is', async () => {
      const { id, slot } = await taken();
      expect(await messages.release(id, 1, slot.claim.owner, { ticket: 'ticket-1' })).toBe('released');
      const released = { ...slot.claim, released: true, ticket: 'ticket-1' };
      expect((await messages.loadAttempt(id, 1))?.claim).toEqual(released);
      await take(id, 'other', slot);
      expect((await messages.loadAttempt(id, 1))?.claim).toMatchObject({
        owner: 'other',
        ticket: 'ticket-1',
      });
      await messages.release(id, 1, 'other');
      expect((await messages.loadAttempt(id, 1))?.claim).toMatchObject({
        released: true,
        ticket: 'ticket-1',
      });
    });

    test('keep the doubt whether they have left, whoever takes them over and gives them back', async () => {
      const { id, slot } = await taken();
      await messages.release(id, 1, slot.claim.owner, { ticket: 'ticket-1', mayHaveLeft: true });
      const doubtful = { ticket: 'ticket-1', mayHaveLeft: true };
      const claim = async () => (await messages.loadAttempt(id, 1))?.claim;
      expect(await claim()).toEqual({ ...slot.claim, released: true, ...doubtful });
      await take(id, 'other', slot);
      expect(await claim()).toMatchObject({ released: false, ...doubtful });
      await messages.release(id, 1, 'other', { ticket: 'ticket-2', mayHaveLeft: false });
      expect(await claim()).toMatchObject({ released: true, ticket: 'ticket-2', mayHaveLeft: true });
    });

    test('taken over are given again to whoever has them', async () => {
      const { id, slot } = await taken();
      expect(await take(id, 'other', slot)).toBe('reclaimed');
      expect(await take(id, 'other', slot)).toBe('reclaimed');
      expect(await take(id, 'third', slot)).toBe('lost');
      expect((await messages.loadAttempt(id, 1))?.claim.owner).toBe('other');
    });

    test('are taken over once, from the owner that was seen', async () => {
      const { id, slot } = await taken();
      await messages.release(id, 1, slot.claim.owner);
      const owners = Array.from({ length: 30 }, (_, index) => `new-${index}`);
      const outcomes = await Promise.all(owners.map((owner) => take(id, owner, slot)));
      expect(outcomes.filter((outcome) => outcome === 'reclaimed')).toHaveLength(1);
      const owner = owners[outcomes.indexOf('reclaimed')];
      const { claim } = (await messages.loadAttempt(id, 1)) ?? slot;
      expect(claim).toEqual({ owner, at: TUESDAY, leaseUntil: TUESDAY + DAY, released: false });
    });

    test.each(ATTEMPT_STATUSES.filter((status) => status !== 'sending'))(
      'cannot be taken over once the attempt is %s',
      async (status) => {
        const { id, slot } = await taken();
        await messages.recordEvent(id, 1, { status, at: TUESDAY });
        expect(await take(id, 'late', slot)).toBe('lost');
      },
    );

    test('of nothing cannot be taken over', async () => {
      const { id } = await created();
      expect(await take(id, 'anybody', attempt())).toBe('lost');
      expect(await messages.load(id)).toMatchObject({ slots: [] });
    });
  });

  describe('reports', () => {
    test('are recorded once, and said to be repeated, earlier or about nothing', async () => {
      const { id } = await taken();
      expect(await messages.recordEvent(id, 1, SENT)).toMatchObject({ outcome: 'recorded' });
      expect(await messages.recordEvent(id, 1, SENT)).toMatchObject({ outcome: 'repeated' });
      expect(await messages.recordEvent(id, 1, { ...SENT, at: SENT.at + 1 })).toMatchObject({
        outcome: 'unchanged',
      });
      expect(await messages.recordEvent(id, 1, { ...SENT, at: SENT.at - 1 })).toMatchObject({
        outcome: 'recorded',
      });
      expect(await messages.recordEvent(id, 2, SENT)).toMatchObject({ outcome: 'unknown' });
      expect(await messages.recordEvent('msg_none', 1, SENT)).toMatchObject({ outcome: 'unknown' });
      const ending = { kind: 'ending', number: 2, reason: 'cancelled', at: TUESDAY } as const;
      await messages.takeSlot(id, ending);
      expect(await messages.recordEvent(id, 2, SENT)).toMatchObject({ outcome: 'unknown' });
    });

    test('in any order, with any repetitions, give what the domain says', async () => {
      const statuses = ATTEMPT_STATUSES.filter((status) => status !== 'sending');
      const event = integer({ min: 0, max: 9 }).chain((second) =>
        constantFrom(...statuses).map((status): AttemptEvent => {
          const at = TUESDAY + second * SECOND;
          const isProviders = !['uncertain', 'abandoned', 'rejected'].includes(status);
          const details = second % 2 === 0 ? { errorCode: `${second}` } : { reason: `${status} ${second}` };
          return { status, at, ...(isProviders && { providerId: 'SM1' }), ...(second % 3 > 0 && details) };
        }),
      );
      const events = uniqueArray(event, {
        minLength: 1,
        maxLength: 6,
        selector: ({ status, at }) => `${status} ${at}`,
      });
      const orders = events.chain((list) =>
        shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
      );
      await assert(
        asyncProperty(orders, async (order) => {
          const { id, slot } = await taken();
          for (const one of order) await messages.recordEvent(id, 1, one);
          const sorted = [...order].sort((a, b) => a.at - b.at);
          const { reached: _, ...found } = (await messages.loadAttempt(id, 1)) ?? slot;
          expect(found).toEqual(sorted.reduce(applyEvent, slot));
        }),
        { numRuns: 40 },
      );
    });

    test('prove milestones, each at the instant of the first report that did, announced or recorded', async () => {
      const { id } = await taken();
      const at = (second: number) => TUESDAY + second * SECOND;
      await messages.announceEvent(id, 1, { status: 'sent', at: at(5) });
      expect(await messages.loadAttempt(id, 1)).toMatchObject({ events: {}, reached: { sent: at(5) } });
      const opened = await messages.recordEvent(id, 1, { status: 'opened', at: at(9) });
      const reached = { sent: at(5), delivered: at(9), opened: at(9) };
      expect(opened.attempt?.reached).toEqual(reached);
      await messages.recordEvent(id, 1, { status: 'delivered', at: at(7) });
      await messages.recordEvent(id, 1, { status: 'opened', at: at(8) });
      const again = await messages.recordEvent(id, 1, { status: 'opened', at: at(9) });
      expect(again).toMatchObject({ outcome: 'unchanged' });
      expect(again.attempt?.reached).toEqual({ ...reached, receipt: at(7) });
      expect(await messages.announceEvent(id, 2, SENT)).toBeUndefined();
      expect((await messages.announceEvent(id, 1, { status: 'uncertain', at: at(1) }))?.number).toBe(1);
    });

    test('at the same moment all count', async () => {
      const { id } = await taken();
      const statuses = ['sent', 'delivered', 'opened', 'clicked', 'failed'] as const;
      await Promise.all(statuses.map((status) => messages.recordEvent(id, 1, { status, at: TUESDAY })));
      expect(Object.keys((await messages.loadAttempt(id, 1))?.events ?? {}).sort()).toEqual(
        [...statuses].sort(),
      );
    });
  });

  test('keep their latest deferral', async () => {
    const one = await created();
    const made = decision({ message: message({ sendAt: TUESDAY + HOUR }) });
    const deferral = { number: 1, at: TUESDAY, until: TUESDAY + HOUR, decision: made };
    await messages.defer(one.id, { ...deferral, until: TUESDAY });
    await messages.defer(one.id, deferral);
    expect(await messages.load(one.id)).toEqual({ message: one, slots: [], deferral });
  });

  describe('are counted', () => {
    test('by prospect and type, since an instant, and before another', async () => {
      const who = prospect({ id: `counted_${count}` });
      const old = await created({ prospect: who, createdAt: TUESDAY - 8 * DAY });
      const first = await created({ prospect: who });
      const second = await created({ prospect: who });
      await created({ prospect: who, type: 'survey' });
      await created();
      expect(await messages.countSince(who.id, 'general', TUESDAY - DAY)).toBe(2);
      expect(await messages.countSince(who.id, 'general', TUESDAY - DAY, second.id)).toBe(1);
      expect(await messages.countSince(who.id, 'general', TUESDAY - DAY, first.id)).toBe(0);
      expect(await messages.countSince(who.id, 'general', 0, first.id)).toBe(1);
      expect(await messages.countSince(who.id, 'general', old.createdAt)).toBe(3);
    });

    test('without those that ended before any attempt', async () => {
      const who = prospect({ id: `ended_${count}` });
      const ended = await created({ prospect: who });
      await messages.takeSlot(ended.id, { kind: 'ending', number: 1, reason: 'undeliverable', at: TUESDAY });
      const tried = await created({ prospect: who });
      await messages.takeSlot(tried.id, attempt());
      await messages.takeSlot(tried.id, { kind: 'ending', number: 2, reason: 'undeliverable', at: TUESDAY });
      expect(await messages.countSince(who.id, 'general', 0)).toBe(1);
    });
  });

  test('lead to the provider ids of a prospect’s attempts', async () => {
    const who = prospect({ id: `known_${count}` });
    for (const [createdAt, providerId] of [
      [TUESDAY - DAY, 'old'],
      [TUESDAY, 'new'],
      [TUESDAY, 'newer'],
    ] as const) {
      const { id } = await created({ prospect: who, createdAt });
      await messages.takeSlot(id, attempt());
      await messages.recordEvent(id, 1, { ...SENT, providerId });
    }
    expect(await messages.providerIdsSince(who.id, TUESDAY - HOUR)).toEqual(new Set(['new', 'newer']));
    expect(await messages.providerIdsSince('nobody', 0)).toEqual(new Set());
  });

  test('of a prospect are many: reading goes past the first page', async () => {
    const who = prospect({ id: `prolific_${count}` });
    const long = { body: 'x'.repeat(9_000) };
    for (let turn = 0; turn < 13; turn += 1)
      await Promise.all(Array.from({ length: 10 }, () => created({ prospect: who, content: long })));
    expect(await messages.countSince(who.id, 'general', 0)).toBe(130);
  });
});
