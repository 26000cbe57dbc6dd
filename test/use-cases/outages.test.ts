import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../shared/domain/attempt.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import { Platform } from '../support/platform.ts';
import { at, prospect, TUESDAY } from '../support/routing-request.ts';

const { email: _email, whatsapp: _whatsapp, ...bySms } = prospect();
const { whatsapp: _none, ...bySmsOrEmail } = prospect();

/** How a provider is out: it answers 5xx or not at all, so that nobody knows whether it took anything, or it cannot be reached. */
const ERROR = { outcome: 'timeout-before' } as const;
const UNREACHABLE = { outcome: 'busy', retryAfterSeconds: 10, reason: 'refused', unreachable: true } as const;

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open();
});

async function attemptsAt(messageId: string) {
  const attempts = attemptsOf(await platform.record(messageId));
  return attempts.map((attempt) => [attempt.channel, statusOf(attempt)]);
}

describe('A provider that answers 503 costs no message that another channel can carry', () => {
  test('an SMS that may fall back to e-mail arrives by e-mail within two minutes', async () => {
    platform.twilio.until(TUESDAY + 10 * MINUTE, ERROR);
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      channel: 'sms',
      preferences: { fallbackChannels: ['email'] },
    });
    await platform.run(2 * MINUTE);
    expect(await attemptsAt(messageId)).toEqual([
      ['sms', 'abandoned'],
      ['email', 'delivered'],
    ]);
    await platform.run(26 * HOUR);
    expect(platform.taken(messageId)).toHaveLength(1);
  });

  test('nor while it answers no question either: a reminder changes channel after some minutes', async () => {
    platform.twilio.outUntil(TUESDAY + 5 * HOUR);
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      preferences: { preferredChannels: ['sms'] },
      appointmentAt: TUESDAY + HOUR,
    });
    await platform.run(10 * MINUTE);
    expect(await attemptsAt(messageId)).toEqual([
      ['sms', 'abandoned'],
      ['email', 'delivered'],
    ]);
  });

  test('an e-mail that its provider does not confirm leaves by SMS before the appointment', async () => {
    platform.resend.outUntil(TUESDAY + 5 * HOUR);
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      preferences: { preferredChannels: ['email'] },
      appointmentAt: TUESDAY + HOUR,
    });
    await platform.run(50 * MINUTE);
    expect(await platform.status(messageId)).toBe('delivered');
    expect((await attemptsAt(messageId)).at(-1)).toEqual(['sms', 'delivered']);
  });

  test('an advertisement waits until it is certain that nothing left, and leaves once', async () => {
    platform.twilio.outUntil(TUESDAY + 30 * MINUTE);
    const { messageId } = await platform.post({
      prospect: bySmsOrEmail,
      channel: 'sms',
      type: 'marketing',
      preferences: { fallbackChannels: ['email'] },
    });
    await platform.run(DAY);
    expect(await attemptsAt(messageId)).toEqual([
      ['sms', 'rejected'],
      ['email', 'delivered'],
    ]);
    expect(platform.taken(messageId)).toHaveLength(1);
  });
});

describe('A provider that is out for hours costs no message that has time', () => {
  test.each([
    ['answers 503', ERROR],
    ['cannot be reached', UNREACHABLE],
  ])('when it %s, an SMS is sent once it is back, and once', async (_, behaviour) => {
    platform.twilio.outUntil(TUESDAY + 3 * HOUR, behaviour);
    const { messageId } = await platform.post({ prospect: bySms, type: 'document' });
    await platform.run(3 * HOUR);
    expect(platform.taken()).toEqual([]);
    await platform.run(12 * HOUR);
    expect(await platform.status(messageId)).toBe('delivered');
    expect(platform.taken(messageId)).toHaveLength(1);
  });

  test.each([
    ['answers 503', ERROR],
    ['cannot be reached', UNREACHABLE],
  ])('when it %s, an e-mail is sent once it is back, and once', async (_, behaviour) => {
    platform.resend.outUntil(TUESDAY + 3 * HOUR, behaviour);
    const { messageId } = await platform.post({ channel: 'email', type: 'marketing' });
    await platform.run(12 * HOUR);
    expect(await platform.status(messageId)).toBe('delivered');
    expect(platform.taken(messageId)).toHaveLength(1);
  });

  test('a reminder by SMS alone is sent in what time is left before the appointment', async () => {
    platform.twilio.outUntil(TUESDAY + 2 * HOUR);
    const { messageId } = await platform.post({ prospect: bySms, appointmentAt: TUESDAY + 5 * HOUR });
    await platform.run(5 * HOUR);
    expect(await platform.status(messageId)).toBe('delivered');
    expect(platform.taken(messageId)).toHaveLength(1);
  });

  test('after which a message without time left has expired, and says what was tried', async () => {
    platform.twilio.outUntil(TUESDAY + 5 * HOUR, UNREACHABLE);
    const { messageId } = await platform.post({ prospect: bySms, appointmentAt: TUESDAY + HOUR });
    await platform.run(2 * HOUR);
    expect(await platform.status(messageId)).toBe('undeliverable');
    const attempts = attemptsOf(await platform.record(messageId));
    expect(attempts.length).toBeGreaterThan(2);
    for (const { events } of attempts) expect(events.rejected?.errorCode).toBe('provider-busy');
    expect(platform.domainEvents.types()).toContain('message.undeliverable');
  });
});

test('A message is not kept from another channel by a circuit that other messages open again and again', async () => {
  platform.twilio.outUntil(TUESDAY + 6 * HOUR, { ...UNREACHABLE, retryAfterSeconds: 50 });
  const { messageId } = await platform.post({ prospect: bySms, level: 'urgent' });
  await platform.run(0);
  for (let minute = 0; minute < 10; minute += 1) {
    for (let count = 0; count < 5; count += 1)
      await platform.post({ prospect: { ...bySms, id: `other_${minute}_${count}` }, level: 'low' });
    await platform.run(MINUTE);
  }
  const [first] = attemptsOf(await platform.record(messageId));
  expect(first?.events.rejected?.errorCode).toBe('provider-busy');
});

test('An outage that ends at night wakes nobody: what can wait is sent in the morning', async () => {
  platform = await Platform.open({}, at('2026-11-24T21:50:00+01:00'));
  platform.twilio.outUntil(at('2026-11-24T23:00:00+01:00'));
  const { messageId } = await platform.post({ prospect: bySms, type: 'document' });
  await platform.run(DAY);
  const [taken] = platform.taken(messageId);
  expect(taken?.at).toBeGreaterThanOrEqual(at('2026-11-25T08:00:00+01:00'));
  expect(platform.taken(messageId)).toHaveLength(1);
});

test('When all providers are out for most of a week, a message makes some attempts, and arrives once one is back', async () => {
  for (const provider of [platform.twilio, platform.resend])
    provider.outUntil(TUESDAY + 6.5 * DAY, UNREACHABLE);
  const { messageId } = await platform.post({ type: 'document', level: 'urgent' });
  await platform.run(7 * DAY);
  expect(await platform.status(messageId)).toBe('delivered');
  expect(attemptsOf(await platform.record(messageId)).length).toBeLessThan(65);
  expect(platform.dead).toEqual([]);
});

describe('An attempt that waits for its provider while a timed fallback has another channel tried', () => {
  const draft = {
    prospect: bySmsOrEmail,
    preferences: { preferredChannels: ['email'] },
    fallback: { afterMs: 5 * MINUTE, unless: 'delivered' },
  } as const;

  test.each(['marketing', 'appointment'] as const)('is not made after it: %s', async (type) => {
    platform.resend.outUntil(TUESDAY + 8 * MINUTE, UNREACHABLE);
    const { messageId } = await platform.post({ ...draft, type });
    await platform.run(DAY);
    expect(await attemptsAt(messageId)).toEqual([
      ['email', 'rejected'],
      ['sms', 'delivered'],
    ]);
    expect(platform.taken(messageId)).toHaveLength(1);
  });

  test('is not repeated either when it may have left', async () => {
    platform.resend.outUntil(TUESDAY + 25 * MINUTE);
    const { messageId } = await platform.post({ ...draft, type: 'marketing' });
    await platform.run(HOUR);
    expect((await attemptsAt(messageId)).at(-1)).toEqual(['sms', 'delivered']);
    expect(platform.taken(messageId)).toHaveLength(1);
  });
});
