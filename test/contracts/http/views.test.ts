import { describe, expect, test } from 'vitest';
import { decisionView } from '../../../shared/contracts/http/decision-view.ts';
import { messageView } from '../../../shared/contracts/http/message-view.ts';
import { GATE_RULES } from '../../../shared/domain/routing/decision.ts';
import { route } from '../../../shared/domain/routing/route.ts';
import { attempt, deferral, ending, record } from '../../support/message-record.ts';
import {
  at,
  message,
  prospect,
  routingRequest,
  tenant,
  TUESDAY,
  TUESDAY_NIGHT,
} from '../../support/routing-request.ts';

const { whatsapp: _whatsapp, ...marie } = prospect();
const reminder = message({
  prospect: marie,
  type: 'appointment',
  appointmentAt: at('2026-12-01T15:00:00+01:00'),
  preferences: { preferredChannels: ['sms', 'email'] },
});

describe('a decision is shown', () => {
  test('with its channel, cost, alternatives and the breakdown of every channel, the best first', () => {
    const now = at('2026-11-30T14:00:00+01:00');
    const view = decisionView(route(routingRequest({ message: { ...reminder, createdAt: now }, now })));
    expect(view).toMatchObject({
      outcome: 'send',
      channel: 'email',
      confidence: 0.56,
      urgency: 'normal',
      pointsVersion: '2026-11',
      estimatedCost: { micros: 600, currency: 'EUR' },
      estimatedDeliveryTime: 60,
      alternatives: [{ channel: 'sms', score: 75 }],
    });
    expect(Object.values(view).at(-1)).toMatchObject([
      {
        channel: 'email',
        allowed: true,
        gates: [],
        score: 80,
        points: {
          preference: 20,
          urgency: 25,
          content: 0,
          length: 5,
          cost: 20,
          quietHours: 0,
          messageType: 10,
        },
      },
      { channel: 'sms', allowed: true, score: 75 },
      { channel: 'telegram', allowed: false },
      { channel: 'whatsapp', allowed: false, gates: [{ rule: 'no-address', verdict: 'deny' }] },
      { channel: 'voice', allowed: false, gates: [{ rule: 'not-configured', verdict: 'deny' }] },
    ]);
  });
  test('with alternatives in the order in which they would be chosen', () => {
    const prices = { ...tenant().prices, whatsapp: 9, sms: 8 };
    const flat = { sms: 0, whatsapp: 0, telegram: 0, email: 9, voice: 0 };
    const points = {
      version: 'flat',
      urgency: { urgent: flat, high: flat, normal: flat, low: flat },
      messageType: {
        appointment: flat,
        notification: flat,
        marketing: flat,
        survey: flat,
        document: flat,
        general: flat,
      },
      short: flat,
      cost: 0,
    };
    const view = decisionView(route(routingRequest({ tenant: tenant({ prices, points }) })));
    expect(view).toMatchObject({
      channel: 'email',
      alternatives: [
        { channel: 'sms', score: 0 },
        { channel: 'whatsapp', score: 0 },
      ],
    });
  });
  test('with the instant until which it waits, on the decision and on its gates', () => {
    const { email: _email, ...phoneOnly } = marie;
    const waiting = message({ prospect: phoneOnly, createdAt: TUESDAY_NIGHT });
    const view = decisionView(route(routingRequest({ message: waiting, now: TUESDAY_NIGHT })));
    const until = '2026-11-25T07:00:00.000Z';
    expect(view).toMatchObject({ outcome: 'defer', until });
    expect(view).not.toHaveProperty('channel');
    expect(JSON.stringify(view)).toContain(`"rule":"quiet-hours","verdict":"defer","until":"${until}"`);
  });
  test('with rules whose names are part of the contract', () => {
    expect(GATE_RULES).toEqual(
      expect.arrayContaining([
        'no-address',
        'not-configured',
        'disabled-by-prospect',
        'opted-out',
        'suppressed-address',
        'no-consent',
        'marketing-hours-fr',
        'whatsapp-window',
        'one-way-sender',
        'unsupported-content',
        'budget',
        'frequency-cap',
        'already-tried',
        'provider-down',
      ]),
    );
  });
});

describe('a message is shown', () => {
  test('with its attempts, why they failed, and everything that happened', () => {
    const first = attempt(1, 'sms', 'sent');
    const failed = {
      ...first,
      providerId: 'SM1',
      events: { ...first.events, failed: { at: TUESDAY + 90_000, errorCode: '30005', reason: 'Unknown' } },
    };
    expect(messageView(record([failed, attempt(2, 'email', 'delivered')]))).toMatchObject({
      id: 'msg_1',
      status: 'delivered',
      channel: 'email',
      prospectId: 'prospect_1',
      messageType: 'general',
      createdAt: '2026-11-24T13:00:00.000Z',
      attempts: [
        {
          number: 1,
          channel: 'sms',
          status: 'failed',
          providerId: 'SM1',
          errorCode: '30005',
          reason: 'Unknown',
          at: '2026-11-24T13:01:30.000Z',
        },
        { number: 2, channel: 'email', status: 'delivered' },
      ],
      timeline: [
        { status: 'accepted', at: '2026-11-24T13:00:00.000Z' },
        { status: 'sending', channel: 'sms' },
        { status: 'sent', channel: 'sms' },
        { status: 'failed', channel: 'sms' },
        { status: 'sending', channel: 'email' },
        { status: 'delivered', channel: 'email' },
      ],
    });
  });
  test('without a channel and a decision as long as there is none', () => {
    expect(messageView(record([]))).toEqual({
      id: 'msg_1',
      status: 'accepted',
      prospectId: 'prospect_1',
      messageType: 'general',
      createdAt: '2026-11-24T13:00:00.000Z',
      attempts: [],
      timeline: [{ status: 'accepted', at: '2026-11-24T13:00:00.000Z' }],
    });
  });
  test('with the latest decision: of the ending, of the deferral, or of the last attempt', () => {
    const refused = route(routingRequest({ tried: ['sms', 'email', 'whatsapp'] }));
    const outcomeOf = (found: Parameters<typeof messageView>[0]) =>
      (messageView(found) as { decision?: { outcome: string } }).decision?.outcome;
    const put = {
      ...deferral(2),
      decision: route(routingRequest({ message: message({ sendAt: TUESDAY + 1 }) })),
    };
    expect(
      outcomeOf(
        record([attempt(1, 'sms', 'rejected'), { ...ending(2, 'undeliverable'), decision: refused }]),
      ),
    ).toBe('undeliverable');
    expect(outcomeOf(record([attempt(1, 'sms', 'rejected')], put))).toBe('defer');
    expect(outcomeOf(record([attempt(1, 'sms', 'rejected'), attempt(2, 'email')], put))).toBe('send');
  });
  test('never with the address or the text', () => {
    const shown = JSON.stringify(messageView(record([attempt(1, 'sms', 'sent')])));
    expect(shown).not.toMatch(/33612345678|marie@example|Bonjour/);
  });
});
