import { array, assert, asyncProperty, constantFrom, integer, nat, shuffledSubarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { MILESTONES } from '../../shared/domain/milestone.ts';
import type { AttemptProgress } from '../../shared/domain/statistics.ts';
import { dayIn } from '../../shared/domain/tally-page.ts';
import { projectStatistics } from '../../shared/use-cases/project-statistics.ts';
import { Crash, Life } from '../support/crashes.ts';
import { MemoryClock } from '../support/memory/clock.ts';
import { memoryScopes } from '../support/memory/tenant-scopes.ts';
import { MemoryTenantStore } from '../support/memory/tenant-store.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { anyTold, progress } from '../support/progress.ts';
import { tenant, TUESDAY } from '../support/routing-request.ts';

async function opened() {
  const tenants = new MemoryTenantStore();
  await tenants.put(tenant());
  const clock = new MemoryClock(TUESDAY + 3 * DAY);
  return { clock, tenants, scopes: memoryScopes() };
}

type Ports = Awaited<ReturnType<typeof opened>>;

/** What was counted: by day, channel and counter. */
async function countedIn({ scopes }: Ports): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { day, tally } of await scopes('tenant_a').statistics.hours('0000-01-01', '9999-12-31'))
    for (const [channel, counters] of Object.entries(tally))
      for (const [counter, value] of Object.entries(counters))
        add(counts, `${day} ${channel} ${counter}`, value);
  return counts;
}

function add(counts: Record<string, number>, name: string, value: number): void {
  if (value !== 0) counts[name] = (counts[name] ?? 0) + value;
}

/** The plain sum over what was told, every milestone of every attempt once. */
function plainSum(told: readonly AttemptProgress[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const seen = new Set<string>();
  for (const { messageId, number, channel, attemptedAt, reached, cost, smsCost } of told) {
    const on = (counter: string) => `${dayIn('Europe/Paris', attemptedAt)} ${channel} ${counter}`;
    for (const milestone of MILESTONES) {
      const at = reached[milestone];
      if (at === undefined || seen.has(`${messageId} ${number} ${milestone}`)) continue;
      seen.add(`${messageId} ${number} ${milestone}`);
      add(counts, on(milestone === 'refused' ? 'failed' : milestone === 'receipt' ? 'timed' : milestone), 1);
      if (milestone === 'sent') add(counts, on('cost'), cost);
      if (milestone === 'sent' || milestone === 'refused') add(counts, on('smsCost'), smsCost);
      if (milestone === 'receipt') add(counts, on('deliveryMs'), Math.max(0, at - attemptedAt));
    }
  }
  return counts;
}

describe('Statistics', () => {
  test('equal the plain sum, whatever is told twice, late, in any order, by runs that die anywhere', async () => {
    const way = anyTold.chain((told) =>
      shuffledSubarray([...told, ...told], { minLength: told.length * 2 }).chain((order) =>
        array(
          array(
            // Ten calls are more than a run of one hour makes.
            integer({ min: 1, max: 10 }).chain((call) =>
              constantFrom('before' as const, 'after' as const).map((moment) => ({ call, moment })),
            ),
            { maxLength: 3 },
          ).chain((plans) => nat(6).map((size) => ({ plans, size: size + 1 }))),
          { minLength: 1, maxLength: 8 },
        ).map((batches) => ({ order, batches })),
      ),
    );
    let deaths = 0;
    await assert(
      asyncProperty(way, async ({ order, batches }) => {
        const ports = await opened();
        let rest = [...order];
        for (let turn = 0; rest.length > 0; turn += 1) {
          const { plans, size } = batches[turn % batches.length] ?? { plans: [], size: 1 };
          const batch = rest.slice(0, size);
          for (const plan of plans) {
            const died = await projectStatistics(new Life(plan).lend(ports), 'tenant_a', batch).then(
              () => false,
              (error: unknown) => error instanceof Crash,
            );
            if (died) deaths += 1;
          }
          await projectStatistics(ports, 'tenant_a', batch);
          rest = rest.slice(size);
        }
        expect(await countedIn(ports)).toEqual(plainSum(order));
      }),
      { numRuns: 200 },
    );
    expect(deaths).toBeGreaterThan(100);
  });

  test('equal the plain sum when runs count the same hours side by side', async () => {
    await assert(
      asyncProperty(anyTold, integer({ min: 2, max: 6 }), async (told, runs) => {
        const ports = await opened();
        await Promise.all(
          Array.from({ length: runs }, (_, run) =>
            projectStatistics(ports, 'tenant_a', run % 2 === 0 ? told : told.toReversed()),
          ),
        );
        expect(await countedIn(ports)).toEqual(plainSum(told));
      }),
      { numRuns: 100 },
    );
  });

  test('go on on another page when one is full, and know what stands on both', async () => {
    const ports = await opened();
    const told = Array.from({ length: 450 }, (_, number) => progress(number, { sent: TUESDAY }));
    for (let from = 0; from < told.length; from += 150)
      await projectStatistics(ports, 'tenant_a', told.slice(from, from + 150));
    expect(await projectStatistics(ports, 'tenant_a', told)).toEqual({ counted: 0, late: 0 });
    const pages = await ports.scopes('tenant_a').statistics.pages('2026-11-24T13');
    expect(pages.map(({ seen }) => seen.size)).toEqual([150, 150, 150]);
    expect(await countedIn(ports)).toMatchObject({ '2026-11-24 sms sent': 450 });
  });

  test('count an attempt on its own day, in the zone that the tenant had when the hour was begun', async () => {
    const ports = await opened();
    const late = TUESDAY + 9.5 * HOUR;
    await projectStatistics(ports, 'tenant_a', [progress(1, { sent: late }, { attemptedAt: late })]);
    await ports.tenants.put(tenant({ timeZone: 'Pacific/Auckland' }));
    await projectStatistics(ports, 'tenant_a', [
      progress(1, { sent: late, delivered: late + MINUTE }, { attemptedAt: late }),
      progress(2, { opened: late + 2 * DAY }, { attemptedAt: late }),
    ]);
    expect(await countedIn(ports)).toMatchObject({
      '2026-11-24 sms sent': 1,
      '2026-11-24 sms delivered': 1,
      '2026-11-25 sms opened': 1,
    });
  });

  test('leave out what comes after its page may have been forgotten', async () => {
    const ports = await opened();
    ports.clock.moveTo(TUESDAY + 43 * DAY);
    expect(await projectStatistics(ports, 'tenant_a', [progress(1, { sent: TUESDAY })])).toEqual({
      counted: 0,
      late: 1,
    });
    expect(await countedIn(ports)).toEqual({});
  });
});

describe('Of a message that is sent, statistics hear', () => {
  test('what it cost, that it arrived, how soon, and what an SMS would have cost', async () => {
    const platform = await Platform.open();
    await platform.post({ preferences: { preferredChannels: ['email'] } });
    await platform.run(10 * MINUTE);
    expect(await countedAs(platform)).toEqual({
      'email sent': 1,
      'email delivered': 1,
      'email cost': 600,
      'email smsCost': 50_000,
      'email timed': 1,
      'email deliveryMs': 2 * SECOND,
    });
  });

  test('that it was refused, and what replaced it; an SMS is compared with once', async () => {
    const platform = await Platform.open();
    platform.resend.next({ outcome: 'rejected', errorCode: 'invalid', reason: 'no such mailbox' });
    await platform.post({ preferences: { preferredChannels: ['email', 'sms'] } });
    await platform.run(10 * MINUTE);
    const counts = await countedAs(platform);
    expect(counts).toMatchObject({ 'email failed': 1, 'email smsCost': 50_000 });
    expect(counts['email sent']).toBeUndefined();
    const rest = Object.entries(counts).filter(([name, value]) => name.endsWith('smsCost') && value > 0);
    expect(rest).toHaveLength(1);
  });

  test('that it arrived, when the run that found out died of it and the provider does not answer again', async () => {
    const platform = await Platform.open();
    platform.receiptsOf = () => [];
    const { messageId } = await platform.post({ channel: 'sms' });
    await platform.run(MINUTE);
    const [taken] = platform.taken();
    platform.twilio.statuses.set(taken!.providerId, { status: 'delivered', at: TUESDAY + MINUTE });
    platform.outages.add('statistics.send');
    await platform.run(15 * MINUTE);
    expect(await platform.status(messageId)).toBe('sent');
    platform.twilio.answersQuestions = false;
    platform.outages.clear();
    await platform.run(2 * DAY);
    expect(await countedAs(platform)).toMatchObject({ 'sms sent': 1, 'sms delivered': 1 });
    expect(await platform.status(messageId)).toBe('delivered');
  });

  test('once, when everything is delivered twice', async () => {
    const platform = await Platform.open();
    platform.duplicates = true;
    await platform.post({ channel: 'sms' });
    await platform.run(10 * MINUTE);
    expect(await countedAs(platform)).toMatchObject({
      'sms sent': 1,
      'sms delivered': 1,
      'sms cost': 50_000,
    });
  });
});

async function countedAs({ scopes }: Platform): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { tally } of await scopes(TENANT).statistics.hours('0000-01-01', '9999-12-31'))
    for (const [channel, counters] of Object.entries(tally))
      for (const [counter, value] of Object.entries(counters)) add(counts, `${channel} ${counter}`, value);
  return counts;
}
