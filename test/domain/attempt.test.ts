import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  announcedOnly,
  applyEvent,
  type AttemptEvent,
  type AttemptStatus,
  claimStateOf,
  hasArrived,
  hasFailed,
  hasResult,
  statusOf,
  wasOpened,
} from '../../shared/domain/attempt.ts';
import { MINUTE } from '../../shared/domain/instant.ts';
import { type Reached, withReached } from '../../shared/domain/milestone.ts';
import { messageStatus } from '../../shared/domain/message-record.ts';
import { attempt, claimedAt, record, REPORTABLE } from '../support/message-record.ts';

type Reportable = AttemptEvent['status'];

test.each<[AttemptStatus, Reportable[]]>([
  ['sending', []],
  ['uncertain', ['uncertain']],
  ['sent', ['uncertain', 'sent']],
  ['sent', ['uncertain', 'abandoned', 'sent']],
  ['abandoned', ['abandoned', 'uncertain']],
  ['rejected', ['rejected']],
  ['failed', ['failed', 'sent']],
  ['delivered', ['delivered', 'failed', 'sent']],
  ['delivered', ['sent', 'delivered', 'sent']],
  ['opened', ['opened', 'delivered']],
  ['clicked', ['clicked', 'opened', 'delivered', 'sent']],
  ['replied', ['replied', 'read']],
])('an attempt is %s once %j became known', (expected, statuses) => {
  expect(statusOf(attempt(1, 'sms', ...statuses))).toBe(expected);
});

describe('what a status means', () => {
  const meaning = (check: (found: ReturnType<typeof attempt>) => boolean) =>
    REPORTABLE.filter((status) => check(attempt(1, 'sms', status)));
  test('it reached the person', () => {
    expect(meaning(hasArrived)).toEqual(['delivered', 'opened', 'read', 'clicked', 'replied']);
  });
  test('the person looked at it', () => {
    expect(meaning(wasOpened)).toEqual(['opened', 'read', 'clicked', 'replied']);
  });
  test('another channel may be tried', () => {
    expect(meaning(hasFailed)).toEqual(['abandoned', 'rejected', 'failed']);
  });
  test('anything reported is a result', () => {
    expect(meaning(hasResult)).toEqual(REPORTABLE);
    expect(hasResult(attempt(1, 'sms'))).toBe(false);
  });
});

describe('what was announced and never recorded', () => {
  const at = claimedAt(1) + MINUTE;
  test.each<[Reportable[], Reportable, Reportable | undefined]>([
    [['sent'], 'delivered', 'delivered'],
    [['sent'], 'failed', 'failed'],
    [['sent'], 'clicked', 'clicked'],
    [[], 'sent', 'sent'],
    [[], 'rejected', 'rejected'],
    [['sent'], 'uncertain', undefined],
    [['delivered'], 'sent', undefined],
    [['clicked'], 'opened', undefined],
    [['rejected'], 'rejected', undefined],
  ])('with %j recorded and %s announced, is %s', (recorded, announced, expected) => {
    const known = attempt(1, 'sms', ...recorded);
    const reached = [...recorded, announced].reduce<Reached>(
      (all, status) => withReached(all, { status, at }),
      {},
    );
    expect(announcedOnly({ ...known, reached })).toEqual(expected && { status: expected, at });
    expect(announcedOnly(known)).toBeUndefined();
  });
});

describe('the claim of a send command that comes twice', () => {
  const claimed = attempt(1, 'sms');
  const lease = claimed.claim.leaseUntil;
  test.each([
    ['is held during its lease', claimed, lease - 1, 'held'],
    ['has expired at the end of it', claimed, lease, 'expired'],
    [
      'may be taken once released',
      { ...claimed, claim: { ...claimed.claim, released: true } },
      lease - 1,
      'claimable',
    ],
    ['is settled once there is a result', attempt(1, 'sms', 'sent'), lease + MINUTE, 'settled'],
    ['is settled even when uncertain', attempt(1, 'sms', 'uncertain'), lease + MINUTE, 'settled'],
    [
      'is settled by a callback that came before the answer',
      attempt(1, 'sms', 'delivered'),
      lease - 1,
      'settled',
    ],
  ] as const)('%s', (_, found, now, expected) => {
    expect(claimStateOf(found, now)).toBe(expected);
  });
});

describe('reports', () => {
  const blank = attempt(1, 'sms');
  const at = claimedAt(1);
  test('keep what the provider said, and its id', () => {
    const event: AttemptEvent = {
      status: 'failed',
      at,
      providerId: 'SM1',
      errorCode: '30005',
      reason: 'Unknown',
    };
    expect(applyEvent(blank, event)).toEqual({
      ...blank,
      providerId: 'SM1',
      events: { failed: { at, errorCode: '30005', reason: 'Unknown' } },
    });
  });
  test('the earliest of two reports of the same thing stands', () => {
    const early: AttemptEvent = { status: 'delivered', at, reason: 'first' };
    const late: AttemptEvent = { status: 'delivered', at: at + 1, reason: 'second' };
    const expected = { delivered: { at, reason: 'first' } };
    expect(applyEvent(applyEvent(blank, early), late).events).toEqual(expected);
    expect(applyEvent(applyEvent(blank, late), early).events).toEqual(expected);
  });
  test('one that is already known leaves the attempt as it is', () => {
    const known = applyEvent(blank, { status: 'sent', at, providerId: 'SM1' });
    expect(applyEvent(known, { status: 'sent', at, providerId: 'SM1' })).toBe(known);
  });
  test('the first id that the provider gave stays', () => {
    const known = applyEvent(blank, { status: 'sent', at, providerId: 'SM1' });
    expect(applyEvent(known, { status: 'delivered', at, providerId: 'SM2' }).providerId).toBe('SM1');
    expect(applyEvent(known, { status: 'uncertain', at }).providerId).toBe('SM1');
  });
  test('an attempt is not changed in place', () => {
    const before = structuredClone(blank);
    applyEvent(blank, { status: 'sent', at });
    expect(blank).toEqual(before);
  });
});

const anyEvents = fc.uniqueArray(
  fc.record({
    status: fc.constantFrom<Reportable>(...REPORTABLE),
    at: fc.integer({ min: 0, max: 1_000 }).map((later) => claimedAt(1) + later),
    details: fc.option(fc.record({ errorCode: fc.constantFrom('30005', '30008'), reason: fc.string() }), {
      nil: {},
    }),
  }),
  // Two reports of one thing at one instant are the same report.
  { selector: ({ status, at }) => `${status} ${at}`, maxLength: 12 },
);

/** Every report at least once, in any order, some of them again. */
const anyDelivery = anyEvents
  .map((events) =>
    events.map(({ status, at, details }): AttemptEvent => ({
      status,
      at,
      ...details,
      ...(status !== 'uncertain' && status !== 'rejected' && { providerId: 'SM1' }),
    })),
  )
  .chain((events) =>
    fc.record({
      events: fc.constant(events),
      delivered: fc
        .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.shuffledSubarray(events))
        .chain(([all, again]) => {
          const both = [...all, ...again];
          return fc.shuffledSubarray(both, { minLength: both.length });
        }),
    }),
  );

test('reports in any order, with any duplicates, give one attempt and one status of the message', () => {
  fc.assert(
    fc.property(anyDelivery, ({ events, delivered }) => {
      const inOrder = events.reduce(applyEvent, attempt(1, 'sms'));
      const shuffled = delivered.reduce(applyEvent, attempt(1, 'sms'));
      expect(shuffled).toEqual(inOrder);
      expect(messageStatus(record([shuffled]))).toBe(messageStatus(record([inOrder])));
    }),
    { numRuns: 500 },
  );
});

test('what is known of an attempt never gets less', () => {
  fc.assert(
    fc.property(anyDelivery, ({ delivered }) => {
      let known = attempt(1, 'sms');
      for (const event of delivered) {
        const next = applyEvent(known, event);
        expect(REPORTABLE.indexOf(statusOf(next) as Reportable)).toBeGreaterThanOrEqual(
          REPORTABLE.indexOf(statusOf(known) as Reportable),
        );
        known = next;
      }
    }),
    { numRuns: 200 },
  );
});
