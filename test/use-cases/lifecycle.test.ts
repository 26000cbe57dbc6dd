import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../shared/domain/attempt.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import { Life } from '../support/crashes.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { at, prospect, tenant, TUESDAY, TUESDAY_NIGHT } from '../support/routing-request.ts';

/** Reachable by SMS alone, or by SMS and e-mail. */
const { email: _email, whatsapp: _whatsapp, ...bySms } = prospect();
const { whatsapp: _none, ...bySmsOrEmail } = prospect();
const smsThenEmail = {
  prospect: bySmsOrEmail,
  channel: 'sms',
  preferences: { fallbackChannels: ['email'] },
} as const;

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open();
});

async function attemptsAt(messageId: string) {
  const attempts = attemptsOf(await platform.record(messageId));
  return attempts.map((attempt) => [attempt.channel, statusOf(attempt)]);
}

const silence = () => [];

/** Marie writes an SMS to the agency. */
function inbound(text: string, providerId = 'SM1') {
  const addresses = { channel: 'sms', from: '+33612345678', to: '38123' } as const;
  return { kind: 'inbound', ...addresses, text, providerId, at: platform.clock.now() } as const;
}

describe('A fallback after a time', () => {
  const fallback = { afterMs: 6 * HOUR, unless: 'delivered' } as const;

  test('is tried when nothing was heard', async () => {
    platform.receiptsOf = silence;
    const { messageId } = await platform.post({ ...smsThenEmail, fallback });
    await platform.run(6 * HOUR - MINUTE);
    expect(await attemptsAt(messageId)).toEqual([['sms', 'sent']]);
    await platform.run(2 * MINUTE);
    expect(await attemptsAt(messageId)).toEqual([
      ['sms', 'sent'],
      ['email', 'sent'],
    ]);
  });

  test('is not tried after a late receipt', async () => {
    platform.receiptsOf = silence;
    const { messageId } = await platform.post({ ...smsThenEmail, fallback });
    await platform.run(5 * HOUR);
    await platform.report(platform.taken()[0]!, { status: 'delivered' });
    await platform.run(DAY);
    expect(await attemptsAt(messageId)).toEqual([['sms', 'delivered']]);
  });

  test('is stopped by a receipt that comes while its command waits for the sender', async () => {
    platform.receiptsOf = silence;
    const { messageId } = await platform.post({ ...smsThenEmail, fallback });
    await platform.run(MINUTE);
    const record = await platform.record(messageId);
    await platform.handle(platform.routing, command({ message: record.message, number: 2 }));
    await platform.report(platform.taken()[0]!, { status: 'delivered' });
    await platform.handle(platform.reports, platform.reports.receive()!);
    await platform.run(DAY);
    expect(platform.taken()).toHaveLength(1);
  });

  test('unless opened is tried although the e-mail was delivered', async () => {
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      channel: 'email',
      preferences: { fallbackChannels: ['sms'] },
      fallback: { ...fallback, unless: 'opened' },
    });
    await platform.run(6 * HOUR + MINUTE);
    expect(await attemptsAt(messageId)).toEqual([
      ['email', 'delivered'],
      ['sms', 'delivered'],
    ]);
  });

  test('unless opened is not tried once the e-mail was opened', async () => {
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      channel: 'email',
      preferences: { fallbackChannels: ['sms'] },
      fallback: { ...fallback, unless: 'opened' },
    });
    await platform.run(HOUR);
    await platform.report(platform.taken()[0]!, { status: 'opened' });
    await platform.run(DAY);
    expect(await attemptsAt(messageId)).toEqual([['email', 'opened']]);
  });

  test.each(['opened', 'clicked'] as const)(
    'unless opened is tried when a machine alone has %s the e-mail, which shows that it arrived',
    async (status) => {
      platform.receiptsOf = silence;
      const { messageId } = await platform.post({
        prospect: bySmsOrEmail,
        channel: 'email',
        preferences: { fallbackChannels: ['sms'] },
        fallback: { ...fallback, unless: 'opened' },
      });
      await platform.run(MINUTE);
      await platform.report(platform.taken()[0]!, { status }, { confidence: 'machine' });
      await platform.run(MINUTE);
      expect(await attemptsAt(messageId)).toEqual([['email', 'delivered']]);
      await platform.run(6 * HOUR);
      expect(await attemptsAt(messageId)).toEqual([
        ['email', 'delivered'],
        ['sms', 'sent'],
      ]);
    },
  );

  test('is not tried once a person has followed a link, but is when it was followed while the e-mail arrived', async () => {
    const email = {
      prospect: bySmsOrEmail,
      channel: 'email',
      preferences: { fallbackChannels: ['sms'] },
      fallback: { ...fallback, unless: 'opened' },
    } as const;
    const channels = async (wait: number) => {
      const { messageId } = await platform.post(email);
      await platform.run(2 * SECOND + wait);
      await platform.report(platform.taken(messageId)[0]!, { status: 'clicked' }, { confidence: 'person' });
      await platform.run(7 * HOUR);
      return (await attemptsAt(messageId)).map(([channel]) => channel);
    };
    expect(await channels(SECOND)).toEqual(['email', 'sms']);
    expect(await channels(MINUTE)).toEqual(['email']);
  });
});

describe('A message for later', () => {
  test('waits for its time, and says until when', async () => {
    const { messageId } = await platform.post({ sendAt: TUESDAY + 3 * HOUR });
    await platform.run(2 * HOUR);
    expect(await platform.status(messageId)).toBe('deferred');
    expect((await platform.record(messageId)).deferral?.until).toBe(TUESDAY + 3 * HOUR);
    await platform.run(HOUR + MINUTE);
    expect(await platform.status(messageId)).toBe('delivered');
    expect(platform.taken()[0]?.at).toBe(TUESDAY + 3 * HOUR);
  });

  test('posted at night waits for the morning when it could only wake somebody up', async () => {
    platform = await Platform.open({}, TUESDAY_NIGHT);
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run(8 * HOUR);
    expect(await platform.status(messageId)).toBe('deferred');
    await platform.run(2 * HOUR);
    expect(platform.taken().map((taken) => taken.at)).toEqual([at('2026-11-25T08:00:00+01:00')]);
  });

  test('whose time comes no earlier than its deadline cannot be delivered, and others hear of it', async () => {
    const { messageId } = await platform.post({ sendAt: TUESDAY + HOUR, appointmentAt: TUESDAY + HOUR });
    await platform.run(DAY);
    expect(await platform.status(messageId)).toBe('undeliverable');
    expect(platform.domainEvents.types()).toEqual(['message.undeliverable']);
    expect(platform.taken()).toEqual([]);
  });

  test('expires in the queue when nobody took it up in time', async () => {
    const { messageId } = await platform.post({ prospect: bySms, sendWithin: 5 });
    await platform.handle(platform.routing, platform.routing.receive()!);
    platform.clock.moveTo(TUESDAY + 6 * MINUTE);
    await platform.run(MINUTE);
    expect(await platform.status(messageId)).toBe('expired');
    expect(platform.domainEvents.types()).toContain('message.expired');
    expect(platform.taken()).toEqual([]);
  });
});

describe('STOP', () => {
  test('between the decision and the sending stops the message', async () => {
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.handle(platform.routing, platform.routing.receive()!);
    platform.routing.delete('routing-1');
    await platform.receive(inbound('Stop.'));
    await platform.handle(platform.reports, platform.reports.receive()!);
    await platform.run();
    expect(platform.taken(messageId)).toEqual([]);
    expect(await platform.status(messageId)).toBe('undeliverable');
    expect(platform.domainEvents.types()).toContain('prospect.opted-out');
  });

  test('while a busy provider is waited for stops the message', async () => {
    platform.twilio.next({ outcome: 'busy', retryAfterSeconds: 30, reason: '429' });
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run();
    await platform.receive(inbound('STOP'));
    await platform.run(HOUR);
    expect(platform.taken(messageId)).toEqual([]);
    expect(await attemptsAt(messageId)).toEqual([['sms', 'rejected']]);
    expect(await platform.status(messageId)).toBe('undeliverable');
  });

  test('stands when an older START is delivered after it', async () => {
    const start = inbound('START', 'SM0');
    platform.clock.moveTo(TUESDAY + MINUTE);
    await platform.receive(inbound('STOP'));
    await platform.run();
    await platform.receive(start);
    await platform.run();
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run();
    expect(await platform.status(messageId)).toBe('undeliverable');
  });

  test('is lifted by a START that came later, and not by the same START sent to us again', async () => {
    await platform.receive(inbound('STOP', 'SM1'));
    await platform.run(MINUTE);
    await platform.receive(inbound('START', 'SM2'));
    await platform.run(MINUTE);
    const heard = await platform.post({ prospect: bySms });
    await platform.run(MINUTE);
    expect(await platform.status(heard.messageId)).toBe('delivered');
    await platform.receive(inbound('STOP', 'SM3'));
    await platform.run(MINUTE);
    await platform.receive(inbound('START', 'SM2'));
    await platform.run(MINUTE);
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run(MINUTE);
    expect(await platform.status(messageId)).toBe('undeliverable');
  });

  test('by SMS leaves the other channels alone', async () => {
    await platform.receive(inbound('STOP'));
    await platform.run();
    const { messageId } = await platform.post({ prospect: bySmsOrEmail });
    await platform.run();
    expect(await attemptsAt(messageId)).toEqual([['email', 'delivered']]);
  });

  test('to a number that is nobody’s changes nothing', async () => {
    await platform.receive({ ...inbound('STOP'), to: '+33999999999' });
    await platform.run();
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
  });
});

describe('A cancellation', () => {
  test('of what waits stops it, is told once, and answers the same twice', async () => {
    const { messageId } = await platform.post({ sendAt: TUESDAY + HOUR });
    await platform.run();
    const first = await platform.cancel(messageId);
    expect(await platform.cancel(messageId)).toEqual(first);
    await platform.run(DAY);
    expect(await platform.status(messageId)).toBe('cancelled');
    expect(platform.taken()).toEqual([]);
    expect(platform.domainEvents.types()).toEqual(['message.cancelled']);
  });

  test.each(['before', 'after'] as const)(
    'that dies %s any effect is finished by its repetition',
    async (moment) => {
      for (let call = 1; call <= 5; call += 1) {
        platform = await Platform.open();
        const { messageId } = await platform.post({ sendAt: TUESDAY + HOUR });
        await platform.run();
        platform.crashAt({ call, moment });
        await platform.cancel(messageId).catch(() => {});
        platform.life = new Life();
        await platform.cancel(messageId);
        await platform.run(DAY);
        expect(await platform.status(messageId)).toBe('cancelled');
        expect(platform.domainEvents.types()).toEqual(['message.cancelled']);
        expect(platform.taken()).toEqual([]);
      }
    },
  );

  test.each(['waits', 'is about to leave'])(
    'of what %s is told by whoever finds it, when nobody repeats the one that died before it told',
    async (when) => {
      const { messageId } = await platform.post(when === 'waits' ? { sendAt: TUESDAY + HOUR } : {});
      await platform.handle(platform.routing, platform.routing.receive()!);
      platform.outages.add('domainEvents.publish');
      await expect(platform.cancel(messageId)).rejects.toThrow('does not answer');
      platform.outages.clear();
      await platform.run(DAY);
      expect(await platform.status(messageId)).toBe('cancelled');
      expect(platform.domainEvents.types()).toEqual(['message.cancelled']);
      expect(platform.taken()).toEqual([]);
    },
  );

  test('of what has left is refused', async () => {
    const { messageId } = await platform.post();
    await platform.run();
    await expect(platform.cancel(messageId)).rejects.toMatchObject({ code: 'already-left' });
  });

  test('of a message that is not there finds nothing', async () => {
    await expect(platform.cancel('msg_nothing')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('and a sender cannot both have the message', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const { messageId } = await platform.post({ prospect: bySms });
      await platform.handle(platform.routing, platform.routing.receive()!);
      const record = platform.sending.sms.receive()!;
      const sending = platform.handle(platform.sending.sms, record);
      for (let step = 0; step < turn; step += 1) await Promise.resolve();
      const cancelled = await platform.cancel(messageId).then(
        () => true,
        () => false,
      );
      await sending;
      expect(platform.taken(messageId)).toHaveLength(cancelled ? 0 : 1);
      await platform.run();
      expect(await platform.status(messageId)).toBe(cancelled ? 'cancelled' : 'delivered');
    }
  });
});

describe('An idempotency key', () => {
  const idempotency = { key: 'order-17', bodyHash: 'a' };

  test('with the same body answers the same message, and sends it once', async () => {
    const first = await platform.post({}, { idempotency });
    const second = await platform.post({}, { idempotency });
    await platform.run();
    expect(second).toEqual({ messageId: first.messageId, replayed: true });
    expect(platform.taken()).toHaveLength(1);
  });

  test('with another body is refused', async () => {
    await platform.post({}, { idempotency });
    const again = platform.post({}, { idempotency: { ...idempotency, bodyHash: 'b' } });
    await expect(again).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('of another tenant is another key', async () => {
    await platform.tenants.put(tenant({ id: 'tenant_b', senders: {} }));
    const first = await platform.post({}, { idempotency });
    const second = await platform.post({}, { idempotency, tenantId: 'tenant_b' });
    expect(second.replayed).toBe(false);
    expect(second.messageId).not.toBe(first.messageId);
    expect(await platform.scopes('tenant_b').messages.load(first.messageId)).toBeUndefined();
  });

  test('is free again after 24 hours', async () => {
    const first = await platform.post({}, { idempotency });
    platform.clock.moveTo(TUESDAY + DAY);
    const second = await platform.post({}, { idempotency: { ...idempotency, bodyHash: 'b' } });
    expect(second.messageId).not.toBe(first.messageId);
  });

  test('finishes the message that a crash left behind it', async () => {
    platform.outages.add('routingQueue.send');
    await expect(platform.post({}, { idempotency })).rejects.toThrow('does not answer');
    platform.outages.clear();
    const { messageId, replayed } = await platform.post({}, { idempotency });
    await platform.run();
    expect(replayed).toBe(true);
    expect(await platform.status(messageId)).toBe('delivered');
    expect(platform.scopes(TENANT).messages.all()).toEqual([messageId]);
  });
});

describe('What a tenant allows', () => {
  const advertisement = { prospect: bySms, type: 'marketing' } as const;
  const cap = { policy: { frequencyCaps: { marketing: { max: 1, days: 7 } } } };

  test('one advertisement a week: of two posted together the first arrives and the second does not', async () => {
    platform = await Platform.open(cap);
    const first = await platform.post(advertisement);
    const second = await platform.post(advertisement);
    await platform.run();
    expect(await platform.status(first.messageId)).toBe('delivered');
    expect(await platform.status(second.messageId)).toBe('undeliverable');
  });

  test('one advertisement a week: trying every day still lets one through each week', async () => {
    platform = await Platform.open(cap);
    for (let day = 0; day < 15; day += 1) {
      await platform.post(advertisement);
      await platform.run(DAY);
    }
    const days = platform.taken().map((taken) => Math.round((taken.at - TUESDAY) / DAY));
    expect(days).toHaveLength(2);
    expect(days[1]).toBeGreaterThanOrEqual(7);
  });

  test('a monthly budget: what would exceed it is not sent, and the next month starts afresh', async () => {
    platform = await Platform.open({ policy: { monthlyBudget: 120_000 } });
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.push((await platform.post({ prospect: bySms })).messageId);
      await platform.run();
    }
    expect(await Promise.all(ids.map((id) => platform.status(id)))).toEqual([
      'delivered',
      'delivered',
      'undeliverable',
    ]);
    platform.clock.moveTo(at('2026-12-01T14:00:00+01:00'));
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
  });
});

describe('What providers report later', () => {
  test('a hard bounce suppresses the address and the next channel is tried', async () => {
    platform.receiptsOf = silence;
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      channel: 'email',
      preferences: { fallbackChannels: ['sms'] },
    });
    await platform.run();
    const suppress = { address: 'marie@example.com', reason: 'bounced' } as const;
    const event = { status: 'failed', errorCode: 'bounced-permanent', at: platform.clock.now() } as const;
    const about = { tenantId: TENANT, messageId, number: 1, channel: 'email' } as const;
    await platform.receive({ kind: 'status', ...about, event, suppress });
    await platform.run();
    expect(await attemptsAt(messageId)).toEqual([
      ['email', 'failed'],
      ['sms', 'sent'],
    ]);
    const facts = await platform.scopes(TENANT).prospects.addressFacts(bySmsOrEmail);
    expect(facts.email?.suppression?.reason).toBe('bounced');
  });

  test('a complaint suppresses the address, and the message stays delivered', async () => {
    const { messageId } = await platform.post({ channel: 'email' });
    await platform.run();
    const suppress = { address: 'marie@example.com', reason: 'complained' } as const;
    const event = { status: 'delivered', at: platform.clock.now() } as const;
    const about = { tenantId: TENANT, messageId, number: 1, channel: 'email' } as const;
    await platform.receive({ kind: 'status', ...about, event, suppress });
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
    const facts = await platform.scopes(TENANT).prospects.addressFacts(bySmsOrEmail);
    expect(facts.email?.suppression?.reason).toBe('complained');
  });

  test('about an attempt that was never made changes nothing', async () => {
    const { messageId } = await platform.post({ sendAt: TUESDAY + HOUR });
    await platform.run();
    const known = await platform.scopes(TENANT).prospects.addressFacts(bySmsOrEmail);
    const suppress = { address: 'marie@example.com', reason: 'bounced' } as const;
    const event = { status: 'failed', at: platform.clock.now() } as const;
    const about = { tenantId: TENANT, messageId, number: 7, channel: 'email' } as const;
    await platform.receive({ kind: 'status', ...about, event, suppress });
    await platform.run();
    expect(await platform.status(messageId)).toBe('deferred');
    expect(await platform.scopes(TENANT).prospects.addressFacts(bySmsOrEmail)).toEqual(known);
    expect(known.email?.suppression).toBeUndefined();
  });

  test('delivered before sent, and late failures, do not take back what arrived', async () => {
    platform.receiptsOf = silence;
    const { messageId } = await platform.post(smsThenEmail);
    await platform.run();
    const [taken] = platform.taken();
    await platform.report(taken!, { status: 'delivered' });
    await platform.report(taken!, { status: 'sent' });
    await platform.report(taken!, { status: 'failed', errorCode: '30008' });
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
    expect(platform.taken()).toHaveLength(1);
  });
});

function command(value: object) {
  return { id: 'again', body: JSON.stringify({ v: 1, ...value }), visibleAt: 0, receives: 1 };
}
