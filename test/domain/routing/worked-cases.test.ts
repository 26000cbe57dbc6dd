import { expect, test } from 'vitest';
import type { Preferences } from '../../../shared/domain/prospect.ts';
import { route } from '../../../shared/domain/routing/route.ts';
import { at, message, prospect, routingRequest, scoresOf } from '../../support/routing-request.ts';

const smsThenEmail: Preferences = { preferredChannels: ['sms', 'email'] };
const marie = prospect();
delete marie.whatsapp;

const reminder = message({
  prospect: marie,
  type: 'appointment',
  createdAt: at('2026-11-29T10:00:00+01:00'),
  appointmentAt: at('2026-12-01T15:00:00+01:00'),
  preferences: smsThenEmail,
  content: { body: 'Bonjour Marie, rappel de votre RDV à 15:00. Agence du Parc' },
});

test.each([
  ['the day before at 14:00', '2026-11-30T14:00:00+01:00', 'email', { email: 80, sms: 75 }],
  ['the day before at 23:00', '2026-11-30T23:00:00+01:00', 'email', { email: 110, sms: 45 }],
  ['that day at 13:55', '2026-12-01T13:55:00+01:00', 'sms', { sms: 95, email: 55 }],
])('a reminder for 15:00 to someone who prefers SMS then e-mail, %s', (_, now, channel, scores) => {
  const decision = route(routingRequest({ message: reminder, now: at(now) }));
  expect(decision).toMatchObject({ outcome: 'send', channel });
  expect(scoresOf(decision)).toEqual(scores);
});

test('the reminder of the day before explains itself: confidence, reason in both languages, version of the points', () => {
  const request = routingRequest({ message: reminder, now: at('2026-11-30T14:00:00+01:00') });
  const french = route(request);
  expect(french.confidence).toBeCloseTo(0.562, 3);
  expect(french.urgency).toBe('normal');
  expect(french.pointsVersion).toBe('2026-11');
  expect(french.reason).toBe(
    'Envoi par e-mail : 80 points contre 75 pour SMS (priorité normale ; urgence +20, coût +20).',
  );
  expect(route({ ...request, tenant: { ...request.tenant, locale: 'en' } }).reason).toBe(
    'Sent by e-mail: 80 points to 75 for SMS (normal priority; urgency +20, cost +20).',
  );
});

const offer = (overrides: Parameters<typeof message>[0]) =>
  message({
    type: 'marketing',
    level: 'low',
    content: { body: 'Nouvelle offre. STOP au 36123' },
    ...overrides,
  });

test('a marketing message of low priority goes by e-mail when there is one', () => {
  const decision = route(routingRequest({ message: offer({ prospect: marie }) }));
  expect(decision).toMatchObject({ outcome: 'send', channel: 'email' });
  expect(scoresOf(decision)).toEqual({ email: 70, sms: 20 });
});

test('it goes by WhatsApp to someone who stated that preference', () => {
  const preferences: Preferences = { preferredChannels: ['whatsapp'] };
  const decision = route(routingRequest({ message: offer({ preferences }) }));
  expect(decision).toMatchObject({ outcome: 'send', channel: 'whatsapp' });
  expect(scoresOf(decision)).toEqual({ whatsapp: 76, email: 70, sms: 20 });
});

test('it goes by SMS when there is nothing else', () => {
  const { email: _email, ...phoneOnly } = marie;
  const decision = route(routingRequest({ message: offer({ prospect: phoneOnly }) }));
  expect(decision).toMatchObject({ outcome: 'send', channel: 'sms', confidence: 1 });
  expect(decision.reason).toBe('Envoi par SMS, seul canal possible (20 points, priorité basse).');
});
