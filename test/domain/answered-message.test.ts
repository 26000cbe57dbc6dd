import { expect, test } from 'vitest';
import { lastSentTo } from '../../shared/domain/answered-message.ts';
import { DAY, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { MessageRecord, Slot } from '../../shared/domain/message-record.ts';
import { attempt, claimedAt, ending, record } from '../support/message-record.ts';

const LATER = claimedAt(10);

/** A message whose attempt was claimed `minute` minutes after two o'clock. */
function sent(id: string, minute: number, ...slots: readonly Slot[]): MessageRecord {
  const { message } = record([]);
  const shift = (slot: Slot): Slot =>
    slot.kind === 'attempt' ? { ...slot, claim: { ...slot.claim, at: claimedAt(minute) } } : slot;
  return { message: { ...message, id }, slots: slots.map(shift) };
}

const answered = (recent: readonly MessageRecord[], at = LATER) => lastSentTo(recent, 'sms', at)?.message.id;

test('Words answer the last message of their channel, in whatever order messages are told of', () => {
  const recent = [
    sent('second', 2, attempt(1, 'sms', 'sent')),
    sent('first', 1, attempt(1, 'sms', 'sent', 'delivered')),
    sent('e-mail', 3, attempt(1, 'email', 'sent', 'delivered')),
  ];
  expect(answered(recent)).toBe('second');
  expect(answered(recent.toReversed())).toBe('second');
});

test('Words answer what came on another channel when nothing came on theirs, if it arrived', () => {
  const arrived = sent('arrived', 1, attempt(1, 'email', 'sent', 'delivered'));
  expect(answered([sent('under way', 2, attempt(1, 'email', 'sent')), arrived])).toBe('arrived');
});

test.each([
  ['was not sent', [attempt(1, 'sms')]],
  ['may not have left', [attempt(1, 'sms', 'uncertain')]],
  ['was refused', [attempt(1, 'sms', 'rejected')]],
  ['failed', [attempt(1, 'sms', 'sent', 'failed')]],
  ['ended without an attempt', [ending(1, 'cancelled')]],
])('Words do not answer what %s', (_what, slots) => {
  const before = sent('before', 1, attempt(1, 'sms', 'sent'));
  expect(answered([before, sent('other', 2, ...slots)])).toBe('before');
});

test('Words answer what was sent before them, for a week', () => {
  const recent = [sent('one', 1, attempt(1, 'sms', 'sent', 'delivered'))];
  expect(answered(recent, claimedAt(1) - SECOND)).toBeUndefined();
  expect(answered(recent, claimedAt(1) + 7 * DAY - MINUTE)).toBe('one');
  expect(answered(recent, claimedAt(1) + 7 * DAY)).toBeUndefined();
});

test('Words do not answer what we said by ourselves', () => {
  const help = sent('help', 2, attempt(1, 'sms', 'sent'));
  const automatic = { ...help, message: { ...help.message, automatic: 'help' } as const };
  expect(answered([sent('asked', 1, attempt(1, 'sms', 'sent')), automatic])).toBe('asked');
});
