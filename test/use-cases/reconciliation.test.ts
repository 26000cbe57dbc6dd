import { beforeEach, describe, expect, test } from 'vitest';
import type { AttemptEvent } from '../../shared/domain/attempt.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { runRule } from '../../shared/use-cases/run-rule.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { prospect, TUESDAY } from '../support/routing-request.ts';

const { email: _email, whatsapp: _whatsapp, ...bySms } = prospect();
const { whatsapp: _none, ...bySmsOrEmail } = prospect();

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open();
  // No receipt is heard.
  platform.receiptsOf = () => [];
});

const follow = () =>
  runRule({ ...platform.ports(), tenantList: platform.tenants }, { rule: 'provider-reconciliation' });
const events = (type: string) => platform.domainEvents.published.filter((event) => event.type === type);

/** Schedules that were made are gone, and so is what they wrote. */
function loseFollowUps(): void {
  for (const { name } of platform.followUps.all()) platform.followUps.delete(name);
}

/** Leaves, is counted, and is watched by nobody any more. */
async function sendUnwatched(draft: Parameters<Platform['post']>[0] = {}): Promise<string> {
  const { messageId } = await platform.post({ prospect: bySms, channel: 'sms', ...draft });
  await platform.run(10 * MINUTE);
  loseFollowUps();
  return messageId;
}

/** The provider knows what became of what it took, and told nobody. */
function became(messageId: string, status: AttemptEvent['status'], errorCode?: string): void {
  const taken = platform.taken(messageId).at(-1);
  if (taken === undefined) throw new Error('Nothing was taken');
  const { providerId } = taken;
  platform.twilio.statuses.set(providerId, {
    status,
    at: taken.at + MINUTE,
    providerId,
    ...(errorCode !== undefined && { errorCode }),
  });
}

describe('Reconciliation with the providers', () => {
  test('finds a message whose receipt and whose follow-up were both lost, and sends nothing', async () => {
    const messageId = await sendUnwatched();
    became(messageId, 'delivered');
    await platform.run(2 * HOUR);
    expect(await follow()).toEqual({ tenants: 1, done: 0 });
    expect(await platform.status(messageId)).toBe('sent');
    await platform.run(HOUR);
    expect(await follow()).toEqual({ tenants: 1, done: 1 });
    await platform.run(MINUTE);
    expect(await platform.status(messageId)).toBe('delivered');
    expect(events('message.delivered')).toMatchObject([{ messageId, channel: 'sms' }]);
    expect(platform.taken()).toHaveLength(1);
  });

  test('is harmless twice, and asks no more about what is known', async () => {
    const messageId = await sendUnwatched();
    became(messageId, 'delivered');
    await platform.run(3 * HOUR);
    for (let times = 0; times < 3; times += 1) await follow();
    await platform.run(HOUR);
    await follow();
    await platform.run(30 * HOUR);
    await follow();
    await platform.run(HOUR);
    expect(events('message.delivered')).toHaveLength(1);
    expect(platform.taken()).toHaveLength(1);
    expect(platform.dead).toEqual([]);
  });

  test('has the next channel tried when it turns out that the message failed, once', async () => {
    const messageId = await sendUnwatched({
      prospect: bySmsOrEmail,
      preferences: { fallbackChannels: ['email'] },
    });
    became(messageId, 'failed', '30003');
    await platform.run(3 * HOUR);
    for (let times = 0; times < 2; times += 1) await follow();
    await platform.run(10 * MINUTE);
    expect(events('message.failed')).toHaveLength(1);
    expect(platform.taken(messageId).map(({ channel }) => channel)).toEqual(['sms', 'email']);
  });

  test('asks again a day later when the provider did not answer, and never after that', async () => {
    const messageId = await sendUnwatched();
    platform.twilio.answersQuestions = false;
    await platform.run(3 * HOUR);
    expect((await follow()).done).toBe(1);
    await platform.run(HOUR);
    expect(await platform.status(messageId)).toBe('sent');
    expect(platform.followUps.all()).toEqual([]);
    platform.twilio.answersQuestions = true;
    became(messageId, 'delivered');
    platform.clock.moveTo(TUESDAY + 33 * HOUR);
    expect((await follow()).done).toBe(1);
    await platform.run(MINUTE);
    expect(await platform.status(messageId)).toBe('delivered');
    platform.clock.moveTo(TUESDAY + 3 * DAY);
    expect((await follow()).done).toBe(0);
  });

  test('leaves what is still on its way as it is: a phone may be off for a day', async () => {
    const messageId = await sendUnwatched();
    await platform.run(3 * HOUR);
    await follow();
    await platform.run(DAY);
    expect(await platform.status(messageId)).toBe('sent');
    expect(platform.taken()).toHaveLength(1);
    expect(events('message.uncertain')).toEqual([]);
  });

  test('has many looked at by many follow-ups', async () => {
    for (let number = 0; number < 45; number += 1)
      await platform.post({
        prospect: { id: `person_${number}`, phone: `+336000000${10 + number}` },
        channel: 'sms',
      });
    await platform.run(10 * MINUTE);
    loseFollowUps();
    for (const { providerId, at } of platform.taken())
      platform.twilio.statuses.set(providerId, { status: 'delivered', at, providerId });
    await platform.run(3 * HOUR);
    const before = platform.due.sent.length;
    expect((await follow()).done).toBe(45);
    expect(platform.due.sent.length - before).toBe(3);
    await platform.run(MINUTE);
    expect(events('message.delivered')).toHaveLength(45);
    expect(platform.taken()).toHaveLength(45);
  });

  test('of an hour in which nothing was sent it reads nothing but that', async () => {
    platform.revive();
    await follow();
    expect(platform.life.calls).toEqual(['scopes.statistics.pages', 'scopes.statistics.pages']);
  });

  test('is each tenant’s own', async () => {
    const messageId = await sendUnwatched();
    await platform.run(3 * HOUR);
    await follow();
    const [body] = platform.due.sent.slice(-1);
    expect(JSON.parse(body ?? '')).toMatchObject({ attempts: [{ tenantId: TENANT, messageId, number: 1 }] });
  });
});
