import { describe, expect, test } from 'vitest';
import { statusOf } from '../../shared/domain/attempt.ts';
import { DAY, HOUR } from '../../shared/domain/instant.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import { Crash, type CrashPlan, Life } from '../support/crashes.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { type Way, WAYS } from './ways.ts';

/** A client posts until it is answered; then two days pass. */
async function travel(way: Way, plan?: CrashPlan, prepare?: (platform: Platform) => void) {
  const platform = await Platform.open();
  way.prepare?.(platform);
  prepare?.(platform);
  const firstLife = new Life(plan, platform.outages);
  platform.life = firstLife;
  const idempotency = { key: 'once', bodyHash: 'body' };
  const post = () => platform.post(way.draft, { idempotency });
  const { messageId } = await post().catch((error: unknown) => {
    if (!(error instanceof Crash)) throw error;
    platform.life = new Life(undefined, platform.outages);
    return post();
  });
  await platform.run(2 * DAY);
  return { platform, messageId, calls: firstLife.calls };
}

async function expectRightEnd({ platform, messageId }: Awaited<ReturnType<typeof travel>>, way: Way) {
  expect(platform.scopes(TENANT).messages.all()).toEqual([messageId]);
  expect(way.ends).toContain(await platform.status(messageId));
  expect(platform.domainEvents.types().filter((type) => way.told.includes(type))).not.toEqual([]);
  const attempts = attemptsOf(await platform.record(messageId));
  const lost = attempts.filter((attempt) => statusOf(attempt) === 'abandoned').length;
  const mayBeGivenUp = way.ends.includes('uncertain') ? 1 : 0;
  const copies = platform.taken(messageId).length;
  expect(copies).toBeLessThanOrEqual(way.copies);
  expect(copies).toBeGreaterThanOrEqual(way.copies - Math.min(lost, mayBeGivenUp));
  for (const queue of [platform.routing, platform.reports, platform.due, ...Object.values(platform.sending)])
    expect(queue.length, queue.name).toBe(0);
  expect(platform.dead).toEqual([]);
}

describe.each(WAYS)('$name', (way) => {
  test('goes its way', async () => {
    const journey = await travel(way);
    expect(await journey.platform.status(journey.messageId)).toBe(way.ends[0]);
    await expectRightEnd(journey, way);
  });

  test('goes the same way when every record of every queue comes twice', async () => {
    const journey = await travel(way, undefined, (platform) => {
      platform.duplicates = true;
    });
    await expectRightEnd(journey, way);
  });

  test.each(['before', 'after'] as const)('survives a crash %s any of its effects', async (moment) => {
    const { calls } = await travel(way);
    for (const [index, name] of calls.entries()) {
      const plan = { call: index + 1, moment };
      const journey = await travel(way, plan);
      await expectRightEnd(journey, way).catch((error: unknown) => {
        throw new Error(`After a crash ${moment} call ${plan.call}, ${name}`, { cause: error });
      });
    }
  });
});

describe('What stayed out of order for an hour, and went to the dead-letter queue', () => {
  const OUTAGES = [
    'scopes.messages.recordEvent',
    'scopes.messages.takeSlot',
    'scopes.messages.load',
    'routingQueue.send',
    'sendQueues.send',
    'followUps.schedule',
    'followUps.watch',
    'domainEvents.publish',
  ];

  test.each(OUTAGES)(
    '%s: a redrive ends every message as it should, and sends none twice',
    async (outage) => {
      for (const way of WAYS) {
        const platform = await Platform.open();
        way.prepare?.(platform);
        const { messageId } = await platform
          .post(way.draft, { idempotency: { key: 'once', bodyHash: 'body' } })
          .catch(() => ({ messageId: '' }));
        if (messageId === '') continue;
        platform.outages.add(outage);
        await platform.run(HOUR);
        platform.outages.clear();
        await platform.redrive();
        await platform.run(2 * DAY);
        await expectRightEnd({ platform, messageId, calls: [] }, way).catch((error: unknown) => {
          throw new Error(`After an outage of ${outage}: ${way.name}`, { cause: error });
        });
      }
    },
  );
});
