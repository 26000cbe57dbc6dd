import { array, assert, asyncProperty, boolean, constantFrom, integer, record, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statusOf } from '../../shared/domain/attempt.ts';
import type { PackCommand } from '../../shared/domain/broadcast.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { attemptsOf, messageStatus } from '../../shared/domain/message-record.ts';
import { PACK_COUNTS, peopleCounted } from '../../shared/domain/pack-run.ts';
import type { CrashPlan } from '../support/crashes.ts';
import { plan } from '../support/pack-world.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { TUESDAY } from '../support/routing-request.ts';

/** One way that a pack can take, whatever dies on it. */
interface Way {
  name: string;
  channel: 'email' | 'sms';
  prepare?: (platform: Platform, pack: PackCommand) => unknown;
  /** How its messages may end. */
  ends?: readonly string[];
}

const SIZE = 4;
const STOP = { reason: 'opted-out', text: 'STOP', source: 'inbound', at: TUESDAY } as const;

function firstOf({ recipients }: PackCommand) {
  const [first] = recipients;
  if (first === undefined) throw new Error('Nobody is there');
  return first;
}

const WAYS: readonly Way[] = [
  { name: 'e-mails in one call', channel: 'email' },
  { name: 'SMS one by one', channel: 'sms' },
  {
    name: 'e-mails whose acceptance was lost on the way',
    channel: 'email',
    prepare: ({ resend }) => resend.next({ outcome: 'timeout-after' }),
  },
  {
    name: 'SMS of which one acceptance was lost on the way',
    channel: 'sms',
    prepare: ({ twilio }) => twilio.next({ outcome: 'timeout-after' }),
  },
  {
    name: 'SMS of which one never reached the provider',
    channel: 'sms',
    prepare: ({ twilio }) => twilio.next({ outcome: 'timeout-before' }),
  },
  {
    name: 'SMS for which the provider is busy for long',
    channel: 'sms',
    prepare: ({ twilio }) =>
      twilio.until(TUESDAY + 6 * MINUTE, { outcome: 'busy', retryAfterSeconds: 200, reason: '429' }),
  },
  {
    name: 'SMS to somebody who stopped meanwhile',
    channel: 'sms',
    prepare: ({ scopes }, pack) =>
      scopes(TENANT).prospects.suppress('sms', firstOf(pack).prospect.phone ?? '', STOP),
  },
  {
    name: 'e-mails of which one is refused',
    channel: 'email',
    prepare: ({ resend }, pack) =>
      resend.refusing.set(firstOf(pack).messageId, { outcome: 'rejected', errorCode: 'x', reason: 'No.' }),
  },
  {
    name: 'e-mails of a broadcast that is paused for a while',
    channel: 'email',
    prepare: async (platform, { broadcastId }) => {
      const { broadcasts } = platform.scopes(TENANT);
      await broadcasts.changeState(broadcastId, ['sending'], 'paused');
      await platform.run(HOUR);
      await broadcasts.changeState(broadcastId, ['paused'], 'sending');
    },
  },
  {
    name: 'SMS of a broadcast that is cancelled while the provider is busy',
    channel: 'sms',
    prepare: async (platform, { broadcastId }) => {
      platform.twilio.until(TUESDAY + HOUR, { outcome: 'busy', retryAfterSeconds: 600, reason: '429' });
      await platform.run(MINUTE);
      await platform.scopes(TENANT).broadcasts.changeState(broadcastId, ['sending'], 'cancelled');
    },
    // Uncertain: a run died that may have called the provider.
    ends: ['cancelled', 'none', 'uncertain'],
  },
];

async function travel(way: Way, plans: readonly CrashPlan[] = [], duplicates = false) {
  const platform = await Platform.open();
  const pack = await plan(platform, SIZE, { channel: way.channel });
  platform.duplicates = duplicates;
  platform.crashAt(...plans);
  const { calls } = platform.life;
  await way.prepare?.(platform, pack);
  await platform.run(3 * DAY);
  await platform.redrive();
  await platform.run(2 * DAY);
  return { platform, pack, calls };
}

/** What did not end as it should have. */
async function faultsOf({ platform, pack }: Awaited<ReturnType<typeof travel>>, way: Way): Promise<string[]> {
  const faults: string[] = [];
  const demand = (isRight: boolean, fault: string) => isRight || faults.push(fault);
  const scope = platform.scopes(TENANT);
  const ends = way.ends ?? ['delivered'];
  let sent = 0;
  for (const { messageId } of pack.recipients) {
    const found = await scope.messages.load(messageId);
    const attempts = found === undefined ? [] : attemptsOf(found);
    sent += attempts.filter(({ reached }) => reached?.sent !== undefined).length;
    const lost = attempts.filter((attempt) => statusOf(attempt) === 'abandoned').length;
    const status = found === undefined ? 'none' : messageStatus(found);
    const taken = platform.taken(messageId);
    demand(ends.includes(status), `one ended ${status}`);
    demand(taken.length <= 1 + lost, `one got ${taken.length} copies`);
    const numbers = new Set(taken.map(({ number }) => number));
    demand(numbers.size === taken.length, 'an attempt was made twice');
  }
  const counts = await scope.broadcasts.packCounts(pack.broadcastId);
  demand(peopleCounted(counts) === SIZE, `counted were ${PACK_COUNTS.map((fate) => counts[fate]).join()}`);
  const tally = await scope.statistics.ofBroadcast(pack.broadcastId);
  const counted = Object.values(tally).reduce((sum, channel) => sum + channel.sent, 0);
  demand(counted === sent, `statistics have ${counted} of ${sent} sent`);
  const { sending, packs, routing, reports, due } = platform;
  const waiting = [...Object.values(sending), ...Object.values(packs), routing, reports, due];
  const left = waiting.reduce((sum, { length }) => sum + length, 0);
  demand(left === 0 && platform.dead.length === 0, 'records were left over');
  return faults;
}

describe.each(WAYS)('$name', (way) => {
  test('go their way', async () => {
    expect(await faultsOf(await travel(way), way)).toEqual([]);
  });

  test('go the same way when every record of every queue comes twice', async () => {
    expect(await faultsOf(await travel(way, [], true), way)).toEqual([]);
  });

  test.each(['before', 'after'] as const)('survive a crash %s any of their effects', async (moment) => {
    const { calls } = await travel(way);
    for (const [index, name] of calls.entries()) {
      const faults = await faultsOf(await travel(way, [{ call: index + 1, moment }]), way);
      expect({ call: index + 1, name, faults }).toEqual({ call: index + 1, name, faults: [] });
    }
  });
});

test('However often runs die, everybody of a pack is counted once and sent it once', async () => {
  const crash = record({ call: integer({ min: 1, max: 40 }), moment: constantFrom('before', 'after') });
  const story = tuple(constantFrom(...WAYS), array(crash, { maxLength: 6 }), boolean());
  await assert(
    asyncProperty(story, async ([way, plans, duplicates]) => {
      const journey = await travel(
        { ...way, ends: ['delivered', 'uncertain', ...(way.ends ?? [])] },
        plans,
        duplicates,
      );
      expect(
        await faultsOf(journey, { ...way, ends: ['delivered', 'uncertain', ...(way.ends ?? [])] }),
      ).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
