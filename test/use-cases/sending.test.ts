import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../shared/domain/attempt.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { at, prospect, tenant, TUESDAY } from '../support/routing-request.ts';

/** Reachable by SMS alone, or by SMS and e-mail. */
const { email: _email, whatsapp: _whatsapp, ...bySms } = prospect();
const { whatsapp: _none, ...bySmsOrEmail } = prospect();

const BAD_NUMBER = {
  outcome: 'rejected',
  errorCode: '21211',
  reason: 'The number is not a valid phone number.',
  suppress: 'invalid',
} as const;

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open();
});

async function attemptsAt(messageId: string) {
  const attempts = attemptsOf(await platform.record(messageId));
  return attempts.map((attempt) => [attempt.channel, statusOf(attempt)]);
}

describe('When the provider refuses', () => {
  test('a bad number, the message arrives by e-mail and the first attempt says why', async () => {
    platform.twilio.next(BAD_NUMBER);
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      channel: 'sms',
      preferences: { fallbackChannels: ['email'] },
    });
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
    expect(await attemptsAt(messageId)).toEqual([
      ['sms', 'rejected'],
      ['email', 'delivered'],
    ]);
    const [first] = attemptsOf(await platform.record(messageId));
    expect(first?.events.rejected).toMatchObject({ errorCode: '21211', reason: BAD_NUMBER.reason });
  });

  test('a bad number, nobody writes to it again', async () => {
    platform.twilio.next(BAD_NUMBER);
    await platform.post({ prospect: bySms });
    await platform.run();
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run();
    expect(platform.twilio.calls).toBe(1);
    expect(await platform.status(messageId)).toBe('undeliverable');
  });

  test('on every channel, the message is undeliverable and says so once', async () => {
    platform.twilio.next(BAD_NUMBER);
    platform.resend.next({ outcome: 'rejected', errorCode: 'validation_error', reason: 'No such domain.' });
    const { messageId } = await platform.post({ prospect: bySmsOrEmail });
    await platform.run();
    expect(await platform.status(messageId)).toBe('undeliverable');
    expect(platform.domainEvents.types().filter((type) => type === 'message.undeliverable')).toHaveLength(1);
  });

  test('because the person stopped (21610), the number is opted out until they start again', async () => {
    platform.twilio.next({ outcome: 'rejected', errorCode: '21610', reason: 'STOP', suppress: 'opted-out' });
    await platform.post({ prospect: bySms });
    await platform.run();
    const { prospects } = platform.scopes(TENANT);
    expect((await prospects.addressFacts(bySms)).sms?.suppression).toMatchObject({ reason: 'opted-out' });
    await platform.receive(inbound('START'));
    await platform.run();
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
  });
});

describe('When the provider is busy', () => {
  test('the message comes back at Retry-After and is sent once', async () => {
    platform.twilio.next({ outcome: 'busy', retryAfterSeconds: 20, reason: 'Too many requests' });
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run(19 * SECOND);
    expect(platform.taken(messageId)).toEqual([]);
    await platform.run(MINUTE);
    expect(platform.taken(messageId).map((taken) => taken.at)).toEqual([TUESDAY + 20 * SECOND]);
    expect(await platform.status(messageId)).toBe('delivered');
  });

  test('for longer than an urgent message can wait, the next channel is tried', async () => {
    platform.twilio.until(TUESDAY + HOUR, { outcome: 'busy', retryAfterSeconds: 30, reason: '429' });
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      level: 'urgent',
      preferences: { preferredChannels: ['sms'] },
    });
    await platform.run(4 * MINUTE);
    expect(await attemptsAt(messageId)).toEqual([
      ['sms', 'rejected'],
      ['email', 'delivered'],
    ]);
    const [first] = attemptsOf(await platform.record(messageId));
    expect(first?.events.rejected?.errorCode).toBe('provider-busy');
  });

  test('for twenty minutes, an advertisement waits and is sent once', async () => {
    platform.twilio.until(TUESDAY + 20 * MINUTE, { outcome: 'busy', retryAfterSeconds: 60, reason: '429' });
    const { messageId } = await platform.post({ prospect: bySms, type: 'marketing' });
    await platform.run(HOUR);
    expect(await platform.status(messageId)).toBe('delivered');
    expect(await attemptsAt(messageId)).toEqual([['sms', 'delivered']]);
  });
});

describe('When the answer is lost', () => {
  beforeEach(() => {
    platform.receiptsOf = () => [];
  });

  test('after acceptance, the message is uncertain until the callback makes it delivered', async () => {
    platform.twilio.next({ outcome: 'timeout-after' });
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run();
    expect(await platform.status(messageId)).toBe('uncertain');
    const [taken] = platform.taken();
    await platform.report(taken!, { status: 'delivered' });
    await platform.run(DAY);
    expect(await platform.status(messageId)).toBe('delivered');
    expect(platform.taken()).toHaveLength(1);
  });

  test('after acceptance and the callback too, reconciliation finds out', async () => {
    platform.twilio.next({ outcome: 'timeout-after' });
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run();
    const [taken] = platform.taken();
    platform.twilio.statuses.set(taken!.providerId, { status: 'delivered', at: platform.clock.now() });
    await platform.run(2 * MINUTE);
    expect(await platform.status(messageId)).toBe('delivered');
    expect(platform.taken()).toHaveLength(1);
  });

  test('of the callback alone, the watch finds out', async () => {
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run();
    expect(await platform.status(messageId)).toBe('sent');
    const [taken] = platform.taken();
    const event = { status: 'failed', errorCode: '30003', at: platform.clock.now() } as const;
    platform.twilio.statuses.set(taken!.providerId, event);
    await platform.run(20 * MINUTE);
    expect(await platform.status(messageId)).toBe('undeliverable');
  });

  test('before the provider took it, a reminder is sent once more', async () => {
    platform.twilio.next({ outcome: 'timeout-before' });
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run(HOUR);
    expect(await attemptsAt(messageId)).toEqual([
      ['sms', 'abandoned'],
      ['sms', 'sent'],
    ]);
    expect(await platform.status(messageId)).toBe('sent');
  });

  test('before the provider took it, an advertisement is sent again once it is certain that nothing left', async () => {
    platform.twilio.next({ outcome: 'timeout-before' });
    const { messageId } = await platform.post({ prospect: bySms, type: 'marketing' });
    await platform.run(14 * MINUTE);
    expect(await platform.status(messageId)).toBe('uncertain');
    expect(platform.twilio.calls).toBe(1);
    await platform.run(HOUR);
    const [first, second] = attemptsOf(await platform.record(messageId));
    expect(first?.events.rejected).toMatchObject({
      errorCode: 'not-taken',
      reason: 'The provider does not know the message: it did not leave.',
    });
    expect(second?.channel).toBe('sms');
    expect(platform.taken(messageId)).toHaveLength(1);
  });

  test('and the provider never answers questions, an advertisement is given up, and others hear that nobody knows', async () => {
    platform.twilio.next({ outcome: 'timeout-after' });
    platform.twilio.answersQuestions = false;
    const { messageId } = await platform.post({ prospect: bySmsOrEmail, channel: 'sms', type: 'marketing' });
    await platform.run(3 * DAY);
    expect(await platform.status(messageId)).toBe('uncertain');
    expect(platform.taken()).toHaveLength(1);
    expect(platform.domainEvents.types()).toContain('message.uncertain');
    const [attempt] = attemptsOf(await platform.record(messageId));
    expect(attempt?.events.abandoned?.reason).toBe('The provider did not say whether the message left.');
  });

  test('and the provider never answers questions, a reminder waits a day before its second copy', async () => {
    platform.twilio.next({ outcome: 'timeout-after' });
    platform.twilio.answersQuestions = false;
    const { messageId } = await platform.post({ prospect: bySms });
    await platform.run(DAY);
    expect(await attemptsAt(messageId)).toEqual([['sms', 'uncertain']]);
    await platform.run(DAY);
    expect(await attemptsAt(messageId)).toEqual([
      ['sms', 'abandoned'],
      ['sms', 'sent'],
    ]);
  });

  test('by a provider with idempotency keys, it is simply asked again and delivers once', async () => {
    platform.resend.next({ outcome: 'timeout-after' }, { outcome: 'timeout-before' });
    const { messageId } = await platform.post({ channel: 'email' });
    await platform.run(MINUTE);
    expect(await platform.status(messageId)).toBe('sent');
    expect(platform.taken()).toHaveLength(1);
    expect(platform.resend.calls).toBe(3);
  });

  test('by a provider with idempotency keys for ten minutes, messages wait and all are delivered once', async () => {
    platform.resend.until(TUESDAY + 10 * MINUTE, { outcome: 'timeout-before' });
    const ids: string[] = [];
    for (let count = 0; count < 8; count += 1)
      ids.push((await platform.post({ channel: 'email' })).messageId);
    await platform.run(HOUR);
    for (const id of ids) expect(await platform.status(id)).toBe('sent');
    expect(platform.taken()).toHaveLength(8);
  });
});

describe('When a provider may have taken a message, and then is busy for longer than the message can wait', () => {
  const BUSY = { outcome: 'busy', retryAfterSeconds: 20, reason: '429' } as const;
  const byEmail = {
    prospect: bySmsOrEmail,
    level: 'urgent',
    preferences: { preferredChannels: ['email'] },
  } as const;

  /** The run that calls the provider dies before it hears of it. */
  async function dieAfterTheCall(draft: Parameters<Platform['post']>[0]): Promise<string> {
    const practice = await Platform.open();
    await practice.post(draft);
    practice.revive();
    await practice.run(0);
    const call = practice.life.calls.indexOf('scopes.health.report') + 1;
    platform.receiptsOf = () => [];
    const { messageId } = await platform.post(draft);
    platform.crashAt({ call, moment: 'before' });
    await platform.run(SECOND);
    expect(platform.taken()).toHaveLength(1);
    return messageId;
  }

  /** Its answer is lost, and routing hands the attempt over a second time. */
  async function loseTheAnswer(draft: Parameters<Platform['post']>[0]): Promise<string> {
    platform.receiptsOf = () => [];
    platform.resend.next({ outcome: 'timeout-after' });
    const { messageId } = await platform.post(draft);
    await platform.run(0);
    expect(platform.taken()).toHaveLength(1);
    const { message } = await platform.record(messageId);
    await platform.routing.send({ message, number: 1 });
    return messageId;
  }

  const WAYS_INTO_DOUBT = [
    ['because the run that called it died', dieAfterTheCall],
    ['because its answer was lost', loseTheAnswer],
  ] as const;

  test.each(WAYS_INTO_DOUBT)(
    '%s, an advertisement takes no other channel and leaves once',
    async (_, doubt) => {
      const messageId = await doubt({ ...byEmail, type: 'marketing' });
      platform.resend.until(TUESDAY + HOUR, BUSY);
      await platform.run(HOUR);
      expect(platform.resend.calls).toBeGreaterThan(2);
      expect(await attemptsAt(messageId)).toEqual([['email', 'sending']]);
      await platform.run(HOUR);
      expect(await attemptsAt(messageId)).toEqual([['email', 'sent']]);
      expect(platform.taken()).toHaveLength(1);
    },
  );

  test.each(WAYS_INTO_DOUBT)('%s, a reminder is sent once more by another channel', async (_, doubt) => {
    const messageId = await doubt(byEmail);
    platform.resend.until(TUESDAY + HOUR, BUSY);
    await platform.run(2 * HOUR);
    expect(await attemptsAt(messageId)).toEqual([
      ['email', 'abandoned'],
      ['sms', 'sent'],
    ]);
    expect(platform.taken()).toHaveLength(2);
  });
});

describe('When a provider is not there', () => {
  test('for three minutes, messages without another channel wait for it', async () => {
    const outage = { outcome: 'busy', retryAfterSeconds: 10, reason: 'refused', unreachable: true } as const;
    platform.twilio.until(TUESDAY + 3 * MINUTE, outage);
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push((await platform.post({ prospect: bySms })).messageId);
    await platform.run(30 * MINUTE);
    for (const id of ids) expect(await platform.status(id)).toBe('delivered');
    expect(platform.taken()).toHaveLength(6);
  });

  test('five silences open its circuit: the next message takes another channel at once', async () => {
    const outage = { outcome: 'busy', retryAfterSeconds: 600, reason: 'refused', unreachable: true } as const;
    platform.twilio.until(TUESDAY + HOUR, outage);
    for (let count = 0; count < 5; count += 1) await platform.post({ prospect: bySms });
    await platform.run();
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      level: 'urgent',
      preferences: { preferredChannels: ['sms'] },
    });
    await platform.run();
    expect(await attemptsAt(messageId)).toEqual([['email', 'delivered']]);
    expect(platform.twilio.calls).toBe(5);
  });
});

describe('When two senders have the same command at the same moment', () => {
  test.each(['sms', 'email'] as const)('one of them sends it by %s', async (channel) => {
    for (let turn = 0; turn < 25; turn += 1) {
      const { messageId } = await platform.post({ channel });
      await platform.handle(platform.routing, platform.routing.receive()!);
      const record = platform.sending[channel].receive()!;
      const first = platform.handle(platform.sending[channel], record);
      for (let step = 0; step < turn; step += 1) await Promise.resolve();
      await Promise.all([first, platform.handle(platform.sending[channel], record)]);
      await platform.run(MINUTE);
      expect(platform.taken(messageId)).toHaveLength(1);
      expect(await platform.status(messageId)).toBe('delivered');
    }
  });
});

describe('When the hours for marketing end while a busy provider is waited for', () => {
  test('the advertisement waits for the morning, and arrives once', async () => {
    platform = await Platform.open({}, at('2026-11-24T19:59:50+01:00'));
    platform.twilio.next({ outcome: 'busy', retryAfterSeconds: 20, reason: '429' });
    const { messageId } = await platform.post({ prospect: bySms, type: 'marketing' });
    await platform.run(DAY);
    expect(await attemptsAt(messageId)).toEqual([['sms', 'delivered']]);
    const [taken] = platform.taken();
    expect(taken?.at).toBeGreaterThanOrEqual(at('2026-11-25T08:00:00+01:00'));
    expect(taken?.at).toBeLessThan(at('2026-11-25T12:00:00+01:00'));
  });
});

/** Marie writes an SMS to the agency. */
function inbound(text: string) {
  const now = platform.clock.now();
  const addresses = { channel: 'sms', from: '+33612345678', to: '38123' } as const;
  return { kind: 'inbound', ...addresses, text, providerId: `SM${text}${now}`, at: now } as const;
}

describe('A reminder that asks for OUI or NON', () => {
  const reminder = {
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName: 'Marie', appointmentTime: '15:30' },
  };
  const senders = { ...tenant().senders, sms: { address: 'DUPONT', twoWay: false } };

  test('leaves by SMS from a number that can be answered', async () => {
    const { messageId } = await platform.post({ prospect: bySms, content: reminder });
    await platform.run();
    expect(await attemptsAt(messageId)).toEqual([['sms', 'delivered']]);
  });

  test('leaves by e-mail when nobody can answer the name it would come from', async () => {
    platform = await Platform.open({ senders });
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      content: reminder,
      preferences: { preferredChannels: ['sms'] },
      level: 'urgent',
    });
    await platform.run();
    expect(await attemptsAt(messageId)).toEqual([['email', 'delivered']]);
  });

  test('and does not leave at all when there is no other way, for that reason', async () => {
    platform = await Platform.open({ senders });
    const { messageId } = await platform.post({ prospect: bySms, content: reminder });
    await platform.run();
    expect(await platform.status(messageId)).toBe('undeliverable');
    expect(platform.twilio.calls).toBe(0);
    const ending = JSON.stringify(await platform.record(messageId));
    expect(ending).toContain('one-way-sender');
  });
});
