import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../shared/domain/attempt.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { broadcast, packCommand } from '../support/broadcast.ts';
import { attemptsFor, counts, plan, statuses } from '../support/pack-world.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { tenant, TUESDAY, TUESDAY_NIGHT } from '../support/routing-request.ts';

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open();
});

const idsOf = ({ recipients }: { recipients: readonly { messageId: string }[] }) =>
  recipients.map(({ messageId }) => messageId);

const STOP = { reason: 'opted-out', text: 'STOP', source: 'inbound', at: TUESDAY } as const;

describe('A pack of a hundred', () => {
  test('e-mails leaves in one call, and everybody’s message goes on like any other', async () => {
    const pack = await plan(platform, 100);
    await platform.run(MINUTE);
    expect(platform.resend.calls).toBe(1);
    expect(await statuses(platform, pack)).toEqual({ delivered: 100 });
    expect(await counts(platform, pack)).toEqual({ accepted: 100 });
    const [first] = await attemptsFor(platform, idsOf(pack)[0] ?? '');
    expect(first).toMatchObject({ providerId: 'resend-1', events: { sent: {}, delivered: {} } });
  });

  test('SMS leaves one by one at the pace of the stage', async () => {
    const pack = await plan(platform, 100, { channel: 'sms' });
    await platform.run(MINUTE);
    expect(platform.twilio.calls).toBe(100);
    const [first, last] = [platform.twilio.taken[0]?.at ?? 0, platform.twilio.taken.at(-1)?.at ?? 0];
    // Ten calls are under way at once.
    expect(last - first).toBeGreaterThanOrEqual(90 * (SECOND / 10));
    expect(await statuses(platform, pack)).toEqual({ delivered: 100 });
    expect(await counts(platform, pack)).toEqual({ accepted: 100 });
  });

  test('is watched by one follow-up, and falls back by one', async () => {
    await plan(platform, 100, { of: broadcast({ fallback: { afterMs: HOUR, unless: 'opened' } }) });
    await platform.run(10 * SECOND);
    expect(
      platform.followUps
        .all()
        .map(({ followUp }) => followUp.kind)
        .sort(),
    ).toEqual(['check-fallbacks', 'reconcile']);
    await platform.run(2 * HOUR);
    // Nobody opened it: the next channel is tried.
    expect(platform.twilio.taken).toHaveLength(100);
  });

  test('is counted, for the tenant and for the broadcast, however often it is told', async () => {
    platform.duplicates = true;
    const pack = await plan(platform, 100);
    await platform.run(HOUR);
    const { statistics } = platform.stores(TENANT);
    const cost = 100 * 600;
    const expected = { sent: 100, delivered: 100, failed: 0, cost, timed: 100 };
    expect((await statistics.ofBroadcast(pack.broadcastId)).email).toMatchObject(expected);
    const hours = await statistics.hours('2026-11-24', '2026-11-24');
    expect(hours.map(({ tally }) => tally.email)).toMatchObject([expected]);
  });

  test('tells other systems of everybody', async () => {
    const pack = await plan(platform, 3);
    await platform.run(MINUTE);
    const heard = platform.domainEvents.types().filter((type) => type === 'message.sent');
    expect(heard).toHaveLength(pack.recipients.length);
  });
});

describe('Whoever cannot be sent it any more', () => {
  test('because of a STOP since planning is decided on again by routing, and gets it by another channel', async () => {
    const pack = await plan(platform, 3, { channel: 'sms' });
    const [first] = pack.recipients;
    await platform.stores(TENANT).prospects.suppress('sms', first?.prospect.phone ?? '', STOP);
    await platform.run(MINUTE);
    expect(await counts(platform, pack)).toEqual({ accepted: 2, sentBack: 1 });
    expect(platform.taken(first?.messageId).map(({ channel }) => channel)).toEqual(['email']);
    expect(await statuses(platform, pack)).toEqual({ delivered: 3 });
  });

  test('because they were erased meanwhile is sent nothing', async () => {
    const { prospects } = platform.stores(TENANT);
    const command = packCommand(2);
    for (const { prospect } of command.recipients) await prospects.put(prospect);
    const recipients = command.recipients.map((one) => ({ ...one, isKnown: true as const }));
    const pack = await plan(platform, 2, { recipients });
    await prospects.remove(pack.recipients[0]?.prospect.id ?? '', platform.clock.now());
    await platform.run(MINUTE);
    expect(platform.taken(pack.recipients[0]?.messageId)).toEqual([]);
    expect(await counts(platform, pack)).toEqual({ accepted: 1, cancelled: 1 });
  });

  test('at night waits with the whole pack until the morning', async () => {
    platform = await Platform.open({}, TUESDAY_NIGHT);
    const of = broadcast({ createdAt: TUESDAY_NIGHT });
    const recipients = packCommand(5, { channel: 'sms' }, of).recipients.map((one) => {
      const { email: _none, ...prospect } = one.prospect;
      return { ...one, prospect };
    });
    const pack = await plan(platform, 5, { of, channel: 'sms', recipients });
    await platform.run(8 * HOUR);
    expect(platform.taken()).toEqual([]);
    expect(platform.followUps.all()).toEqual([]);
    await platform.run(2 * HOUR);
    expect(await statuses(platform, pack)).toEqual({ delivered: 5 });
  });

  test('because somebody else was quicker is left alone, and counted as sent back', async () => {
    const pack = await plan(platform, 2);
    const [first] = pack.recipients;
    if (first === undefined) throw new Error('Nobody is there');
    const ending = { kind: 'ending', number: 1, reason: 'cancelled', at: TUESDAY } as const;
    await platform.stores(TENANT).messages.takeSlot(first.messageId, ending);
    await platform.run(MINUTE);
    expect(platform.taken(first.messageId)).toEqual([]);
    expect(await counts(platform, pack)).toEqual({ accepted: 1, sentBack: 1 });
  });

  test('because another pack has them is in that one’s counts alone', async () => {
    const first = await plan(platform, 3);
    await platform.run(10 * SECOND);
    await plan(platform, 5, { pack: 'again' });
    await platform.run(MINUTE);
    expect(platform.resend.taken).toHaveLength(5);
    expect(await counts(platform, first)).toEqual({ accepted: 5 });
  });
});

describe('What the provider refuses', () => {
  test('of one person is theirs alone: the next channel is tried, and the address is known to be bad', async () => {
    const pack = await plan(platform, 3);
    const [first] = pack.recipients;
    const refusal = { outcome: 'rejected', errorCode: 'x', reason: 'No.', suppress: 'invalid' } as const;
    platform.resend.refusing.set(first?.messageId ?? '', refusal);
    await platform.run(MINUTE);
    expect(await counts(platform, pack)).toEqual({ accepted: 2, rejected: 1 });
    expect(
      (await attemptsFor(platform, first?.messageId ?? '')).map((one) => [one.channel, statusOf(one)]),
    ).toEqual([
      ['email', 'rejected'],
      ['sms', 'delivered'],
    ]);
    const facts = await platform.stores(TENANT).prospects.addressFacts(first?.prospect ?? {});
    expect(facts.email?.suppression).toMatchObject({ reason: 'invalid' });
  });

  test('because of us waits for somebody to act, and leaves afterwards', async () => {
    const refusal = { outcome: 'rejected', errorCode: '401', reason: 'No.', misconfigured: true } as const;
    platform.twilio.until(TUESDAY + 20 * MINUTE, refusal);
    const pack = await plan(platform, 20, { channel: 'sms' });
    await platform.run(19 * MINUTE);
    expect(await counts(platform, pack)).toEqual({});
    await platform.run(HOUR);
    expect(await counts(platform, pack)).toEqual({ accepted: 20 });
    expect(platform.twilio.taken).toHaveLength(20);
  });

  test('as a whole it may take one by one', async () => {
    platform.resend.next({ outcome: 'rejected', errorCode: '422', reason: 'Too much.' });
    const pack = await plan(platform, 3);
    await platform.run(MINUTE);
    expect(platform.resend.calls).toBe(4);
    expect(await counts(platform, pack)).toEqual({ accepted: 3 });
  });
});

describe('A busy provider', () => {
  test('is waited for within the function’s time', async () => {
    platform.resend.next({ outcome: 'busy', retryAfterSeconds: 5, reason: '429' });
    const pack = await plan(platform, 100);
    await platform.run(MINUTE);
    expect(platform.packs.email.sent).toHaveLength(1);
    expect(await counts(platform, pack)).toEqual({ accepted: 100 });
  });

  test('for longer has the rest put back, and nobody is sent it twice', async () => {
    const pack = await plan(platform, 30, { channel: 'sms' });
    platform.receiptsOf = ({ at }) => {
      platform.twilio.until(TUESDAY + 10 * MINUTE, {
        outcome: 'busy',
        retryAfterSeconds: 300,
        reason: '429',
      });
      return [{ status: 'delivered', at: at + 2 * SECOND }];
    };
    await platform.run(HOUR);
    expect(await counts(platform, pack)).toEqual({ accepted: 30 });
    expect(new Set(platform.twilio.taken.map(({ messageId }) => messageId)).size).toBe(30);
    expect(platform.twilio.taken).toHaveLength(30);
  });
});

describe('When the answer is lost', () => {
  test('the same e-mails are asked for again under the same key, and each leaves once', async () => {
    platform.resend.next({ outcome: 'timeout-after' });
    const pack = await plan(platform, 50);
    await platform.run(HOUR);
    expect(platform.resend.calls).toBe(2);
    expect(platform.resend.taken).toHaveLength(50);
    expect(await counts(platform, pack)).toEqual({ accepted: 50 });
  });

  test('for hours, reports say what became of everybody', async () => {
    platform.resend.until(TUESDAY + 3 * HOUR, { outcome: 'timeout-after' });
    const pack = await plan(platform, 4);
    await platform.run(2 * DAY);
    expect(platform.resend.taken).toHaveLength(4);
    expect(await counts(platform, pack)).toEqual({ uncertain: 4 });
    expect(await statuses(platform, pack)).toEqual({ delivered: 4 });
  });

  test('of an SMS, Twilio is asked and nothing is sent again', async () => {
    platform.twilio.next({ outcome: 'timeout-after' });
    platform.receiptsOf = () => [];
    const pack = await plan(platform, 3, { channel: 'sms' });
    await platform.run(HOUR);
    expect(await counts(platform, pack)).toEqual({ accepted: 2, uncertain: 1 });
    expect(platform.twilio.taken).toHaveLength(3);
    expect(await statuses(platform, pack)).toEqual({ sent: 3 });
  });
});

describe('A broadcast', () => {
  test('that is paused leaves nothing, and goes on when it is resumed', async () => {
    const pack = await plan(platform, 10);
    const { broadcasts } = platform.stores(TENANT);
    await broadcasts.changeState(pack.broadcastId, ['sending'], 'paused');
    await platform.run(3 * HOUR);
    expect(platform.taken()).toEqual([]);
    expect(platform.dead).toEqual([]);
    await broadcasts.changeState(pack.broadcastId, ['paused'], 'sending');
    await platform.run(15 * MINUTE);
    expect(await counts(platform, pack)).toEqual({ accepted: 10 });
  });

  test('that is cancelled leaves nothing more, and counts who was spared', async () => {
    const pack = await plan(platform, 10);
    await platform.stores(TENANT).broadcasts.changeState(pack.broadcastId, ['sending'], 'cancelled');
    await platform.run(HOUR);
    expect(platform.taken()).toEqual([]);
    expect(await counts(platform, pack)).toEqual({ cancelled: 10 });
    expect(await statuses(platform, pack)).toEqual({ none: 10 });
  });

  test('that is cancelled while a pack waits for its provider ends the messages that were begun', async () => {
    platform.twilio.until(TUESDAY + HOUR, { outcome: 'busy', retryAfterSeconds: 600, reason: '429' });
    const pack = await plan(platform, 3, { channel: 'sms' });
    await platform.run(MINUTE);
    await platform.stores(TENANT).broadcasts.changeState(pack.broadcastId, ['sending'], 'cancelled');
    await platform.run(2 * HOUR);
    expect(platform.taken()).toEqual([]);
    expect(await counts(platform, pack)).toEqual({ cancelled: 3 });
    expect(await statuses(platform, pack)).toEqual({ cancelled: 3 });
  });

  test('that is kept no longer is nobody’s business any more', async () => {
    const command = packCommand(2);
    await platform.ports().packQueues.send('email', command);
    await platform.run(HOUR);
    expect(platform.taken()).toEqual([]);
    expect(platform.dead).toEqual([]);
  });

  test('spends from the budget what it costs', async () => {
    await platform.tenants.put(tenant({ id: TENANT, policy: { monthlyBudget: 10_000_000 } }));
    await plan(platform, 10);
    await platform.run(MINUTE);
    expect(await platform.stores(TENANT).spending.inMonthOf(TUESDAY)).toBe(10 * 600);
  });
});
