import { describe, expect, test } from 'vitest';
import { charactersOutsideGsm7, measureSms } from '../../shared/domain/sms-segments.ts';
import { CATALOGUE } from '../../shared/domain/template-catalogue.ts';
import {
  expectsReply,
  isKnownTemplate,
  missingVariables,
  renderTemplate,
} from '../../shared/domain/template.ts';
import { approvedTemplateFor, subjectFor, textFor } from '../../shared/domain/rendered-content.ts';
import { message, prospect, tenant } from '../support/routing-request.ts';

const REMINDER = 'APPOINTMENT_REMINDER_24H';
const data = { firstName: 'Marie', appointmentTime: '15:00', companyName: 'Agence du Parc' };

test.each([
  ['sms', 'fr', { text: 'Bonjour Marie, rappel de votre RDV demain à 15:00. Agence du Parc' }],
  ['sms', 'en', { text: 'Hello Marie, a reminder of your appointment tomorrow at 15:00. Agence du Parc' }],
  [
    'whatsapp',
    'fr',
    { text: 'Bonjour Marie, nous vous rappelons votre rendez-vous demain à 15:00. Agence du Parc' },
  ],
  [
    'email',
    'en',
    {
      subject: 'Your appointment tomorrow at 15:00',
      text: 'Hello Marie,\n\nThis is a reminder of your appointment tomorrow at 15:00.\n\nSee you then,\nAgence du Parc',
    },
  ],
] as const)('a template is worded for %s in %s', (channel, locale, expected) => {
  expect(renderTemplate(REMINDER, channel, locale, data)).toEqual(expected);
});

describe('variables', () => {
  test('that are missing or empty are named once each', () => {
    expect(renderTemplate(REMINDER, 'email', 'fr', { firstName: '' })).toEqual({
      missing: ['firstName', 'appointmentTime', 'companyName'],
    });
    expect(missingVariables(REMINDER, { firstName: 'Marie' })).toEqual(['appointmentTime', 'companyName']);
    expect(missingVariables(REMINDER, data)).toEqual([]);
    expect(missingVariables(REMINDER, undefined)).toEqual(['firstName', 'appointmentTime', 'companyName']);
  });
  test('may be numbers, zero included', () => {
    const rendering = renderTemplate('NEW_PROPERTY_ALERT', 'sms', 'en', {
      propertyAddress: '1 rue du Parc',
      propertyPrice: 0,
    });
    expect(rendering).toEqual({ text: 'New property available: 1 rue du Parc, 0.' });
  });
  test.each(['$&', '$1', '{{companyName}}', '__proto__', '<b>'])(
    'with the value %j are put in as they are',
    (firstName) => {
      const rendering = renderTemplate(REMINDER, 'sms', 'fr', { ...data, firstName });
      expect(rendering).toMatchObject({
        text: `Bonjour ${firstName}, rappel de votre RDV demain à 15:00. Agence du Parc`,
      });
    },
  );
  test('that nobody asked for are left alone', () => {
    expect(renderTemplate(REMINDER, 'sms', 'fr', { ...data, other: 'x' })).toEqual(
      renderTemplate(REMINDER, 'sms', 'fr', data),
    );
  });
  test.each(['__proto__', 'constructor', 'toString'])('named %s are data like any other', (name) => {
    const evil = JSON.parse(`{"${name}": "x", "firstName": "Marie"}`) as Record<string, string>;
    expect(missingVariables(REMINDER, evil)).toEqual(['appointmentTime', 'companyName']);
    expect(Object.hasOwn(Object.prototype, 'firstName')).toBe(false);
  });
  test('are never found on the prototype of the data', () => {
    const inherited = Object.create(data) as Record<string, string>;
    expect(missingVariables(REMINDER, inherited)).toEqual(['firstName', 'appointmentTime', 'companyName']);
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'UNKNOWN'])(
  '%j is no template',
  (id) => {
    expect(isKnownTemplate(id)).toBe(false);
    expect(expectsReply(id)).toBe(false);
    expect(renderTemplate(id, 'sms', 'fr', data)).toBeUndefined();
    expect(missingVariables(id, data)).toEqual([]);
    expect(textFor(message({ content: { templateId: id } }), 'sms', tenant())).toBeUndefined();
    expect(approvedTemplateFor(message({ content: { templateId: id } }), tenant())).toBeUndefined();
  },
);

describe('the catalogue', () => {
  const wordings = Object.entries(CATALOGUE).flatMap(([id, template]) =>
    (['sms', 'whatsapp', 'email'] as const).map((channel) => ({ id, channel, wording: template[channel] })),
  );
  const variablesIn = (text: string): string[] =>
    [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].sort();

  test.each(wordings)('$id on $channel needs the same variables in both languages', ({ wording }) => {
    const [fr, en] = [wording?.fr, wording?.en].map((text) => variablesIn(`${text?.subject} ${text?.text}`));
    expect(fr).toEqual(en);
  });
  test.each(Object.keys(CATALOGUE))('the SMS of %s keeps to GSM-7, in one part with short values', (id) => {
    const text = CATALOGUE[id]?.sms?.fr.text ?? '';
    expect(charactersOutsideGsm7(text)).toEqual([]);
    expect(measureSms(text).segments).toBe(1);
  });
});

describe('the text that a channel carries', () => {
  const content = { templateId: REMINDER, data };
  test("is the message's own before the template's", () => {
    const both = message({ content: { ...content, body: 'Bonjour' } });
    expect(textFor(both, 'sms', tenant())).toBe('Bonjour');
  });
  test("is in the prospect's language, else in the tenant's", () => {
    const english = message({ content, prospect: prospect({ locale: 'en' }) });
    expect(textFor(english, 'sms', tenant())).toMatch(/^Hello Marie/);
    expect(textFor(message({ content }), 'sms', tenant())).toMatch(/^Bonjour Marie/);
    expect(textFor(message({ content }), 'sms', tenant({ locale: 'en' }))).toMatch(/^Hello Marie/);
  });
  test('has the subject of the message, of the template, or the name of the tenant', () => {
    expect(subjectFor(message({ content: { ...content, subject: 'RDV' } }), tenant())).toBe('RDV');
    expect(subjectFor(message({ content }), tenant())).toBe('Votre rendez-vous demain à 15:00');
    expect(subjectFor(message({ content: { templateId: REMINDER } }), tenant())).toBe('Agence du Parc');
    expect(subjectFor(message(), tenant())).toBe('Agence du Parc');
  });
  test('of an approved WhatsApp template has its variables numbered in its own order', () => {
    const agency = tenant({
      whatsappTemplates: { [REMINDER]: { contentSid: 'HX1', variables: ['appointmentTime', 'firstName'] } },
    });
    expect(approvedTemplateFor(message({ content }), agency)).toEqual({
      contentSid: 'HX1',
      variables: { '1': '15:00', '2': 'Marie' },
    });
    expect(approvedTemplateFor(message({ content: { templateId: REMINDER } }), agency)).toBeUndefined();
  });
  test('of an approved WhatsApp template takes no variable from the prototype of the data', () => {
    const agency = tenant({
      whatsappTemplates: { [REMINDER]: { contentSid: 'HX1', variables: ['constructor'] } },
    });
    expect(approvedTemplateFor(message({ content }), agency)).toBeUndefined();
  });
});
