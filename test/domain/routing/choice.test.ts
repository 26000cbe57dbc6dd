import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../shared/domain/channel.ts';
import { HOUR, MINUTE } from '../../../shared/domain/instant.ts';
import type { Message } from '../../../shared/domain/message.ts';
import type { Points } from '../../../shared/domain/points.ts';
import type { Preferences } from '../../../shared/domain/prospect.ts';
import { route } from '../../../shared/domain/routing/route.ts';
import {
  at,
  evaluationOf,
  message,
  prospect,
  type RequestOverrides,
  routingRequest,
  scoresOf,
  tenant,
  TUESDAY,
  TUESDAY_NIGHT,
} from '../../support/routing-request.ts';

const decide = (overrides: RequestOverrides) => route(routingRequest(overrides));

const NIGHT_END = at('2026-11-25T08:00:00+01:00');
const withoutEmail = (overrides: Partial<Message> = {}): Message => {
  const { email: _email, ...phoneOnly } = prospect();
  return message({ prospect: phoneOnly, createdAt: TUESDAY_NIGHT, ...overrides });
};

describe('ties', () => {
  const flat = { sms: 0, whatsapp: 0, telegram: 0, email: 0, voice: 0 };
  const equal: Omit<Points, 'version' | 'preference'> = {
    urgency: { urgent: flat, high: flat, normal: flat, low: flat },
    rich: flat,
    long: flat,
    short: flat,
    cost: 0,
    quietHours: flat,
    messageType: {
      appointment: flat,
      notification: flat,
      marketing: flat,
      survey: flat,
      document: flat,
      general: flat,
    },
  };
  test.each<[string, Partial<Record<Channel, number>>, Channel]>([
    ['the cheaper', { sms: 1, whatsapp: 2, email: 3 }, 'sms'],
    ['the cheaper', { sms: 3, whatsapp: 1, email: 2 }, 'whatsapp'],
    ['then the fixed order, e-mail first', { sms: 5, whatsapp: 5, email: 5 }, 'email'],
    ['then the fixed order, WhatsApp before SMS', { sms: 5, whatsapp: 5, email: 6 }, 'whatsapp'],
  ])('go to %s', (_, prices, expected) => {
    const decision = decide({
      tenant: tenant({ points: { version: 'equal', ...equal }, prices: { ...tenant().prices, ...prices } }),
    });
    expect(scoresOf(decision)).toEqual({ sms: 0, whatsapp: 0, email: 0 });
    expect(decision).toMatchObject({ outcome: 'send', channel: expected, confidence: 0.5 });
    expect(decision.reason).toContain('le moins cher à égalité');
  });
});

describe('defer', () => {
  test('a channel that opens later waits for its opening, with the reason', () => {
    const decision = decide({
      message: withoutEmail({ type: 'marketing', level: 'urgent' }),
      addresses: {},
      now: TUESDAY_NIGHT,
    });
    expect(decision).toMatchObject({ outcome: 'defer', until: NIGHT_END, confidence: 1 });
    expect(decision.reason).toBe(
      'Reporté au 25/11/2026 08:00. Prospection interdite à cette heure, possible à partir du 25/11/2026 08:00.',
    );
  });
  test('the earliest opening of several channels counts', () => {
    const downUntil = {
      sms: TUESDAY + 9 * MINUTE,
      whatsapp: TUESDAY + 5 * MINUTE,
      email: TUESDAY + 7 * MINUTE,
    };
    expect(decide({ downUntil })).toMatchObject({ outcome: 'defer', until: TUESDAY + 5 * MINUTE });
  });
  test('a channel with two closed gates opens with the later one', () => {
    const now = at('2026-11-22T23:00:00+01:00');
    const decision = decide({
      message: withoutEmail({ type: 'marketing', level: 'urgent', createdAt: now }),
      addresses: {},
      now,
      downUntil: { sms: now + MINUTE },
    });
    expect(decision).toMatchObject({ outcome: 'defer', until: at('2026-11-23T08:00:00+01:00') });
  });
  test('a channel that is also denied never opens', () => {
    const downUntil = { sms: TUESDAY + MINUTE, email: TUESDAY + HOUR };
    const decision = decide({ downUntil, tried: ['sms', 'whatsapp'] });
    expect(decision).toMatchObject({ outcome: 'defer', until: TUESDAY + HOUR });
  });
  test('an open channel is used rather than waited for', () => {
    const downUntil = { email: TUESDAY + MINUTE, whatsapp: TUESDAY + MINUTE };
    expect(decide({ downUntil })).toMatchObject({ outcome: 'send', channel: 'sms' });
  });
  test.each([
    ['before the deadline', 20, 'defer'],
    ['at the deadline', 10, 'undeliverable'],
    ['after the deadline', 5, 'undeliverable'],
  ])('an opening %s', (_, sendWithin, outcome) => {
    const opening = TUESDAY + 10 * MINUTE;
    const downUntil = { sms: opening, whatsapp: opening, email: opening };
    expect(decide({ message: message({ sendWithin }), downUntil }).outcome).toBe(outcome);
  });
  test('a message asked to leave later waits for that moment', () => {
    const sendAt = TUESDAY + 30 * 24 * HOUR;
    const decision = decide({ message: message({ sendAt }) });
    expect(decision).toMatchObject({ outcome: 'defer', until: sendAt });
    expect(scoresOf(decision)).toEqual({});
  });
  test('a message asked to leave after its own appointment is undeliverable', () => {
    const decision = decide({
      message: message({ sendAt: TUESDAY + 2 * HOUR, appointmentAt: TUESDAY + HOUR }),
    });
    expect(decision.outcome).toBe('undeliverable');
  });
});

describe('undeliverable', () => {
  const stopped = { suppression: { reason: 'opted-out', text: 'STOP', source: 'sms', at: TUESDAY } } as const;
  const overrides: RequestOverrides = {
    message: message({ prospect: prospect({ preferences: { disabledChannels: ['email'] } }) }),
    addresses: { sms: stopped },
    tried: ['email'],
  };
  test('every reason is given, channel by channel', () => {
    expect(decide(overrides).reason).toBe(
      'Aucun canal possible. e-mail : Le prospect a désactivé ce canal. Déjà essayé sans succès. ' +
        'WhatsApp : Texte libre hors de la fenêtre de 24 h : il faut un modèle approuvé. ' +
        'SMS : Le prospect a demandé l’arrêt sur ce canal.',
    );
    const decision = decide({ ...overrides, tenant: tenant({ locale: 'en' }) });
    expect(decision).toMatchObject({ outcome: 'undeliverable', confidence: 1 });
    expect(decision.reason).toBe(
      'No possible channel. e-mail: The prospect disabled this channel. Already tried without success. ' +
        'WhatsApp: Free text outside the 24-hour window: an approved template is needed. ' +
        'SMS: The prospect asked to stop on this channel.',
    );
  });
  test('someone without any address', () => {
    const decision = decide({ message: message({ prospect: { id: 'prospect_1' } }) });
    expect(decision.outcome).toBe('undeliverable');
    expect(decision.reason).toBe('Aucun canal possible. Aucune adresse utilisable.');
    expect(decision.channels.map(({ gates }) => gates.map(({ rule }) => rule))).toEqual(
      decision.channels.map(() => ['no-address']),
    );
  });
  test('an address on a channel for which the agency has no sender is named', () => {
    const decision = decide({
      message: message({ prospect: { id: 'prospect_1', email: 'marie@example.com' } }),
      tenant: tenant({ senders: {} }),
    });
    expect(decision.reason).toBe(
      'Aucun canal possible. e-mail : L’agence n’a pas d’expéditeur sur ce canal.',
    );
  });
  test('a message whose deadline has passed, on every channel', () => {
    const decision = decide({ message: message({ sendWithin: 1 }), now: TUESDAY + MINUTE });
    expect(decision.outcome).toBe('undeliverable');
    expect(decision.reason).toContain('L’échéance du message est passée.');
  });
});

describe('quiet hours', () => {
  test('a message that would wake someone up waits for their end', () => {
    const decision = decide({ message: withoutEmail(), now: TUESDAY_NIGHT });
    expect(decision).toMatchObject({ outcome: 'defer', until: NIGHT_END });
    expect(decision.reason).toBe(
      'Reporté au 25/11/2026 08:00. Heures silencieuses jusqu’au 25/11/2026 08:00.',
    );
    for (const channel of ['sms', 'whatsapp'] as const) {
      const detail = 'Heures silencieuses jusqu’au 25/11/2026 08:00.';
      expect(evaluationOf(decision, channel)).toMatchObject({
        allowed: false,
        gates: [{ rule: 'quiet-hours', verdict: 'defer', until: NIGHT_END, detail }],
      });
    }
    const english = decide({
      message: withoutEmail(),
      now: TUESDAY_NIGHT,
      tenant: tenant({ locale: 'en' }),
    });
    expect(english.reason).toBe('Deferred to 25/11/2026, 08:00. Quiet hours until 25/11/2026, 08:00.');
  });
  test('e-mail wakes nobody: it leaves at once, even for someone who prefers SMS', () => {
    const preferences: Preferences = { preferredChannels: ['sms'] };
    const decision = decide({
      message: message({ preferences, createdAt: TUESDAY_NIGHT }),
      now: TUESDAY_NIGHT,
    });
    expect(decision).toMatchObject({ outcome: 'send', channel: 'email' });
  });
  test('an urgent message does not wait', () => {
    const decision = decide({ message: withoutEmail({ level: 'urgent' }), now: TUESDAY_NIGHT });
    expect(decision.outcome).toBe('send');
  });
  test('a message of high priority does', () => {
    const decision = decide({ message: withoutEmail({ level: 'high' }), now: TUESDAY_NIGHT });
    expect(decision).toMatchObject({ outcome: 'defer', until: NIGHT_END });
  });
  test('allowSMSDuringQuietHours lets an SMS leave', () => {
    const { whatsapp: _whatsapp, ...phoneOnly } = withoutEmail().prospect;
    const preferences: Preferences = { allowSmsDuringQuietHours: true };
    const decision = decide({
      message: withoutEmail({ prospect: phoneOnly, preferences }),
      now: TUESDAY_NIGHT,
    });
    expect(decision).toMatchObject({ outcome: 'send', channel: 'sms' });
    expect(evaluationOf(decision, 'sms').points.quietHours).toBe(0);
  });
  test('allowSMSDuringQuietHours lets no WhatsApp message leave', () => {
    const { phone: _phone, ...whatsappOnly } = withoutEmail().prospect;
    const preferences: Preferences = { allowSmsDuringQuietHours: true };
    const decision = decide({
      message: withoutEmail({ prospect: whatsappOnly, preferences }),
      now: TUESDAY_NIGHT,
    });
    expect(decision).toMatchObject({ outcome: 'defer', until: NIGHT_END });
  });
  test('allowSMSDuringQuietHours lifts no legal gate', () => {
    const preferences: Preferences = { allowSmsDuringQuietHours: true };
    const decision = decide({
      message: withoutEmail({ type: 'marketing', preferences }),
      addresses: {},
      now: TUESDAY_NIGHT,
    });
    expect(decision).toMatchObject({ outcome: 'defer', until: NIGHT_END });
    expect(evaluationOf(decision, 'sms').gates.map(({ rule }) => rule)).toEqual(['marketing-hours-fr']);
  });
  test('the wait ends as soon as the deadline makes the message urgent', () => {
    const appointmentAt = at('2026-11-25T07:00:00+01:00');
    const decision = decide({ message: withoutEmail({ appointmentAt }), now: TUESDAY_NIGHT });
    expect(decision).toMatchObject({ outcome: 'defer', until: appointmentAt - 2 * HOUR });
    const woken = decide({ message: withoutEmail({ appointmentAt }), now: appointmentAt - 2 * HOUR });
    expect(woken).toMatchObject({ outcome: 'send', urgency: 'urgent' });
  });
  test('a channel that opens earlier than the quiet hours end is looked at again then', () => {
    const downUntil = { email: TUESDAY_NIGHT + HOUR };
    const decision = decide({
      message: message({ createdAt: TUESDAY_NIGHT }),
      now: TUESDAY_NIGHT,
      downUntil,
    });
    expect(decision).toMatchObject({ outcome: 'defer', until: TUESDAY_NIGHT + HOUR });
  });
  test('outside of them nothing waits', () => {
    expect(decide({ message: withoutEmail({ createdAt: TUESDAY }) }).outcome).toBe('send');
  });
});

describe('a forced channel', () => {
  test('is the only one looked at, and used whatever the scores', () => {
    const decision = decide({ message: message({ channel: 'sms' }) });
    expect(decision).toMatchObject({ outcome: 'send', channel: 'sms', confidence: 1 });
    expect(decision.channels.map(({ channel }) => channel)).toEqual(['sms']);
    expect(decision.reason).toBe('Envoi par SMS, canal demandé.');
    const english = decide({ message: message({ channel: 'sms' }), tenant: tenant({ locale: 'en' }) });
    expect(english.reason).toBe('Sent by SMS, the channel asked for.');
  });
  test('does not wait for the end of the quiet hours: somebody chose it', () => {
    const decision = decide({ message: withoutEmail({ channel: 'sms' }), now: TUESDAY_NIGHT });
    expect(decision).toMatchObject({ outcome: 'send', channel: 'sms' });
  });
  test.each<[string, RequestOverrides, string]>([
    [
      'an opt-out',
      {
        addresses: {
          sms: { suppression: { reason: 'opted-out', text: 'STOP', source: 'sms', at: TUESDAY } },
        },
      },
      'opted-out',
    ],
    [
      'a missing consent',
      { message: message({ channel: 'sms', type: 'marketing', prospect: prospect({ consents: {} }) }) },
      'no-consent',
    ],
    [
      'the hours of marketing',
      {
        message: message({ channel: 'sms', type: 'marketing', createdAt: TUESDAY_NIGHT }),
        now: TUESDAY_NIGHT,
      },
      'marketing-hours-fr',
    ],
    [
      'a channel that the prospect disabled',
      { message: message({ channel: 'sms', preferences: { disabledChannels: ['sms'] } }) },
      'disabled-by-prospect',
    ],
  ])('is still bound by %s', (_, overrides, rule) => {
    const decision = decide({ message: message({ channel: 'sms' }), ...overrides });
    expect(decision.outcome).not.toBe('send');
    expect(evaluationOf(decision, 'sms').gates.map((gate) => gate.rule)).toEqual([rule]);
  });
  test('has no other channel behind it unless the message names one', () => {
    const decision = decide({ message: message({ channel: 'sms' }), tried: ['sms'] });
    expect(decision.outcome).toBe('undeliverable');
  });
  test.each<[string, Preferences]>([
    ['fallbackChannels', { fallbackChannels: ['whatsapp'] }],
    ['preferredChannels', { preferredChannels: ['whatsapp', 'sms'] }],
  ])('falls back to the %s of the message', (_, preferences) => {
    const decision = decide({ message: message({ channel: 'sms', preferences }), tried: ['sms'] });
    expect(decision).toMatchObject({ outcome: 'send', channel: 'whatsapp' });
    expect(decision.channels.map(({ channel }) => channel)).toEqual(['whatsapp', 'sms']);
  });
  test('what replaces it once it failed waits for the end of the quiet hours like anything else', () => {
    const preferences: Preferences = { fallbackChannels: ['sms'] };
    const decision = decide({
      message: message({ channel: 'email', preferences, createdAt: TUESDAY_NIGHT }),
      tried: ['email'],
      now: TUESDAY_NIGHT,
    });
    expect(decision).toMatchObject({ outcome: 'defer', until: NIGHT_END });
  });
});

describe('fallback', () => {
  test('goes to the next best channel', () => {
    expect(decide({}).channels.length).toBe(5);
    expect(decide({})).toMatchObject({ channel: 'email' });
    expect(decide({ tried: ['email'] })).toMatchObject({ channel: 'whatsapp' });
    expect(decide({ tried: ['email', 'whatsapp'] })).toMatchObject({ channel: 'sms' });
    expect(decide({ tried: ['email', 'whatsapp', 'sms'] }).outcome).toBe('undeliverable');
  });
  test('scores fallbackChannels in place of preferredChannels, and only then', () => {
    const preferences: Preferences = { preferredChannels: ['email'], fallbackChannels: ['sms'] };
    const first = decide({ message: message({ preferences }) });
    expect(evaluationOf(first, 'email').points.preference).toBe(30);
    expect(evaluationOf(first, 'sms').points.preference).toBe(0);
    const second = decide({ message: message({ preferences }), tried: ['email'] });
    expect(evaluationOf(second, 'sms').points.preference).toBe(30);
    expect(second).toMatchObject({ outcome: 'send', channel: 'sms' });
  });
  test("the message's own preferences override the prospect's, field by field", () => {
    const person = prospect({ preferences: { preferredChannels: ['sms'], disabledChannels: ['email'] } });
    const preferences: Preferences = { preferredChannels: ['whatsapp'] };
    const decision = decide({ message: message({ prospect: person, preferences }) });
    expect(evaluationOf(decision, 'whatsapp').points.preference).toBe(30);
    expect(evaluationOf(decision, 'sms').points.preference).toBe(0);
    expect(evaluationOf(decision, 'email').allowed).toBe(false);
  });
});

test("a tenant's own points change the choice and sign the decision", () => {
  const messageType: Points['messageType'] = {
    appointment: { sms: 0, whatsapp: 0, telegram: 0, email: 0, voice: 0 },
    notification: { sms: 0, whatsapp: 0, telegram: 0, email: 0, voice: 0 },
    marketing: { sms: 0, whatsapp: 0, telegram: 0, email: 0, voice: 0 },
    survey: { sms: 0, whatsapp: 0, telegram: 0, email: 0, voice: 0 },
    document: { sms: 0, whatsapp: 0, telegram: 0, email: 0, voice: 0 },
    general: { sms: 80, whatsapp: 0, telegram: 0, email: 0, voice: 0 },
  };
  const decision = decide({ tenant: tenant({ points: { version: 'agency-7', messageType } }) });
  expect(decision).toMatchObject({ outcome: 'send', channel: 'sms', pointsVersion: 'agency-7' });
});

test('costs and delivery times are estimated for each channel', () => {
  const decision = decide({ message: message({ content: { body: 'ê'.repeat(71) } }) });
  const found = decision.channels.map(({ channel, cost, deliveryEstimate }) => [
    channel,
    cost,
    deliveryEstimate,
  ]);
  expect(found).toEqual([
    ['email', 600, 60],
    ['whatsapp', 10_000, 30],
    ['telegram', 0, 5],
    ['sms', 100_000, 10],
    ['voice', 100_000, 30],
  ]);
});
