import { describe, expect, test } from 'vitest';
import { messageBody, routeBody } from '../../../shared/contracts/http/message-body.ts';
import { prospectView } from '../../../shared/contracts/http/prospect-view.ts';
import { consent, prospectBody, toProspect } from '../../../shared/contracts/http/prospect-body.ts';
import { toDraft } from '../../../shared/contracts/http/to-draft.ts';
import { HOUR } from '../../../shared/domain/instant.ts';
import { fit, readJson } from '../../../shared/runtime/http/json-body.ts';
import { at } from '../../support/routing-request.ts';
import {
  exampleConsent,
  exampleMessage,
  examplePreferences,
  exampleProspect,
} from '../../support/example-bodies.ts';

const minimal = { prospect: { id: 'prospect_456' }, messageType: 'general', content: { body: 'Bonjour' } };

describe('the message that the contract shows', () => {
  test('is accepted whole and read into the domain', () => {
    const { draft, files } = toDraft(fit(messageBody, exampleMessage));
    expect(draft).toEqual({
      prospect: { id: 'prospect_456', ...exampleProspect },
      type: 'appointment',
      level: 'urgent',
      sendWithin: 120,
      preferences: {
        preferredChannels: ['sms', 'email'],
        fallbackChannels: ['email'],
        disabledChannels: [],
        quietHoursStart: 22 * 60,
        quietHoursEnd: 8 * 60,
        allowSmsDuringQuietHours: false,
      },
      content: {
        ...exampleMessage.content,
        attachments: [
          { filename: 'plan.pdf', contentType: 'application/pdf' },
          { filename: 'photo.jpg', url: 'https://example.com/photo.jpg' },
        ],
      },
      appointmentAt: at('2026-12-01T15:00:00+01:00'),
      channel: 'sms',
      sendAt: at('2026-11-30T15:00:00+01:00'),
      fallback: { afterMs: 6 * HOUR, unless: 'opened' },
    });
    expect(files).toEqual([
      { index: 0, filename: 'plan.pdf', contentType: 'application/pdf', base64: 'JVBERi0xLjQ=' },
    ]);
  });
  test('may be asked about at another instant', () => {
    const { at: instant } = fit(routeBody, { ...exampleMessage, at: '2026-11-30T14:00:00+01:00' });
    expect(instant).toBe(at('2026-11-30T14:00:00+01:00'));
    expect(fit(routeBody, exampleMessage).at).toBeUndefined();
  });
});

test.each([
  ['a known prospect by its id alone', minimal],
  ['somebody by an address alone', { ...minimal, prospect: { email: 'marie@example.com' } }],
  ['HTML alone', { ...minimal, content: { html: '<p>Bonjour</p>' } }],
  [
    'a template with its variables',
    {
      ...minimal,
      content: {
        templateId: 'NEW_PROPERTY_ALERT',
        data: { propertyAddress: '1 rue du Parc', propertyPrice: 250_000 },
      },
    },
  ],
  [
    'the brief’s alert with a photo, features and links',
    {
      ...minimal,
      content: {
        templateId: 'NEW_PROPERTY_ALERT',
        data: {
          prospectName: 'Marie Dupont',
          propertyType: 'Appartement 3 pièces',
          propertyAddress: '45 Avenue des Champs-Élysées, Paris',
          propertyPrice: '850 000 €',
          propertyDescription: 'Magnifique appartement...',
          propertyFeatures: '• 75m² • 2 chambres • Balcon • Parking',
          propertyImageUrl: 'https://example.com/property.jpg',
          viewDetailsLink: 'https://app.coccinelle.ai/properties/123',
          scheduleVisitLink: 'https://app.coccinelle.ai/schedule/123',
          companyName: 'Agence Dupont',
        },
      },
    },
  ],
  ['a body of 10,000 characters', { ...minimal, content: { body: 'a'.repeat(10_000) } }],
  [
    'ten attachments',
    {
      ...minimal,
      content: {
        body: 'a',
        attachments: Array.from({ length: 10 }, () => ({ filename: 'a.pdf', content: 'AAAA' })),
      },
    },
  ],
  ['a fallback after a minute', { ...minimal, fallback: { after: 'PT1M', unless: 'delivered' } }],
  ['a fallback after 30 days', { ...minimal, fallback: { after: 'P30D', unless: 'delivered' } }],
  ['an instant in UTC', { ...minimal, sendAt: '2026-12-01T15:00:00Z' }],
  ['an instant with milliseconds', { ...minimal, sendAt: '2026-12-01T15:00:00.123+01:00' }],
])('a message with %s is accepted', (_, body) => {
  expect(fit(messageBody, body)).toMatchObject({ messageType: 'general' });
});

test('somebody without an id of the client is the same person at the same address, however it is written', () => {
  const idOf = (prospect: object) => toDraft(fit(messageBody, { ...minimal, prospect })).draft.prospect.id;
  expect(idOf({ phone: '06 12 34 56 78' })).toBe(idOf({ phone: '+33612345678', name: 'Marie' }));
  expect(idOf({ whatsapp: '+33698765432', phone: '06 12 34 56 78' })).toBe(idOf({ phone: '06 12 34 56 78' }));
  expect(idOf({ phone: '06 12 34 56 78' })).not.toBe(idOf({ phone: '06 12 34 56 79' }));
  expect(idOf({ phone: '06 12 34 56 78' })).toMatch(/^prospect_[0-9a-z]{16}$/);
});

test('numbers, domains and zones are brought into one form', () => {
  const { prospect } = fit(messageBody, {
    ...minimal,
    prospect: {
      phone: '0692 12 34 56',
      whatsapp: '06.12.34.56.78',
      email: 'Marie.D@EXAMPLE.com',
      timeZone: 'indian/reunion',
    },
  });
  expect(prospect).toEqual({
    phone: '+262692123456',
    whatsapp: '+33612345678',
    email: 'Marie.D@example.com',
    timeZone: 'Indian/Reunion',
  });
});

test('names that JavaScript gives a meaning to are harmless in the data of a template', () => {
  const data: unknown = JSON.parse(
    '{"__proto__": {"admin": "yes"}, "constructor": "x", "firstName": "Marie"}',
  );
  const { content } = fit(messageBody, { ...minimal, content: { body: 'a', data } });
  expect(Object.getPrototypeOf(content.data)).toBe(Object.prototype);
  expect(content.data).toMatchObject({ constructor: 'x', firstName: 'Marie' });
  expect('admin' in {}).toBe(false);
});

describe('prospects', () => {
  const body = {
    ...exampleProspect,
    preferences: examplePreferences,
    consents: { marketing: exampleConsent },
  };
  test('what was put is shown again', () => {
    const shown = prospectView(toProspect('prospect_456', fit(prospectBody, body)));
    const consents = { marketing: { ...exampleConsent, at: '2026-11-20T09:00:00.000Z' } };
    expect(shown).toEqual({ id: 'prospect_456', ...body, consents });
  });
  test('what is shown can be put again', () => {
    const first = toProspect('prospect_456', fit(prospectBody, body));
    expect(toProspect('prospect_456', fit(prospectBody, prospectView(first)))).toEqual(first);
  });
  test('nothing has to be known of them', () => {
    expect(toProspect('prospect_456', fit(prospectBody, {}))).toEqual({ id: 'prospect_456' });
  });
  test('a consent is text, source and time', () => {
    expect(fit(consent, exampleConsent)).toEqual({ ...exampleConsent, at: at('2026-11-20T10:00:00+01:00') });
  });
});

describe('a body', () => {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  test('is read as JSON', () => {
    expect(readJson({ headers, body: '{"a": 1}' })).toEqual({ a: 1 });
  });
  test.each([
    ['of another type', { 'content-type': 'text/plain' }, '{}', 'unsupported-media-type'],
    ['of no type', {}, '{}', 'unsupported-media-type'],
    ['that is empty', headers, '', 'invalid-json'],
    ['that breaks off', headers, '{"a": ', 'invalid-json'],
  ])('%s is refused', (_, given, text, code) => {
    expect(() => readJson({ headers: given, body: text })).toThrow(expect.objectContaining({ code }));
  });
});
