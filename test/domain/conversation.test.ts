import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterDone,
  afterInbound,
  afterReading,
  afterReply,
  type Arrival,
  awake,
  type Conversation,
  previewText,
  REPLYING_FOR,
  snoozed,
  wasAnsweredMeanwhile,
} from '../../shared/domain/conversation.ts';
import { afterLoss } from '../../shared/domain/conversation-notice.ts';
import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { composeEntryId, idFromSeed } from '../../shared/domain/message-id.ts';
import { TUESDAY } from '../support/routing-request.ts';

const MARIE = 'prospect_456';

function arrival(minutes: number, overrides: Partial<Arrival> = {}): Arrival {
  const at = TUESDAY + minutes * MINUTE;
  const messageId = composeEntryId('in', MARIE, at, `SM${minutes}`);
  return { messageId, channel: 'sms', at, text: `message ${minutes}`, isSettled: false, ...overrides };
}

function said(...minutes: readonly number[]): Conversation {
  return minutes.reduce<Conversation | undefined>(
    (known, minute) => afterInbound(known, MARIE, arrival(minute)),
    undefined,
  )!;
}

function reply(minutes: number, by = 'camille', seen?: string) {
  const at = TUESDAY + minutes * MINUTE;
  return { messageId: idFromSeed(MARIE, at, by), by, channel: 'sms', at, text: 'Bonjour', seen } as const;
}

describe('A message of the person', () => {
  test('is unread, and waits from the first one on', () => {
    expect(said(1, 2, 3)).toMatchObject({
      unread: 3,
      waitingSince: TUESDAY + MINUTE,
      lastAt: TUESDAY + 3 * MINUTE,
      preview: { direction: 'inbound', text: 'message 3' },
    });
  });

  test('counts once, in whatever order and however often messages are told', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 });
    const told = minutes.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
    );
    fc.assert(
      fc.property(told, ([all, order]) => {
        const known = said(...order);
        expect(known.unread).toBe(all.length);
        expect(known.waitingSince).toBe(TUESDAY + Math.min(...all) * MINUTE);
        expect(known.preview.text).toBe(`message ${Math.max(...all)}`);
      }),
    );
  });

  test('that nobody has to answer leaves who waits as it was', () => {
    const settled = { isSettled: true };
    expect(afterInbound(undefined, MARIE, arrival(1, settled)).waitingSince).toBeUndefined();
    expect(afterInbound(said(1), MARIE, arrival(2, settled)).waitingSince).toBe(TUESDAY + MINUTE);
  });

  test('wakes a conversation that was put off', () => {
    const asleep = snoozed(said(1), TUESDAY + HOUR);
    expect(afterInbound(asleep, MARIE, arrival(2))).not.toHaveProperty('snoozedUntil');
  });
});

describe('Reading', () => {
  test('clears what is unread and not who waits', () => {
    const read = afterReading(said(1, 2), undefined);
    expect(read).toMatchObject({ unread: 0, waitingSince: TUESDAY + MINUTE });
  });

  test('up to a message leaves what came after it unread', () => {
    expect(afterReading(said(1, 2, 3), arrival(2).messageId).unread).toBe(1);
    expect(afterReading(said(1, 2, 3), arrival(3).messageId).unread).toBe(0);
  });
});

describe('An answer', () => {
  test('ends the waiting, a snooze and a failure, and shows', () => {
    const known = { ...snoozed(said(1), TUESDAY + HOUR), failedAt: TUESDAY };
    const answered = afterReply(known, MARIE, reply(2, 'camille', arrival(1).messageId));
    for (const gone of ['waitingSince', 'snoozedUntil', 'failedAt', 'replying'])
      expect(answered).not.toHaveProperty(gone);
    expect(answered.preview).toMatchObject({ direction: 'outbound', status: 'accepted' });
  });

  test('does not answer what its author had not seen', () => {
    const answered = afterReply(said(1, 3), MARIE, reply(4, 'camille', arrival(1).messageId));
    expect(answered.waitingSince).toBe(TUESDAY + 3 * MINUTE);
  });

  test('of a colleague since the author looked is noticed, one of their own is not', () => {
    const seen = arrival(1).messageId;
    const answered = afterReply(said(1), MARIE, reply(2, 'hugo', seen));
    const now = TUESDAY + 3 * MINUTE;
    expect(wasAnsweredMeanwhile(answered, { by: 'camille', seen, now })).toBe(true);
    expect(wasAnsweredMeanwhile(answered, { by: 'hugo', seen, now })).toBe(false);
    const sawIt = reply(2, 'hugo', seen).messageId;
    expect(wasAnsweredMeanwhile(answered, { by: 'camille', seen: sawIt, now })).toBe(false);
  });

  test('that a colleague is sending is noticed for half a minute', () => {
    const sending = { ...said(1), replying: { by: 'hugo', at: TUESDAY } };
    const seen = arrival(1).messageId;
    const isNoticed = (by: string, now: number) => wasAnsweredMeanwhile(sending, { by, seen, now });
    expect(isNoticed('camille', TUESDAY + REPLYING_FOR - 1)).toBe(true);
    expect(isNoticed('camille', TUESDAY + REPLYING_FOR)).toBe(false);
    expect(isNoticed('hugo', TUESDAY)).toBe(false);
  });
});

describe('« Traité »', () => {
  test('ends the waiting and a failure', () => {
    const done = afterDone({ ...said(1), failedAt: TUESDAY }, undefined);
    expect(done).not.toHaveProperty('waitingSince');
    expect(done).not.toHaveProperty('failedAt');
    expect(done.unread).toBe(1);
  });

  test('does not cover what was said after the agent looked', () => {
    expect(afterDone(said(1, 3), arrival(1).messageId).waitingSince).toBe(TUESDAY + 3 * MINUTE);
  });
});

test('a conversation that wakes waits, from before it was put off', () => {
  const at = TUESDAY + 2 * HOUR;
  expect(awake(snoozed(said(1), at), at)).toMatchObject({ waitingSince: TUESDAY + MINUTE });
  expect(awake(snoozed(afterDone(said(1), undefined), at), at)).toMatchObject({ waitingSince: at });
  const open = said(1);
  expect(awake(open, at)).toBe(open);
});

test('what became of a message shows where it is the last one, a failure always', () => {
  const answered = afterReply(said(1), MARIE, reply(2));
  const { messageId } = answered.preview;
  const loss = {
    messageId,
    channel: 'sms',
    text: 'Bonjour',
    status: 'undeliverable',
    at: TUESDAY + HOUR,
  } as const;
  expect(afterLoss(answered, MARIE, loss)).toMatchObject({
    preview: { status: 'undeliverable' },
    failedAt: TUESDAY + HOUR,
  });
  const other = afterLoss(answered, MARIE, { ...loss, messageId: 'msg_other' });
  expect(other.preview.status).toBe('accepted');
  expect(other.failedAt).toBe(TUESDAY + HOUR);
  const dealtWith = afterDone(other, undefined);
  expect(afterLoss(dealtWith, MARIE, { ...loss, messageId: 'msg_other' })).toBe(dealtWith);
});

test('a preview is one line of at most 160 characters', () => {
  expect(previewText(' Bonjour\n\n  Marie ')).toBe('Bonjour Marie');
  const long = previewText('mot '.repeat(100));
  expect(long).toHaveLength(160);
  expect(long.endsWith('…')).toBe(true);
});
