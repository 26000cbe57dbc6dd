import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../shared/domain/attempt.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import { lendPorts } from '../support/lend-ports.ts';
import type { MemoryQueue } from '../support/memory/queue.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { at, prospect } from '../support/routing-request.ts';

const { whatsapp: _whatsapp, ...bySmsOrEmail } = prospect();
const bySmsFirst = {
  prospect: bySmsOrEmail,
  preferences: { preferredChannels: ['sms'] },
} as const;

const SHORTLY_BEFORE_NIGHT = at('2026-11-24T21:59:30+01:00');
const MORNING = at('2026-11-25T08:00:00+01:00');

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open();
});

/** Does the next thing in a queue, and says what it asked of the stores: `prospects.lookUp of sms`. */
async function readBy(queue: MemoryQueue): Promise<string[]> {
  const asked: string[] = [];
  const { stores } = platform;
  platform.stores = (tenantId) =>
    lendPorts(stores(tenantId), (path, effect, values) => {
      const channels = path === 'prospects.lookUp' ? values[2] : undefined;
      asked.push(Array.isArray(channels) ? `${path} of ${channels.join()}` : path);
      return effect();
    });
  const record = queue.receive();
  if (record === undefined) throw new Error('There is nothing in the queue');
  await platform.handle(queue, record);
  queue.delete(record.id);
  platform.stores = stores;
  return asked;
}

const ofPeople = (asked: readonly string[]): string[] =>
  asked.filter((call) => call.startsWith('prospects.'));
const ofMessages = (asked: readonly string[]): string[] =>
  asked.filter((call) => /^messages\.(load|loadAttempt|recordEvent)$/.test(call));

/** Every schedule that is due by now goes to its queue. */
async function fireSchedules(): Promise<void> {
  for (let next = platform.followUps.next(); next !== undefined; next = platform.followUps.next()) {
    if (next.at > platform.clock.now()) return;
    platform.followUps.delete(next.name);
    await platform.due.send(next.followUp);
  }
}

describe('A sender reads of people', () => {
  test('the profile and the address it writes to, in one request, where a decision reads every address', async () => {
    await platform.scopes(TENANT).prospects.put(bySmsFirst.prospect);
    await platform.post(bySmsFirst);
    expect(ofPeople(await readBy(platform.routing))).toEqual(['prospects.lookUp of sms,whatsapp,email']);
    expect(ofPeople(await readBy(platform.sending.sms))).toEqual(['prospects.lookUp of sms']);
    expect(platform.taken()).toHaveLength(1);
  });

  test('no more for the attempt on the next channel', async () => {
    platform.twilio.next({ outcome: 'rejected', errorCode: '30006', reason: 'A landline.' });
    await platform.post(bySmsFirst);
    await readBy(platform.routing);
    await readBy(platform.sending.sms);
    await readBy(platform.routing);
    expect(ofPeople(await readBy(platform.sending.email))).toEqual(['prospects.lookUp of email']);
    expect(platform.taken()).toHaveLength(1);
  });

  describe('when the night has come since the decision to wake somebody up', () => {
    beforeEach(async () => {
      platform = await Platform.open({}, SHORTLY_BEFORE_NIGHT);
      await platform.post(bySmsFirst);
      await readBy(platform.routing);
      platform.clock.moveTo(SHORTLY_BEFORE_NIGHT + MINUTE);
    });

    test('every address: beside an open e-mail address the SMS may leave', async () => {
      const asked = await readBy(platform.sending.sms);
      expect(ofPeople(asked)).toEqual(['prospects.lookUp of sms', 'prospects.addressFacts']);
      expect(platform.taken().map(({ channel }) => channel)).toEqual(['sms']);
    });

    test('every address: beside one that bounced it waits for the morning', async () => {
      const { prospects } = platform.scopes(TENANT);
      const bounce = { reason: 'bounced', text: '550', source: 'report', at: SHORTLY_BEFORE_NIGHT } as const;
      await prospects.suppress('email', bySmsOrEmail.email ?? '', bounce);
      await platform.run(12 * HOUR);
      expect(platform.taken().map((taken) => taken.at)).toEqual([MORNING]);
    });
  });
});

describe('A look at an attempt reads', () => {
  test('the attempt alone when it arrived', async () => {
    await platform.post(bySmsFirst);
    await platform.run(14 * MINUTE);
    platform.clock.moveTo(platform.clock.now() + 2 * MINUTE);
    await fireSchedules();
    expect(ofMessages(await readBy(platform.due))).toEqual(['messages.loadAttempt']);
  });

  test('the message once when it had failed, whatever else is left to do', async () => {
    platform.twilio.next({ outcome: 'rejected', errorCode: '30006', reason: 'A landline.' });
    const { messageId } = await platform.post(bySmsFirst);
    await readBy(platform.routing);
    await readBy(platform.sending.sms);
    // The command for the next channel got lost.
    platform.routing.delete(platform.routing.receive()?.id ?? '');
    platform.clock.moveTo(platform.clock.now() + 16 * MINUTE);
    await fireSchedules();
    expect(ofMessages(await readBy(platform.due))).toEqual(['messages.loadAttempt', 'messages.load']);
    await platform.run(MINUTE);
    expect(await platform.status(messageId)).toBe('delivered');
  });

  test('the message again after recording that it failed: what follows is decided on what is true then', async () => {
    platform.receiptsOf = () => [];
    const { messageId } = await platform.post(bySmsFirst);
    await platform.run(MINUTE);
    const [taken] = platform.taken();
    const failed = { status: 'failed', errorCode: '30003', at: platform.clock.now() } as const;
    platform.twilio.statuses.set(taken?.providerId ?? '', failed);
    platform.clock.moveTo(platform.clock.now() + 16 * MINUTE);
    await fireSchedules();
    const asked = await readBy(platform.due);
    expect(ofMessages(asked)).toEqual([
      'messages.loadAttempt',
      'messages.load',
      'messages.recordEvent',
      'messages.load',
    ]);
    expect(ofPeople(asked)).toEqual(['prospects.lookUp of sms']);
    await platform.run(MINUTE);
    expect(attemptsOf(await platform.record(messageId)).map(({ channel }) => channel)).toEqual([
      'sms',
      'email',
    ]);
  });
});

test('A sender whose channel has closed leaves an attempt on another channel to its own sender', async () => {
  platform.receiptsOf = () => [];
  const { messageId } = await platform.post(bySmsFirst);
  const twice = platform.routing.receive();
  if (twice === undefined) throw new Error('Nothing waits for routing');
  await platform.handle(platform.routing, twice);
  const { health, prospects } = platform.scopes(TENANT);
  for (let silence = 0; silence < 5; silence += 1) await health.report('sms', false, platform.clock.now());
  await platform.handle(platform.routing, twice);
  platform.routing.delete(twice.id);
  // The sender of e-mails dies after its provider took the message, the person stops SMS, the lease runs out.
  const email = platform.sending.email.receive();
  if (email === undefined) throw new Error('Nothing waits for the sender of e-mails');
  platform.outages.add('scopes.messages.recordEvent');
  platform.outages.add('scopes.messages.release');
  await platform.handle(platform.sending.email, email).catch(() => {});
  platform.outages.clear();
  const stop = { reason: 'opted-out', text: 'STOP', source: 'inbound', at: platform.clock.now() } as const;
  await prospects.suppress('sms', bySmsOrEmail.phone ?? '', stop);
  platform.clock.moveTo(platform.clock.now() + 70 * SECOND);
  await platform.run(HOUR);
  const attempts = attemptsOf(await platform.record(messageId));
  expect(attempts.map((attempt) => [attempt.channel, statusOf(attempt)])).toEqual([['email', 'sent']]);
  expect(platform.taken()).toHaveLength(1);
});

test('A sender that finds the attempt taken up on another channel has the sender of that one look again', async () => {
  const { messageId } = await platform.post(bySmsFirst);
  const twice = platform.routing.receive();
  if (twice === undefined) throw new Error('Nothing waits for routing');
  await platform.handle(platform.routing, twice);
  const { health } = platform.scopes(TENANT);
  for (let silence = 0; silence < 5; silence += 1) await health.report('sms', false, platform.clock.now());
  await platform.handle(platform.routing, twice);
  platform.routing.delete(twice.id);
  // A late copy, which is not delivered again, claims the attempt for the e-mail and dies before anybody watches it.
  const late = platform.sending.email.receive();
  if (late === undefined) throw new Error('Nothing waits for the sender of e-mails');
  platform.sending.email.delete(late.id);
  platform.outages.add('followUps.watch');
  platform.outages.add('scopes.messages.release');
  await platform.handle(platform.sending.email, late).catch(() => {});
  platform.outages.clear();
  platform.clock.moveTo(platform.clock.now() + 2 * MINUTE);
  await platform.run(10 * MINUTE);
  expect(await platform.status(messageId)).toBe('delivered');
  expect(platform.taken().map(({ channel }) => channel)).toEqual(['email']);
});
