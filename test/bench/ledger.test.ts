import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Account } from '../../bench/ledger/account.ts';
import { baselineOf, readBaseline, risesOver } from '../../bench/ledger/baseline.ts';
import { carelessDesign } from '../../bench/ledger/careless-design.ts';
import { costOf } from '../../bench/ledger/cost.ts';
import { type Count, countAll, warmUp } from '../../bench/ledger/count.ts';
import { countPacked, PACKED_CHANNELS } from '../../bench/ledger/packed.ts';
import { lowerBound } from '../../bench/ledger/lower-bound.ts';
import { noUsage } from '../../bench/ledger/usage.ts';

/*
 * What a message uses, counted over the real handlers. When it rises for a good reason, renew the baseline with
 * `npm run bench -- --only ledger --write-baseline` and say the reason in the commit.
 */
describe('What one message asks of AWS', () => {
  let account: Account;
  let counts: readonly Count[];
  beforeAll(async () => {
    account = await Account.open();
    await warmUp(account);
    counts = await countAll(account);
  });
  afterAll(() => account.close());

  test('has not risen by more than 5 % over the baseline, in any scenario', () => {
    expect(risesOver(readBaseline(), baselineOf(counts))).toEqual([]);
  });

  test('is nowhere less than what the lower bound says is needed', () => {
    for (const { scenario, batch, perMessage } of counts) {
      const { usage } = lowerBound(scenario, batch);
      for (const counter of ['apiRequests', 'writeUnits', 'readUnits', 'events', 'providerCalls'] as const)
        expect(perMessage[counter]).toBeGreaterThanOrEqual(usage[counter]);
    }
  });

  test('is four write units for a message that takes one attempt', () => {
    const single = counts.filter(({ scenario }) => scenario !== 'fallback');
    const units = single.map(
      ({ perMessage, byFunction }) =>
        perMessage.writeUnits - (byFunction['project-statistics']?.writeUnits ?? 0),
    );
    expect(units.map((each) => Math.round(each * 100) / 100)).toEqual([4, 4, 4, 4]);
  });

  test('is counted in a handful of write units for all messages of the same minutes, not for each', () => {
    const perWindow = counts.map(
      ({ messages, byFunction }) => (byFunction['project-statistics']?.writeUnits ?? 0) * messages,
    );
    // A page of the hour, of 4 KB at most, and what the hour adds to the day.
    expect(Math.min(...perWindow)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...perWindow)).toBeLessThanOrEqual(5);
  });

  test.each(PACKED_CHANNELS)(
    'is at most 2.1 write units for a recipient of a broadcast by %s',
    async (channel) => {
      const { writeUnits, schedulerCalls } = await countPacked(account, channel);
      expect(writeUnits).toBeGreaterThanOrEqual(2);
      expect(writeUnits).toBeLessThanOrEqual(2.1);
      // One schedule watches the whole pack.
      expect(schedulerCalls).toBeCloseTo(0.01);
    },
  );

  test('shares requests in full batches: one to hand ten messages over, one to watch ten attempts', () => {
    const full = counts.find(({ scenario, batch }) => scenario === 'sms' && batch === 10);
    expect(full?.byFunction['route-message']?.sqsRequests).toBeCloseTo(0.3);
    expect(full?.byFunction['send-sms']?.schedulerCalls).toBeCloseTo(0.1);
  });
});

test('A rise of more than 5 % is told with both figures, and so is a scenario that nobody counted before', () => {
  const before = { 'sms, batches of 1': { requests: 20, writeUnits: 4, readUnits: 8 } };
  const held = { requests: 21, writeUnits: 5, readUnits: 8 };
  expect(risesOver(before, { 'sms, batches of 1': held, 'fax, batches of 1': held })).toEqual([
    'sms, batches of 1: writeUnits rose from 4 to 5',
    'fax, batches of 1: not in the baseline',
  ]);
});

test('A million messages of one write, one request of each kind and one GB-second cost what the price list says', () => {
  const usage = { ...noUsage(), apiRequests: 1, invocations: 1, sqsRequests: 1, writeUnits: 1, events: 1 };
  // Two seconds at half a gigabyte.
  const cost = costOf({ ...usage, logBytes: 1_000 }, 2_000);
  expect(cost).toMatchObject({ api: 1.17, functions: 13.53, queues: 0.4, table: 0.74, events: 1, logs: 0.6 });
});

test('The lower bound shrinks with the batch, the careless design costs many times as much', () => {
  const total = ({ usage, milliseconds }: ReturnType<typeof lowerBound>): number =>
    costOf(usage, milliseconds).total;
  expect(total(lowerBound('sms', 10))).toBeLessThan(total(lowerBound('sms', 1)));
  expect(total(carelessDesign('sms'))).toBeGreaterThan(4 * total(lowerBound('sms', 1)));
});
