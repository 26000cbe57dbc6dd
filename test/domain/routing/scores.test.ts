import { describe, expect, test } from 'vitest';
import { CHANNELS, type Channel } from '../../../shared/domain/channel.ts';
import type { Content, MessageType, Urgency } from '../../../shared/domain/message.ts';
import type { Points } from '../../../shared/domain/points.ts';
import type { ChannelPoints, Criterion } from '../../../shared/domain/routing/decision.ts';
import { pointsOf, scoreOf } from '../../../shared/domain/routing/scores.ts';
import { situationOf } from '../../../shared/domain/routing/situation.ts';
import {
  at,
  message,
  type RequestOverrides,
  routingRequest,
  tenant,
  TUESDAY,
  TUESDAY_NIGHT,
} from '../../support/routing-request.ts';

function points(channel: Channel, overrides: RequestOverrides): ChannelPoints {
  return pointsOf(channel, situationOf(routingRequest(overrides)));
}

const COLUMNS: readonly Channel[] = ['sms', 'whatsapp', 'telegram', 'email', 'voice'];

/** One row of the published table: what a criterion gives to each channel. */
function rowOf(criterion: Criterion, overrides: RequestOverrides): number[] {
  return COLUMNS.map((channel) => points(channel, overrides)[criterion]);
}

test.each<[Urgency, number[]]>([
  ['urgent', [25, 15, 15, 0, 20]],
  ['high', [20, 20, 20, 10, 10]],
  ['normal', [5, 10, 10, 25, 0]],
  ['low', [0, 5, 10, 25, 0]],
])('urgency: %s', (level, row) => {
  expect(rowOf('urgency', { message: message({ level }) })).toEqual(row);
});

test.each<[MessageType, number[]]>([
  ['appointment', [20, 15, 10, 10, 5]],
  ['notification', [10, 15, 15, 15, 0]],
  ['marketing', [0, 10, 10, 20, 0]],
  ['survey', [5, 15, 10, 20, 0]],
  ['document', [0, 15, 10, 20, 0]],
  ['general', [5, 15, 15, 15, 0]],
])('type: %s', (type, row) => {
  expect(rowOf('messageType', { message: message({ type }) })).toEqual(row);
});

test.each<[string, Content, number[]]>([
  ['plain text', { body: 'Bonjour' }, [0, 0, 0, 0, 0]],
  ['HTML', { body: 'Bonjour', html: '<p>Bonjour</p>' }, [0, 25, 25, 25, 0]],
  ['a medium', { body: 'Bonjour', mediaUrl: 'https://example.com/a.jpg' }, [0, 25, 25, 25, 0]],
  ['an attachment', { body: 'Bonjour', attachments: [{ filename: 'a.pdf', key: 'k' }] }, [0, 25, 25, 25, 0]],
  ['no attachment after all', { body: 'Bonjour', attachments: [] }, [0, 0, 0, 0, 0]],
])('content: %s', (_, content, row) => {
  expect(rowOf('content', { message: message({ content }) })).toEqual(row);
});

const SHORT = [20, 15, 15, 5, 5];
const LONG = [0, 10, 10, 20, 0];
test.each<[string, Content, number[]]>([
  ['160 characters of GSM-7', { body: 'a'.repeat(160) }, SHORT],
  ['161 characters of GSM-7', { body: 'a'.repeat(161) }, LONG],
  ['70 characters with an ê', { body: 'ê'.repeat(70) }, SHORT],
  ['71 characters with an ê', { body: 'ê'.repeat(71) }, LONG],
  ['HTML without any text', { html: '<p>Bonjour</p>' }, LONG],
])('length: %s', (_, content, row) => {
  expect(rowOf('length', { message: message({ content }) })).toEqual(row);
});

describe('cost: 20 × (1 − cost ÷ one SMS segment), rounded', () => {
  test('at the default prices', () => {
    expect(rowOf('cost', {})).toEqual([0, 16, 20, 20, 0]);
  });
  test.each([
    [0, 20],
    [1, 20],
    [24_000, 10],
    [26_000, 10],
    [37_500, 5],
    [50_000, 0],
    [60_000, 0],
  ])('WhatsApp at %i micro-euros gets %i', (whatsapp, expected) => {
    const prices = { ...tenant().prices, whatsapp };
    expect(points('whatsapp', { tenant: tenant({ prices }) }).cost).toBe(expected);
  });
  test('an SMS of several parts gets nothing, and no channel less than nothing', () => {
    expect(rowOf('cost', { message: message({ content: { body: 'a'.repeat(1_000) } }) })).toEqual([
      0, 16, 20, 20, 0,
    ]);
  });
});

test.each<[string, number, number[]]>([
  ['inside', TUESDAY_NIGHT, [-30, -30, -30, 30, -30]],
  ['outside', TUESDAY, [0, 0, 0, 0, 0]],
  ['at 22:00 sharp', at('2026-11-24T22:00:00+01:00'), [-30, -30, -30, 30, -30]],
  ['at 08:00 sharp', at('2026-11-24T08:00:00+01:00'), [0, 0, 0, 0, 0]],
])('quiet hours: %s', (_, now, row) => {
  expect(rowOf('quietHours', { now })).toEqual(row);
});

test('allowSMSDuringQuietHours lifts the penalty of SMS alone', () => {
  const preferences = { allowSmsDuringQuietHours: true };
  expect(
    rowOf('quietHours', {
      message: message({ preferences }),
      now: TUESDAY_NIGHT,
    }),
  ).toEqual([0, -30, -30, 30, -30]);
});

test("quiet hours are the recipient's own and in the recipient's zone", () => {
  const inReunion = message({ prospect: { ...message().prospect, timeZone: 'Indian/Reunion' } });
  const early = at('2026-11-24T19:30:00+01:00');
  expect(points('sms', { message: inReunion, now: early }).quietHours).toBe(-30);
  expect(points('sms', { now: early }).quietHours).toBe(0);
  const preferences = { quietHoursStart: 19 * 60 };
  expect(points('sms', { message: message({ preferences }), now: early }).quietHours).toBe(-30);
});

test('preference: +30, +20, +10 for the first three on whichever channel, nothing for the others', () => {
  for (let turn = 0; turn < CHANNELS.length; turn += 1) {
    const preferredChannels = CHANNELS.map((_, index) => CHANNELS[(index + turn) % CHANNELS.length] ?? 'sms');
    const found = preferredChannels.map(
      (channel) => points(channel, { message: message({ preferences: { preferredChannels } }) }).preference,
    );
    expect(found).toEqual([30, 20, 10, 0, 0]);
  }
});

test('the score is the sum of the points', () => {
  const found = points('whatsapp', { message: message({ level: 'urgent' }) });
  expect(found).toEqual({
    preference: 0,
    urgency: 15,
    content: 0,
    length: 15,
    cost: 16,
    quietHours: 0,
    messageType: 15,
  });
  expect(scoreOf(found)).toBe(61);
});

describe("a tenant's own points", () => {
  const urgency: Points['urgency'] = {
    urgent: { sms: 99, whatsapp: 0, telegram: 0, email: 0, voice: 0 },
    high: { sms: 0, whatsapp: 0, telegram: 0, email: 0, voice: 0 },
    normal: { sms: 1, whatsapp: 2, telegram: 3, email: 4, voice: 5 },
    low: { sms: 0, whatsapp: 0, telegram: 0, email: 0, voice: 0 },
  };

  test('replace a whole criterion and leave the others', () => {
    const overrides = { tenant: tenant({ points: { version: 'agency-7', urgency } }) };
    expect(rowOf('urgency', overrides)).toEqual([1, 2, 3, 4, 5]);
    expect(rowOf('messageType', overrides)).toEqual([5, 15, 15, 15, 0]);
  });
  test('are named by their version', () => {
    const situation = situationOf(
      routingRequest({ tenant: tenant({ points: { version: 'agency-7', cost: 40 } }) }),
    );
    expect(situation.points.version).toBe('agency-7');
    expect(pointsOf('whatsapp', situation).cost).toBe(32);
  });
});
