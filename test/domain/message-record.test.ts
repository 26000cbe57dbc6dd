import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DELIVERABLE_CHANNELS } from '../../shared/domain/channel.ts';
import type { Attempt } from '../../shared/domain/attempt.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { MessageType } from '../../shared/domain/message.ts';
import {
  type EndingReason,
  isAttemptWanted,
  messageStatus,
  type MessageRecord,
  mayRiskSecondCopy,
  type MessageStatus,
  nextNumber,
  retryTimes,
  type Slot,
  triedChannels,
} from '../../shared/domain/message-record.ts';
import { timelineOf } from '../../shared/domain/timeline.ts';
import {
  attempt,
  claimedAt,
  deferral,
  ending,
  notTaken,
  record,
  REPORTABLE,
} from '../support/message-record.ts';
import { message, TUESDAY } from '../support/routing-request.ts';

test.each<[MessageStatus, string, MessageRecord]>([
  ['accepted', 'nothing has happened yet', record([])],
  ['deferred', 'routing put it off', record([], deferral(1))],
  ['sending', 'a claim was taken', record([attempt(1, 'sms')])],
  ['sending', 'the claim followed a deferral', record([attempt(1, 'sms')], deferral(1))],
  ['sent', 'the provider took it', record([attempt(1, 'sms', 'sent')])],
  ['delivered', 'it arrived', record([attempt(1, 'sms', 'sent', 'delivered')])],
  ['delivered', 'it arrived before the provider answered us', record([attempt(1, 'sms', 'delivered')])],
  ['opened', 'it was opened', record([attempt(1, 'email', 'sent', 'opened')])],
  ['read', 'it was read', record([attempt(1, 'whatsapp', 'delivered', 'read')])],
  ['clicked', 'a link was clicked', record([attempt(1, 'email', 'clicked', 'opened')])],
  ['replied', 'it was answered', record([attempt(1, 'sms', 'delivered', 'replied')])],
  ['uncertain', 'nobody knows whether it left', record([attempt(1, 'sms', 'uncertain')])],
  ['sent', 'the callback settled the doubt', record([attempt(1, 'sms', 'uncertain', 'sent')])],
  ['sending', 'it was refused, the next channel comes', record([attempt(1, 'sms', 'rejected')])],
  ['sending', 'it failed later, the next channel comes', record([attempt(1, 'sms', 'sent', 'failed')])],
  ['sending', 'a second attempt is on its way', record([attempt(1, 'sms', 'rejected'), attempt(2, 'email')])],
  [
    'sent',
    'the second attempt was taken',
    record([attempt(1, 'sms', 'rejected'), attempt(2, 'email', 'sent')]),
  ],
  ['deferred', 'the second attempt was put off', record([attempt(1, 'sms', 'rejected')], deferral(2))],
  [
    'sent',
    'the first may still arrive while the second is put off',
    record([attempt(1, 'sms', 'sent')], deferral(2)),
  ],
  [
    'sent',
    'the first may still arrive while the second is being sent',
    record([attempt(1, 'sms', 'sent'), attempt(2, 'email')]),
  ],
  [
    'delivered',
    'the first arrived late, after the fallback left',
    record([attempt(1, 'sms', 'sent', 'delivered'), attempt(2, 'email', 'sent')]),
  ],
  [
    'delivered',
    'the first arrived late, after the fallback was refused',
    record([attempt(1, 'sms', 'delivered'), attempt(2, 'email', 'rejected')]),
  ],
  [
    'delivered',
    'a receipt came for what had been reported failed',
    record([attempt(1, 'sms', 'failed', 'delivered'), ending(2, 'undeliverable')]),
  ],
  ['opened', 'the best news counts', record([attempt(1, 'sms', 'delivered'), attempt(2, 'email', 'opened')])],
  [
    'uncertain',
    'it was lost without a trace and given up',
    record([attempt(1, 'sms', 'uncertain', 'abandoned'), ending(2, 'undeliverable')]),
  ],
  [
    'uncertain',
    'it was lost without a trace; nothing more has been decided',
    record([attempt(1, 'sms', 'uncertain', 'abandoned')]),
  ],
  [
    'sending',
    'it was lost without a trace and is sent once more',
    record([attempt(1, 'sms', 'abandoned'), attempt(2, 'sms')]),
  ],
  [
    'sent',
    'it was lost without a trace, then taken',
    record([attempt(1, 'sms', 'abandoned'), attempt(2, 'sms', 'sent')]),
  ],
  [
    'delivered',
    'what was thought lost arrived after all',
    record([attempt(1, 'sms', 'abandoned', 'delivered'), attempt(2, 'sms')]),
  ],
  [
    'uncertain',
    'lost twice',
    record([attempt(1, 'sms', 'abandoned'), attempt(2, 'sms', 'abandoned'), ending(3, 'undeliverable')]),
  ],
  [
    'sending',
    'lost on one channel, refused on the next',
    record([attempt(1, 'sms', 'abandoned'), attempt(2, 'email', 'rejected')]),
  ],
  [
    'uncertain',
    'lost on one channel, refused on the next, and no other',
    record([attempt(1, 'sms', 'abandoned'), attempt(2, 'email', 'rejected'), ending(3, 'undeliverable')]),
  ],
  ['undeliverable', 'no channel was possible', record([ending(1, 'undeliverable')])],
  [
    'undeliverable',
    'every channel was tried',
    record([attempt(1, 'sms', 'rejected'), ending(2, 'undeliverable')]),
  ],
  ['cancelled', 'it was cancelled in time', record([ending(1, 'cancelled')])],
  ['cancelled', 'it was cancelled while put off', record([ending(1, 'cancelled')], deferral(1))],
  ['expired', 'it came too late', record([ending(1, 'expired')])],
  [
    'sent',
    'what was taken may still arrive though nothing else can be tried',
    record([attempt(1, 'sms', 'sent'), ending(2, 'undeliverable')]),
  ],
  [
    'uncertain',
    'the doubt remains though it was cancelled afterwards',
    record([attempt(1, 'sms', 'uncertain'), ending(2, 'cancelled')]),
  ],
  [
    'expired',
    'a claim without a result says nothing against the ending',
    record([attempt(1, 'sms'), ending(2, 'expired')]),
  ],
])('a message is %s: %s', (expected, _, found) => {
  expect(messageStatus(found)).toBe(expected);
});

test('the status does not depend on the order in which slots were read', () => {
  const anySlots = fc
    .array(fc.tuple(fc.constantFrom(...DELIVERABLE_CHANNELS), fc.subarray([...REPORTABLE])), { maxLength: 3 })
    .chain((tries) => {
      const slots: Slot[] = tries.map(([channel, statuses], index) =>
        attempt(index + 1, channel, ...statuses),
      );
      const reasons = fc.constantFrom<EndingReason | undefined>(
        undefined,
        'undeliverable',
        'cancelled',
        'expired',
      );
      return reasons.map((reason) =>
        reason === undefined ? slots : [...slots, ending(slots.length + 1, reason)],
      );
    });
  fc.assert(
    fc.property(anySlots, (slots) => {
      const status = messageStatus(record(slots));
      const endings = slots.flatMap((slot) => (slot.kind === 'ending' ? [slot.reason] : []));
      const arrived = ['delivered', 'opened', 'read', 'clicked', 'replied'];
      // An ending never hides that the person was reached, and a cancelled message never counts as reached.
      expect(arrived.includes(status)).toBe(
        slots.some((slot) => slot.kind === 'attempt' && arrived.some((name) => name in slot.events)),
      );
      expect(nextNumber(record(slots.toReversed()))).toBe(slots.length + 1);
      const isOpen = ['accepted', 'deferred', 'sending'].includes(status);
      expect(isOpen && endings.length > 0).toBe(false);
    }),
    { numRuns: 300 },
  );
});

describe('another attempt is wanted', () => {
  const opened = (found: MessageRecord): MessageRecord => ({
    ...found,
    message: message({ fallback: { afterMs: 1, unless: 'opened' } }),
  });
  test.each<[string, MessageRecord, number, boolean]>([
    ['as the first', record([]), 1, true],
    ['after a refusal', record([attempt(1, 'sms', 'rejected')]), 2, true],
    ['when its receipt is overdue', record([attempt(1, 'sms', 'sent')]), 2, true],
    ['not twice under one number', record([attempt(1, 'sms', 'rejected')]), 1, false],
    ['not two numbers ahead', record([attempt(1, 'sms', 'rejected')]), 3, false],
    ['not once it was cancelled', record([ending(1, 'cancelled')]), 2, false],
    ['not once it was cancelled, under that number', record([ending(1, 'cancelled')]), 1, false],
    ['not once it was delivered', record([attempt(1, 'sms', 'delivered')]), 2, false],
    [
      'not once an earlier one was delivered late',
      record([attempt(1, 'sms', 'delivered'), attempt(2, 'email', 'failed')]),
      3,
      false,
    ],
    [
      'if it was delivered but should have been opened',
      opened(record([attempt(1, 'email', 'delivered')])),
      2,
      true,
    ],
    ['not once it was opened', opened(record([attempt(1, 'email', 'delivered', 'opened')])), 2, false],
    ['not once a link was clicked', opened(record([attempt(1, 'email', 'clicked')])), 2, false],
  ])('%s', (_, found, number, wanted) => {
    expect(isAttemptWanted(found, number)).toBe(wanted);
  });
});

describe('the channels that another attempt must not use', () => {
  test.each<[string, MessageRecord, string[]]>([
    ['none at first', record([]), []],
    ['one that refused', record([attempt(1, 'sms', 'rejected')]), ['sms']],
    ['one whose receipt is overdue', record([attempt(1, 'sms', 'sent')]), ['sms']],
    [
      'all of several',
      record([attempt(1, 'sms', 'failed'), attempt(2, 'email', 'rejected')]),
      ['sms', 'email'],
    ],
    ['not one whose attempt may have left', record([attempt(1, 'sms', 'abandoned')]), []],
    ['not one that its provider did not take', record([notTaken(1, 'sms')]), []],
    ['however often it did not take it', record([notTaken(1, 'sms'), notTaken(2, 'sms')]), []],
    [
      'or refused the second time',
      record([attempt(1, 'sms', 'abandoned'), attempt(2, 'sms', 'rejected')]),
      ['sms'],
    ],
    ['one that is still uncertain', record([attempt(1, 'sms', 'uncertain')]), ['sms']],
  ])('%s', (_, found, expected) => {
    expect(triedChannels(found)).toEqual(expected);
  });
});

describe('A channel whose provider was out', () => {
  const lost = (count: number): MessageRecord =>
    record(Array.from({ length: count }, (_, index) => notTaken(index + 1, 'sms')));
  const lastLossOf = (count: number): number => claimedAt(count) + 2 * SECOND;

  test.each([
    [1, MINUTE],
    [2, 5 * MINUTE],
    [3, 15 * MINUTE],
    [4, HOUR],
    [5, 3 * HOUR],
    [6, 6 * HOUR],
    [7, 12 * HOUR],
    [9, 12 * HOUR],
  ])('rests after loss %i for %i ms', (count, rest) => {
    expect(retryTimes(lost(count))).toEqual({ sms: lastLossOf(count) + rest });
  });

  test('is tried again in time for the deadline', () => {
    const appointmentAt = lastLossOf(5) + HOUR;
    const found = { ...lost(5), message: message({ appointmentAt }) };
    expect(retryTimes(found)).toEqual({ sms: appointmentAt - 15 * MINUTE });
  });

  test('rests as ever once the deadline is too near for anything to arrive', () => {
    const appointmentAt = lastLossOf(5) + 10 * MINUTE;
    const found = { ...lost(5), message: message({ appointmentAt }) };
    expect(retryTimes(found)).toEqual({ sms: lastLossOf(5) + 3 * HOUR });
  });

  test('is told from one that refused the message', () => {
    expect(retryTimes(record([attempt(1, 'sms', 'rejected'), notTaken(2, 'email')]))).toEqual({
      email: lastLossOf(2) + MINUTE,
    });
  });
});

describe('A second copy after an attempt that may have left', () => {
  const inDoubt = (count: number, type: MessageType): MessageRecord => ({
    message: message({ type }),
    slots: Array.from({ length: count }, (_, index) => attempt(index + 1, 'sms', 'abandoned')),
  });

  test.each<[MessageType, number, boolean]>([
    ['appointment', 1, true],
    ['document', 1, true],
    ['appointment', 2, false],
    ['marketing', 1, false],
    ['survey', 1, false],
  ])('of type %s, with %i in doubt: %s', (type, count, expected) => {
    expect(mayRiskSecondCopy(inDoubt(count, type), count)).toBe(expected);
  });
});

describe('the timeline', () => {
  test('tells everything that happened, oldest first, with its channel', () => {
    const found = record(
      [attempt(1, 'sms', 'sent', 'failed'), attempt(2, 'email', 'sent', 'delivered', 'opened')],
      deferral(1),
    );
    const [sms, email] = [claimedAt(1), claimedAt(2)];
    expect(timelineOf(found)).toEqual([
      { status: 'accepted', at: TUESDAY },
      { status: 'deferred', at: sms },
      { status: 'sending', at: sms, channel: 'sms' },
      { status: 'sent', at: sms + SECOND, channel: 'sms' },
      { status: 'failed', at: sms + 2 * SECOND, channel: 'sms' },
      { status: 'sending', at: email, channel: 'email' },
      { status: 'sent', at: email + SECOND, channel: 'email' },
      { status: 'delivered', at: email + 2 * SECOND, channel: 'email' },
      { status: 'opened', at: email + 3 * SECOND, channel: 'email' },
    ]);
  });
  test('puts a late receipt where it belongs in time', () => {
    const late = attempt(1, 'sms', 'sent');
    const received = { ...late, events: { ...late.events, delivered: { at: claimedAt(3) } } };
    const statuses = timelineOf(record([received, attempt(2, 'email', 'sent')])).map(({ status, channel }) =>
      `${status} ${channel ?? ''}`.trim(),
    );
    expect(statuses).toEqual([
      'accepted',
      'sending sms',
      'sent sms',
      'sending email',
      'sent email',
      'delivered sms',
    ]);
  });
  test('orders what happened at one instant by rank, and ends with the ending', () => {
    const at = claimedAt(1);
    const sudden = { ...attempt(1, 'sms'), events: { failed: { at }, sent: { at } } };
    const found = record([{ ...ending(2, 'undeliverable'), at }, sudden]);
    expect(timelineOf(found).map(({ status }) => status)).toEqual([
      'accepted',
      'sending',
      'sent',
      'failed',
      'undeliverable',
    ]);
  });
  test('shows an attempt that was lost without a trace as uncertain, once', () => {
    const found = record([attempt(1, 'sms', 'uncertain', 'abandoned')]);
    expect(timelineOf(found).map(({ status }) => status)).toEqual(['accepted', 'sending', 'uncertain']);
  });
});

describe('a message whose fallback waits for the opening', () => {
  const waiting = { afterMs: 6 * HOUR, unless: 'opened' } as const;
  const after = (slot: Attempt) => ({
    ...record([slot]),
    message: { ...record([slot]).message, fallback: waiting },
  });

  test('wants another attempt while an e-mail was delivered and not opened', () => {
    expect(isAttemptWanted(after(attempt(1, 'email', 'sent', 'delivered')), 2)).toBe(true);
    expect(isAttemptWanted(after(attempt(1, 'email', 'sent', 'delivered', 'opened')), 2)).toBe(false);
  });

  test('wants none once an SMS was delivered: nobody can tell more of an SMS', () => {
    expect(isAttemptWanted(after(attempt(1, 'sms', 'sent', 'delivered')), 2)).toBe(false);
  });
});
