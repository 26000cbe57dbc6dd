import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../shared/domain/instant.ts';
import { deadlineOf, expiryOf, isWorthASecondCopy, MESSAGE_TYPES } from '../../../shared/domain/message.ts';
import { urgencyOf } from '../../../shared/domain/routing/situation.ts';
import { message, TUESDAY } from '../../support/routing-request.ts';

test.each([
  ['nothing said', {}, 'normal'],
  ['the level asked for', { level: 'low' }, 'low'],
  ['an appointment in 2 h', { appointmentAt: TUESDAY + 2 * HOUR }, 'urgent'],
  ['an appointment in 2 h and a minute', { appointmentAt: TUESDAY + 2 * HOUR + MINUTE }, 'high'],
  ['an appointment in 6 h', { appointmentAt: TUESDAY + 6 * HOUR }, 'high'],
  ['an appointment in 6 h and a minute', { appointmentAt: TUESDAY + 6 * HOUR + MINUTE }, 'normal'],
  ['to be sent within 120 minutes', { sendWithin: 120 }, 'urgent'],
  ['to be sent within 121 minutes', { sendWithin: 121 }, 'high'],
  ['to be sent within 360 minutes', { sendWithin: 360 }, 'high'],
  ['to be sent within 361 minutes', { sendWithin: 361 }, 'normal'],
  ['low, but the appointment is in an hour', { level: 'low', appointmentAt: TUESDAY + HOUR }, 'urgent'],
  ['urgent, though the appointment is far', { level: 'urgent', appointmentAt: TUESDAY + 9 * HOUR }, 'urgent'],
  ['low and far stays low', { level: 'low', appointmentAt: TUESDAY + 9 * HOUR }, 'low'],
  ['the nearer of two deadlines', { sendWithin: 300, appointmentAt: TUESDAY + HOUR }, 'urgent'],
] as const)('urgency is the higher of the level and what the deadline implies: %s', (_, fields, expected) => {
  expect(urgencyOf(message(fields), TUESDAY)).toBe(expected);
});

test('urgency rises as the deadline comes nearer', () => {
  const reminder = message({ appointmentAt: TUESDAY + 8 * HOUR });
  const found = [0, 2, 3, 6].map((hours) => urgencyOf(reminder, TUESDAY + hours * HOUR));
  expect(found).toEqual(['normal', 'high', 'high', 'urgent']);
});

test('sendWithin counts from the moment the message was asked to leave', () => {
  const sendAt = TUESDAY + 5 * HOUR;
  expect(deadlineOf(message({ sendWithin: 30 }))).toBe(TUESDAY + 30 * MINUTE);
  expect(deadlineOf(message({ sendWithin: 30, sendAt }))).toBe(sendAt + 30 * MINUTE);
});

test('the deadline is the earlier of sendWithin and the appointment', () => {
  const appointmentAt = TUESDAY + HOUR;
  expect(deadlineOf(message({ sendWithin: 30, appointmentAt }))).toBe(TUESDAY + 30 * MINUTE);
  expect(deadlineOf(message({ sendWithin: 90, appointmentAt }))).toBe(appointmentAt);
  expect(deadlineOf(message())).toBeUndefined();
});

test('without a deadline a message is tried for a week from its start', () => {
  expect(expiryOf(message())).toBe(TUESDAY + 7 * 24 * HOUR);
  expect(expiryOf(message({ sendAt: TUESDAY + HOUR }))).toBe(TUESDAY + HOUR + 7 * 24 * HOUR);
});

test('advertisements and surveys are not worth a second copy, everything else is', () => {
  expect(MESSAGE_TYPES.filter((type) => !isWorthASecondCopy(type))).toEqual(['marketing', 'survey']);
});
