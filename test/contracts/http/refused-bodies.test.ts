import { describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import { messageBody, routeBody } from '../../../shared/contracts/http/message-body.ts';
import { consent, prospectBody } from '../../../shared/contracts/http/prospect-body.ts';
import { variablesOf } from '../../../shared/domain/templates/template-data.ts';
import { AppError } from '../../../shared/errors.ts';
import { fit } from '../../../shared/runtime/http/json-body.ts';
import { exampleMessage } from '../../support/example-bodies.ts';

/** What the problem says of each field, as `path: message`. */
function refusal(schema: z.ZodMiniType, body: unknown): string[] {
  try {
    fit(schema, body);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid-request')
      return (error.errors ?? []).map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

const minimal = { prospect: { id: 'prospect_456' }, messageType: 'general', content: { body: 'Bonjour' } };
const to = (fields: object) => ({ ...minimal, prospect: { id: 'prospect_456', ...fields } });
const saying = (fields: object) => ({ ...minimal, content: { body: 'Bonjour', ...fields } });
const attaching = (...attachments: object[]) => saying({ attachments });

const TYPES = 'must be one of appointment, notification, marketing, survey, document, general';
const CHANNELS = 'must be one of email, whatsapp, telegram, sms, voice';
const PHONE = 'is not a valid phone number: give E.164 such as +33612345678, or a French national number';
const ZONE = 'is not a known time zone: give an IANA name such as Europe/Paris';
const TIME = 'must be a time of day such as 22:00';
const INSTANT = 'must be an ISO 8601 instant with an offset, such as 2026-12-01T15:00:00+01:00';
const DURATION = 'must be an ISO 8601 duration such as PT6H or P2D';
const FILE = 'must be a file name without slashes, at most 200 characters';
const NEITHER_OR_BOTH = 'needs either content (base64) or url, not both';

test.each<[string, unknown, string[]]>([
  ['nothing', undefined, [': is required']],
  ['null', null, [': must be an object']],
  ['a list', [], [': must be an object']],
  ['a text', 'Bonjour', [': must be an object']],
  ['an empty object', {}, ['prospect: is required', `messageType: ${TYPES}`, 'content: is required']],
  ['an unknown type', { ...minimal, messageType: 'promo' }, [`messageType: ${TYPES}`]],
  ['an unknown channel', { ...minimal, channel: 'fax' }, [`channel: ${CHANNELS}`]],
  [
    'an instant to decide for, which only /v1/route takes',
    { ...minimal, at: '2026-12-01T15:00:00Z' },
    ['at: is not a known field'],
  ],
])('%s is no message', (_, body, errors) => {
  expect(refusal(messageBody, body)).toEqual(errors);
});

describe('an unknown field is refused at every level', () => {
  const { content, ...rest } = exampleMessage;
  test.each<[string, object]>([
    ['chanel', { ...exampleMessage, chanel: 'sms' }],
    ['prospect.fone', { ...exampleMessage, prospect: { id: 'p', fone: '06' } }],
    ['prospect.preferences', { ...exampleMessage, prospect: { id: 'p', preferences: {} } }],
    ['prospect.consents.sms', { ...exampleMessage, prospect: { id: 'p', consents: { sms: {} } } }],
    ['priority.lvl', { ...exampleMessage, priority: { lvl: 'high' } }],
    ['preferences.quietHours', { ...exampleMessage, preferences: { quietHours: '22-8' } }],
    ['content.text', { ...rest, content: { ...content, text: 'a' } }],
    [
      'content.attachments.0.data',
      { ...rest, content: { body: 'a', attachments: [{ filename: 'a', content: 'AAAA', data: 'a' }] } },
    ],
    ['fallback.before', { ...exampleMessage, fallback: { ...exampleMessage.fallback, before: 'PT1H' } }],
    ['__proto__', { ...exampleMessage, ['__proto__']: {} }],
    ['constructor', { ...exampleMessage, constructor: {} }],
  ])('%s', (path, body) => {
    expect(refusal(messageBody, body)).toEqual([`${path}: is not a known field`]);
    expect(refusal(routeBody, body)).toEqual([`${path}: is not a known field`]);
  });
});

test.each<[string, object, string[]]>([
  ['nobody', { ...minimal, prospect: {} }, ['prospect: needs an id or an address']],
  ['only a name', { ...minimal, prospect: { name: 'Marie' } }, ['prospect: needs an id or an address']],
  [
    'an id with a space',
    to({ id: 'a b' }),
    ['prospect.id: must be 1 to 128 of A-Z a-z 0-9 _ . : @ + -, and not “.”, “..” or “erased”'],
  ],
  [
    'an id with the separator of storage keys',
    to({ id: 'a#b' }),
    ['prospect.id: must be 1 to 128 of A-Z a-z 0-9 _ . : @ + -, and not “.”, “..” or “erased”'],
  ],
  [
    'an id of 129 characters',
    to({ id: 'a'.repeat(129) }),
    ['prospect.id: must be 1 to 128 of A-Z a-z 0-9 _ . : @ + -, and not “.”, “..” or “erased”'],
  ],
  ['an empty name', to({ name: '' }), ['prospect.name: must not be empty']],
  ['a wrong phone', to({ phone: '06 12 34' }), [`prospect.phone: ${PHONE}`]],
  ['a phone that no French plan has', to({ phone: '+33000000000' }), [`prospect.phone: ${PHONE}`]],
  ['a phone as a number', to({ phone: 612_345_678 }), ['prospect.phone: must be a string']],
  ['a wrong WhatsApp number', to({ whatsapp: 'marie' }), [`prospect.whatsapp: ${PHONE}`]],
  ['a wrong e-mail address', to({ email: 'marie@' }), ['prospect.email: must be an e-mail address']],
  ['a Telegram name', to({ telegram: '@marie' }), ['prospect.telegram: must be a Telegram chat id: digits']],
  ['a language we do not have', to({ locale: 'de' }), ['prospect.locale: must be one of fr, en']],
  ['an unknown zone', to({ timeZone: 'Europe/Pari' }), [`prospect.timeZone: ${ZONE}`]],
  ['an offset for a zone', to({ timeZone: '+02:00' }), [`prospect.timeZone: ${ZONE}`]],
  ['an empty zone', to({ timeZone: '' }), [`prospect.timeZone: ${ZONE}`]],
  [
    'a consent without its proof',
    to({ consents: { marketing: { granted: true } } }),
    ['text', 'source', 'at'].map((field) => `prospect.consents.marketing.${field}: is required`),
  ],
])('a prospect with %s is refused', (_, body, errors) => {
  expect(refusal(messageBody, body)).toEqual(errors);
});

const REMINDER = { templateId: 'APPOINTMENT_REMINDER_24H' };
test.each<[string, object, string[]]>([
  ['without content', { ...minimal, content: {} }, ['content: needs body, html or templateId']],
  [
    'of a subject alone',
    { ...minimal, content: { subject: 'RDV' } },
    ['content: needs body, html or templateId'],
  ],
  ['with an empty body', saying({ body: '' }), ['content.body: must not be empty']],
  [
    'of 10,001 characters',
    saying({ body: 'a'.repeat(10_001) }),
    ['content.body: must be at most 10000 characters'],
  ],
  [
    'with a subject of 301 characters',
    saying({ subject: 'a'.repeat(301) }),
    ['content.subject: must be at most 300 characters'],
  ],
  [
    'with HTML of 200,001 characters',
    saying({ html: 'a'.repeat(200_001) }),
    ['content.html: must be at most 200000 characters'],
  ],
  [
    'of an unknown template',
    { ...minimal, content: { templateId: 'NOPE' } },
    ['content.templateId: is not a template of the catalogue'],
  ],
  [
    'of a template named like a property of every object',
    { ...minimal, content: { templateId: 'constructor' } },
    ['content.templateId: is not a template of the catalogue'],
  ],
  [
    'of a template without its variables',
    { ...minimal, content: REMINDER },
    ['firstName', 'appointmentTime'].map((name) => `content.data.${name}: is needed by the template`),
  ],
  [
    'of a template with one of two variables',
    { ...minimal, content: { ...REMINDER, data: { firstName: 'Marie' } } },
    ['content.data.appointmentTime: is needed by the template'],
  ],
  [
    'of a template with a variable that it does not know',
    {
      ...minimal,
      content: {
        templateId: 'MISSED_CALL',
        data: { companyPhone: '+33478123456', compagnyName: 'Agence' },
      },
    },
    [
      'content.data.compagnyName: is not a variable of the template, which has companyPhone, firstName, agentName, companyName',
    ],
  ],
  [
    'of a template with a link that is none and a date that no calendar has',
    {
      ...minimal,
      content: {
        templateId: 'DOCUMENT_TO_SIGN',
        data: {
          firstName: 'Marie',
          documentName: 'Compromis',
          signatureLink: 'http://a.example',
          signBefore: '2026-02-30',
        },
      },
    },
    [
      'content.data.signatureLink: must be an https URL',
      'content.data.signBefore: is not a date of the calendar',
    ],
  ],
  [
    'in its own words, with a variable that its template does not know',
    saying({ body: 'Bonjour', ...REMINDER, data: { firstname: 'Marie' } }),
    [
      `content.data.firstname: is not a variable of the template, which has ${variablesOf('APPOINTMENT_REMINDER_24H').join(', ')}`,
    ],
  ],
  ['with data that are a list', saying({ data: [] }), ['content.data: must be an object']],
  [
    'with a variable that is true',
    saying({ data: { a: true } }),
    ['content.data.a: must be a string or a number'],
  ],
  [
    'with a variable that is nothing',
    saying({ data: { a: null } }),
    ['content.data.a: must be a string or a number'],
  ],
  [
    'with a variable of 2,001 characters',
    saying({ data: { a: 'a'.repeat(2_001) } }),
    ['content.data.a: must be at most 2000 characters'],
  ],
  [
    'with a variable without a name',
    saying({ data: { '': 'a' } }),
    ['content.data.: has a name that must not be empty'],
  ],
  [
    'with a medium over http',
    saying({ mediaUrl: 'http://example.com/a.jpg' }),
    ['content.mediaUrl: must be an https URL'],
  ],
  ['with a medium that is no URL', saying({ mediaUrl: 'a.jpg' }), ['content.mediaUrl: must be an https URL']],
  [
    'with a medium of scheme data',
    saying({ mediaUrl: 'data:text/plain,a' }),
    ['content.mediaUrl: must be an https URL'],
  ],
])('a message %s is refused', (_, body, errors) => {
  expect(refusal(messageBody, body)).toEqual(errors);
});

test.each<[string, object, string[]]>([
  [
    'with content and a URL',
    attaching({ filename: 'a', content: 'AAAA', url: 'https://example.com/a' }),
    [`content.attachments.0: ${NEITHER_OR_BOTH}`],
  ],
  ['with neither', attaching({ filename: 'a' }), [`content.attachments.0: ${NEITHER_OR_BOTH}`]],
  ['without a name', attaching({ content: 'AAAA' }), ['content.attachments.0.filename: is required']],
  [
    'with a path for a name',
    attaching({ filename: '../a', content: 'AAAA' }),
    [`content.attachments.0.filename: ${FILE}`],
  ],
  [
    'with a backslash in its name',
    attaching({ filename: 'a\\b', content: 'AAAA' }),
    [`content.attachments.0.filename: ${FILE}`],
  ],
  [
    'with a line break in its name',
    attaching({ filename: 'a\r\nb', content: 'AAAA' }),
    [`content.attachments.0.filename: ${FILE}`],
  ],
  [
    'with a wrong media type',
    attaching({ filename: 'a', contentType: 'pdf', content: 'AAAA' }),
    ['content.attachments.0.contentType: must be a media type such as application/pdf'],
  ],
  [
    'in bad base64',
    attaching({ filename: 'a', content: 'AAA' }),
    ['content.attachments.0.content: must be base64'],
  ],
  [
    'in base64 for URLs',
    attaching({ filename: 'a', content: 'AA-_' }),
    ['content.attachments.0.content: must be base64'],
  ],
  [
    'in base64 with a line break',
    attaching({ filename: 'a', content: 'AAAA\nAAAA' }),
    ['content.attachments.0.content: must be base64'],
  ],
  [
    'that is empty',
    attaching({ filename: 'a', content: '' }),
    ['content.attachments.0.content: must not be empty'],
  ],
  [
    'over http',
    attaching({ filename: 'a', content: 'AAAA' }, { filename: 'b', url: 'http://example.com/b' }),
    ['content.attachments.1.url: must be an https URL'],
  ],
  [
    'too many',
    attaching(...Array.from({ length: 11 }, () => ({ filename: 'a', content: 'AAAA' }))),
    ['content.attachments: must be at most 10 items'],
  ],
])('an attachment %s is refused', (_, body, errors) => {
  expect(refusal(messageBody, body)).toEqual(errors);
});

const preferring = (preferences: object) => ({ ...minimal, preferences });
test.each<[string, object, string[]]>([
  [
    'quiet hours from 25:00',
    preferring({ quietHoursStart: '25:00' }),
    [`preferences.quietHoursStart: ${TIME}`],
  ],
  ['quiet hours until 8:00', preferring({ quietHoursEnd: '8:00' }), [`preferences.quietHoursEnd: ${TIME}`]],
  [
    'quiet hours as numbers',
    preferring({ quietHoursEnd: 8 }),
    ['preferences.quietHoursEnd: must be a string'],
  ],
  [
    'a preferred pigeon',
    preferring({ preferredChannels: ['sms', 'pigeon'] }),
    [`preferences.preferredChannels.1: ${CHANNELS}`],
  ],
  [
    'channels that are no list',
    preferring({ disabledChannels: 'sms' }),
    ['preferences.disabledChannels: must be an array'],
  ],
  [
    'six channels',
    preferring({ fallbackChannels: Array.from({ length: 6 }, () => 'sms') }),
    ['preferences.fallbackChannels: must be at most 5 items'],
  ],
  [
    'an answer that is no boolean',
    preferring({ allowSMSDuringQuietHours: 'yes' }),
    ['preferences.allowSMSDuringQuietHours: must be a boolean'],
  ],
  [
    'an unknown level',
    { ...minimal, priority: { level: 'asap' } },
    ['priority.level: must be one of low, normal, high, urgent'],
  ],
  [
    'no minutes to be sent in',
    { ...minimal, priority: { sendWithin: 0 } },
    ['priority.sendWithin: must be at least 1'],
  ],
  [
    'half a minute to be sent in',
    { ...minimal, priority: { sendWithin: 0.5 } },
    ['priority.sendWithin: must be an integer'],
  ],
  [
    'more than 30 days to be sent in',
    { ...minimal, priority: { sendWithin: 43_201 } },
    ['priority.sendWithin: must be at most 43200'],
  ],
  [
    'minutes as text',
    { ...minimal, priority: { sendWithin: '120' } },
    ['priority.sendWithin: must be a number'],
  ],
  [
    'an appointment without an offset',
    { ...minimal, appointmentAt: '2026-12-01T15:00:00' },
    [`appointmentAt: ${INSTANT}`],
  ],
  [
    'an appointment on 30 February',
    { ...minimal, appointmentAt: '2026-02-30T15:00:00Z' },
    [`appointmentAt: ${INSTANT}`],
  ],
  [
    'an appointment in seconds',
    { ...minimal, appointmentAt: 1_796_137_200 },
    ['appointmentAt: must be a string'],
  ],
  ['a date to be sent on', { ...minimal, sendAt: '2026-12-01' }, [`sendAt: ${INSTANT}`]],
  [
    'a fallback after nothing',
    { ...minimal, fallback: {} },
    ['fallback.after: is required', 'fallback.unless: must be one of delivered, opened'],
  ],
  [
    'a fallback after "6h"',
    { ...minimal, fallback: { after: '6h', unless: 'opened' } },
    [`fallback.after: ${DURATION}`],
  ],
  [
    'a fallback after "PT"',
    { ...minimal, fallback: { after: 'PT', unless: 'opened' } },
    [`fallback.after: ${DURATION}`],
  ],
  [
    'a fallback after a week',
    { ...minimal, fallback: { after: 'P1W', unless: 'opened' } },
    [`fallback.after: ${DURATION}`],
  ],
  [
    'a fallback after 59 s',
    { ...minimal, fallback: { after: 'PT59S', unless: 'opened' } },
    ['fallback.after: must be between PT1M and P30D'],
  ],
  [
    'a fallback after 31 days',
    { ...minimal, fallback: { after: 'P31D', unless: 'opened' } },
    ['fallback.after: must be between PT1M and P30D'],
  ],
])('a message with %s is refused', (_, body, errors) => {
  expect(refusal(messageBody, body)).toEqual(errors);
});

test('everything that is wrong is said at once, and the first of it in the sentence', () => {
  const body = { ...to({ phone: 'x', email: 'x' }), sendAt: 'x' };
  expect(() => fit(messageBody, body)).toThrow(
    expect.objectContaining({ code: 'invalid-request', message: `prospect.phone ${PHONE}. (and 2 more)` }),
  );
  expect(() => fit(messageBody, null)).toThrow('The body must be an object.');
});

test.each<[string, z.ZodMiniType, unknown, string[]]>([
  ['a prospect', prospectBody, { vip: true }, ['vip: is not a known field']],
  ['a consent', consent, {}, ['granted', 'text', 'source', 'at'].map((field) => `${field}: is required`)],
  [
    'a consent',
    consent,
    { granted: 'oui', text: '', source: 'a', at: 'hier' },
    ['granted: must be a boolean', 'text: must not be empty', `at: ${INSTANT}`],
  ],
])('%s that does not fit is refused', (_, schema, body, errors) => {
  expect(refusal(schema, body)).toEqual(errors);
});
