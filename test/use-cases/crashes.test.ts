import { array, assert, asyncProperty, boolean, constantFrom, integer, record, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lostToOutageAt, statusOf } from '../../shared/domain/attempt.ts';
import { DAY, HOUR } from '../../shared/domain/instant.ts';
import { attemptsOf, isLost } from '../../shared/domain/message-record.ts';
import { Crash, type CrashPlan } from '../support/crashes.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { type Way, WAYS } from './ways.ts';

/** A client posts until it is answered; then two days pass. */
async function travel(way: Way, plans: readonly CrashPlan[] = [], prepare?: (platform: Platform) => void) {
  const platform = await Platform.open();
  way.prepare?.(platform);
  prepare?.(platform);
  platform.crashAt(...plans);
  const { calls } = platform.life;
  const messageId = await postUntilAnswered(platform, way);
  await platform.run(2 * DAY);
  return { platform, messageId, calls };
}

async function postUntilAnswered(platform: Platform, { draft }: Way): Promise<string> {
  for (;;) {
    try {
      return (await platform.post(draft, { idempotency: { key: 'once', bodyHash: 'body' } })).messageId;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      platform.revive();
    }
  }
}

type Journey = Awaited<ReturnType<typeof travel>>;

/** What did not end as it should have. */
async function faultsOf({ platform, messageId }: Omit<Journey, 'calls'>, way: Way): Promise<string[]> {
  const faults: string[] = [];
  const demand = (isRight: boolean, fault: string) => isRight || faults.push(fault);
  const status = await platform.status(messageId);
  const types = platform.domainEvents.types();
  const attempts = attemptsOf(await platform.record(messageId));
  const lost = attempts.filter((attempt) => lostToOutageAt(attempt) !== undefined).length;
  // What a run that died has not sent goes by another channel: the copy of that one is the only one then.
  const mayLack = way.ends.includes('uncertain') ? way.copies : Math.max(0, way.copies - 1);
  const copies = platform.taken(messageId).length;
  const waiting = [...Object.values(platform.sending), platform.routing, platform.reports, platform.due];
  const left = waiting.reduce((sum, { length }) => sum + length, 0);
  demand(platform.scopes(TENANT).messages.all().length === 1, 'another message came to be');
  demand(way.ends.includes(status), `it ended ${status}`);
  demand(
    types.some((type) => way.told.includes(type)),
    `others heard only of ${types.join()}`,
  );
  demand(copies <= way.copies, `${copies} copies`);
  demand(copies >= way.copies - Math.min(lost, mayLack), `only ${copies} copies`);
  const { items: shown } = await platform
    .scopes(TENANT)
    .conversations.list({ list: { kind: 'failed' }, limit: 5 });
  const isShown = isLost(await platform.record(messageId)) ? 1 : 0;
  demand(shown.length === isShown, `the inbox shows ${shown.length} losses`);
  demand(left === 0 && platform.dead.length === 0, 'records were left over');
  return faults;
}

describe.each(WAYS)('$name', (way) => {
  test('goes its way', async () => {
    const journey = await travel(way);
    expect(await journey.platform.status(journey.messageId)).toBe(way.ends[0]);
    expect(await faultsOf(journey, way)).toEqual([]);
  });

  test('goes the same way when every record of every queue comes twice', async () => {
    const journey = await travel(way, [], (platform) => {
      platform.duplicates = true;
    });
    expect(await faultsOf(journey, way)).toEqual([]);
  });

  test.each(['before', 'after'] as const)('survives a crash %s any of its effects', async (moment) => {
    const { calls } = await travel(way);
    for (const [index, name] of calls.entries()) {
      const journey = await travel(way, [{ call: index + 1, moment }]);
      expect({ call: index + 1, name, faults: await faultsOf(journey, way) }).toEqual({
        call: index + 1,
        name,
        faults: [],
      });
    }
  });
});

test('However often runs die, every message ends and says how, and no copy is unexplained', async () => {
  const plan = record({ call: integer({ min: 1, max: 25 }), moment: constantFrom('before', 'after') });
  const story = tuple(constantFrom(...WAYS), array(plan, { maxLength: 8 }), boolean());
  await assert(
    asyncProperty(story, async ([way, plans, duplicates]) => {
      const { platform, messageId } = await travel(way, plans, (world) => {
        world.duplicates = duplicates;
      });
      await platform.redrive();
      await platform.run(2 * DAY);
      const status = await platform.status(messageId);
      const attempts = attemptsOf(await platform.record(messageId));
      const lost = attempts.filter((attempt) => statusOf(attempt) === 'abandoned').length;
      expect(lost === 0 ? way.ends : [...way.ends, 'uncertain']).toContain(status);
      expect(platform.taken(messageId).length).toBeLessThanOrEqual(way.copies + lost);
      expect(platform.dead).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

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

describe.each(OUTAGES)('When %s fails for an hour', (outage) => {
  test.each(WAYS)('$name ends as it should after a redrive, and is sent no more often', async (way) => {
    const platform = await Platform.open();
    way.prepare?.(platform);
    const { messageId } = await platform.post(way.draft);
    platform.outages.add(outage);
    await platform.run(HOUR);
    platform.outages.clear();
    await platform.redrive();
    await platform.run(2 * DAY);
    expect(await faultsOf({ platform, messageId }, way)).toEqual([]);
  });
});
