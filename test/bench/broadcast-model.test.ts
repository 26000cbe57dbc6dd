import { describe, expect, test } from 'vitest';
import { type Broadcast, limitOf, modelBroadcasts, simulate } from '../../bench/broadcast/broadcast-model.ts';

const EMAIL: Broadcast = {
  recipients: 100_000,
  callsPerSecond: 10,
  recipientsPerCall: 100,
  parallelCalls: 1,
  maximumConcurrency: 5,
};

const secondsOf = (changes: Partial<Broadcast>): number => simulate({ ...EMAIL, ...changes }).seconds;

describe('A modelled broadcast', () => {
  test.each([1, 2, 10, 40, 400])(
    'is never faster than its provider, at %d calls a second',
    (callsPerSecond) => {
      const broadcast = { ...EMAIL, callsPerSecond };
      expect(simulate(broadcast).seconds).toBeGreaterThanOrEqual(limitOf(broadcast));
    },
  );

  test('takes half the time at twice the rate, while the provider is what bounds it', () => {
    expect(secondsOf({ callsPerSecond: 2 }) / secondsOf({ callsPerSecond: 4 })).toBeCloseTo(2, 1);
  });

  test('takes twice the time for twice the people', () => {
    expect(secondsOf({ recipients: 200_000 }) / secondsOf({})).toBeCloseTo(2, 1);
  });

  test('is bounded by its senders when there are too few of them', () => {
    const alone = secondsOf({ maximumConcurrency: 1 });
    // One chunk after the other: claims, the provider's fifth of a second, the result.
    expect(alone).toBeGreaterThan(1_000 * 0.2);
    expect(alone).toBeGreaterThan(1.5 * secondsOf({}));
  });

  test('is bounded by the table when that takes less than the provider', () => {
    // 100,000 recipients of 2.1 units each, before the table doubles.
    expect(secondsOf({ tableWritesPerSecond: 200 })).toBeGreaterThanOrEqual(1_050);
  });

  test('starts with five senders however many are allowed, and gains five a second', () => {
    const { concurrency } = simulate({ ...EMAIL, recipients: 1_000, maximumConcurrency: 1_000 });
    // Ten chunks wait from the first moment, and a second is all it takes.
    expect(concurrency).toBeGreaterThanOrEqual(5);
    expect(concurrency).toBeLessThan(10);
    expect(simulate({ ...EMAIL, callsPerSecond: 1, maximumConcurrency: 50 }).concurrency).toBe(50);
  });
});

test('A million recipients take at most 5 % longer than the provider’s own limit, on every channel', () => {
  for (const { ratio } of modelBroadcasts()) {
    expect(ratio).toBeGreaterThanOrEqual(1);
    expect(ratio).toBeLessThanOrEqual(1.05);
  }
});
