import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approvedTemplateFor } from '../../../shared/domain/approved-template.ts';
import { hasWords } from '../../../shared/domain/carried-content.ts';
import { subjectFor, textFor } from '../../../shared/domain/rendered-content.ts';
import { contractOf, expectsReply, isKnownTemplate } from '../../../shared/domain/template.ts';
import { TEMPLATES, type TemplateId } from '../../../shared/domain/templates/contracts.ts';
import { renderEmail } from '../../../shared/domain/templates/render-email.ts';
import { renderSms } from '../../../shared/domain/templates/render-sms.ts';
import { renderWhatsApp } from '../../../shared/domain/templates/render-whatsapp.ts';
import { plainLine } from '../../../shared/domain/templates/safe-text.ts';
import {
  dataProblems,
  type TemplateData,
  variablesOf,
} from '../../../shared/domain/templates/template-data.ts';
import { VARIABLE_TYPES } from '../../../shared/domain/templates/variables.ts';
import { approving, message, prospect, tenant } from '../../support/routing-request.ts';
import { AGENCY, exampleData, TEMPLATE_IDS, WORDINGS } from '../../support/template-examples.ts';

const REMINDER = 'APPOINTMENT_REMINDER_24H';
const data = { firstName: 'Marie', appointmentTime: '15:00', companyName: 'Agence du Parc' };
const FRENCH = { tenant: AGENCY, locale: 'fr' } as const;

describe('The data of a template', () => {
  const problems = (id: TemplateId, given?: TemplateData) =>
    dataProblems(id, given).map(({ name, message: text }) => `${name} ${text}`);

  test('lack what the template needs: not given, empty, or empty once made harmless', () => {
    const needed = ['firstName is needed by the template', 'appointmentTime is needed by the template'];
    expect(problems(REMINDER)).toEqual(needed);
    expect(problems(REMINDER, { firstName: '', appointmentTime: ' \u202e\n' })).toEqual(needed);
    expect(problems(REMINDER, data)).toEqual([]);
  });
  test('are found on themselves, not on their prototype', () => {
    const inherited = Object.create(data) as TemplateData;
    expect(problems(REMINDER, inherited)).toHaveLength(2);
    expect(renderSms(REMINDER, inherited, FRENCH)).toEqual({ missing: ['firstName', 'appointmentTime'] });
  });
  test('have no variable that the template does not know, and the error lists those it does', () => {
    expect(problems('MISSED_CALL', { companyPhone: '+33478123456', phone: '1' })).toEqual([
      'phone is not a variable of the template, which has companyPhone, firstName, agentName, companyName',
    ]);
  });
  test.each(['__proto__', 'constructor', 'toString', 'stopNumber'])('may not name %s', (name) => {
    const given = JSON.parse(`{"${name}": "x", "companyPhone": "+33478123456"}`) as TemplateData;
    expect(dataProblems('MISSED_CALL', given).map(({ kind }) => kind)).toEqual(['unknown']);
    expect(Object.hasOwn(Object.prototype, 'companyPhone')).toBe(false);
  });
  test('fit the types of the variables, and are not endless', () => {
    const given = { ...exampleData('DOCUMENT_TO_SIGN', 'fr'), signatureLink: 'javascript:x', signBefore: 4 };
    expect(problems('DOCUMENT_TO_SIGN', { ...given, firstName: 'a'.repeat(201) })).toEqual([
      'firstName must be at most 200 characters',
      'signatureLink must be an https URL',
      'signBefore must be a date such as 2026-12-01 or a text',
    ]);
  });
  test('may use the other names that clients have for a photo and for a name', () => {
    const given = {
      propertyAddress: '1 rue du Parc',
      propertyPrice: 0,
      prospectName: 'Marie Dupont',
      propertyImageUrl: 'https://example.com/p.jpg',
    };
    expect(problems('NEW_PROPERTY_ALERT', given)).toEqual([]);
    const email = renderEmail('NEW_PROPERTY_ALERT', given, FRENCH);
    expect(email).toMatchObject({ text: expect.stringContaining('Bonjour Marie Dupont,') });
    expect(email).toMatchObject({
      blocks: expect.arrayContaining([expect.objectContaining({ photo: 'https://example.com/p.jpg' })]),
    });
    expect(problems('NEW_PROPERTY_ALERT', { ...given, propertyImageUrl: 'x' })).toEqual([
      'propertyImageUrl must be an https URL',
    ]);
  });
});

describe('A template', () => {
  test('takes the name of the agency for its own, and a map from the address', () => {
    const given = {
      firstName: 'Marie',
      appointmentTime: '15:30',
      appointmentAddress: '12 rue des Lilas, Lyon & co',
    };
    const rendered = renderWhatsApp('APPOINTMENT_REMINDER_2H', given, FRENCH);
    expect(rendered).toMatchObject({
      text: expect.stringContaining(
        'https://www.google.com/maps/search/?api=1&query=12%20rue%20des%20Lilas%2C%20Lyon%20%26%20co',
      ),
    });
    expect(rendered).toMatchObject({ text: expect.stringContaining('Prévenez Agence Dupont') });
  });
  test('says STOP to where the agency can be told', () => {
    const given = { propertyAddress: '1 rue du Parc', propertyPrice: 245_000 };
    const by = (sms: object) => ({
      tenant: tenant({ senders: { sms: sms as never } }),
      locale: 'fr' as const,
    });
    const text = (voice: ReturnType<typeof by>) => renderSms('NEW_PROPERTY_ALERT', given, voice);
    expect(text(by({ address: '38105', twoWay: true }))).toMatchObject({
      text: expect.stringMatching(/STOP au 38105$/),
    });
    expect(text(by({ address: 'PARC', twoWay: false, stopNumber: '36180' }))).toMatchObject({
      text: expect.stringMatching(/STOP au 36180$/),
    });
    expect(text(by({ address: 'PARC', twoWay: false }))).toEqual({ missing: ['stopNumber'] });
  });
  test('is an e-mail of blocks that HTML can be made of, without what was not given', () => {
    const email = renderEmail(
      'NEW_PROPERTY_ALERT',
      { propertyAddress: '1 rue du Parc', propertyPrice: 245_000 },
      FRENCH,
    );
    expect(email).toMatchObject({ subject: 'Nouveau bien\u00a0: 1 rue du Parc' });
    const blocks = email !== undefined && 'blocks' in email ? email.blocks : [];
    expect(blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'property',
      'paragraph',
      'paragraph',
    ]);
    expect(blocks[3]).toEqual({
      kind: 'property',
      address: '1 rue du Parc',
      price: '245\u00a0000\u00a0€',
      linkLabel: 'Voir le bien',
      visitLabel: 'Choisir une date de visite',
    });
  });
  test('of all channels has a wording on those alone that its contract names', () => {
    for (const id of TEMPLATE_IDS) {
      const given = exampleData(id, 'fr');
      const found = [
        renderSms(id, given, FRENCH),
        renderEmail(id, given, FRENCH),
        renderWhatsApp(id, given, FRENCH),
      ];
      const channels: readonly string[] = TEMPLATES[id].channels;
      expect(found.map((each) => each !== undefined)).toEqual(
        ['sms', 'email', 'whatsapp'].map((channel) => channels.includes(channel)),
      );
    }
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'UNKNOWN'])(
  '%j is no template',
  (id) => {
    expect(isKnownTemplate(id)).toBe(false);
    expect(contractOf(id)).toBeUndefined();
    expect(expectsReply({ templateId: id })).toBe(false);
    const unknown = message({ content: { templateId: id } });
    for (const channel of ['sms', 'whatsapp', 'email', 'telegram'] as const)
      expect(textFor(unknown, channel, tenant())).toBeUndefined();
    expect(approvedTemplateFor(unknown, tenant())).toBeUndefined();
  },
);

describe('The text that a channel carries', () => {
  const content = { templateId: REMINDER, data };
  test("is the message's own before the template's", () => {
    const both = message({ content: { ...content, body: 'Bonjour' } });
    for (const channel of ['sms', 'whatsapp', 'email'] as const)
      expect(textFor(both, channel, tenant())).toBe('Bonjour');
  });
  test("is in the prospect's language, else in the tenant's", () => {
    const english = message({ content, prospect: prospect({ locale: 'en' }) });
    expect(textFor(english, 'sms', tenant())).toMatch(/^Hello Marie.*3 pm/);
    expect(textFor(message({ content }), 'sms', tenant())).toMatch(/^Bonjour Marie.*15h/);
    expect(textFor(message({ content }), 'sms', tenant({ locale: 'en' }))).toMatch(/^Hello Marie/);
  });
  test('on Telegram is that of the SMS', () => {
    expect(textFor(message({ content }), 'telegram', tenant())).toBe(
      textFor(message({ content }), 'sms', tenant()),
    );
  });
  test('has the subject of the message, of the template, or the name of the tenant', () => {
    expect(subjectFor(message({ content: { ...content, subject: 'RDV' } }), tenant())).toBe('RDV');
    expect(subjectFor(message({ content }), tenant())).toBe('Votre rendez-vous demain à 15h');
    expect(subjectFor(message({ content: { templateId: REMINDER } }), tenant())).toBe('Agence du Parc');
    expect(subjectFor(message(), tenant())).toBe('Agence du Parc');
  });
  test('is known to routing without being rendered', () => {
    for (const id of TEMPLATE_IDS) {
      for (const given of [exampleData(id, 'fr'), exampleData(id, 'fr', 'required'), {}]) {
        const example = message({ content: { templateId: id, data: given } });
        for (const channel of ['whatsapp', 'email'] as const)
          expect(hasWords(example.content, channel)).toBe(textFor(example, channel, AGENCY) !== undefined);
      }
    }
  });
  const agencyWith = (...variables: string[]) =>
    tenant({ whatsappTemplates: approving(REMINDER, variables) });
  test('of an approved WhatsApp template has its variables numbered in its own order, written out', () => {
    expect(approvedTemplateFor(message({ content }), agencyWith('appointmentTime', 'firstName'))).toEqual({
      contentSid: 'HX1',
      variables: { '1': '15h', '2': 'Marie' },
      links: [],
    });
    const bare = { ...content, data: { firstName: 'Marie' } };
    expect(approvedTemplateFor(message({ content: bare }), agencyWith('companyName'))?.variables).toEqual({
      '1': 'Agence du Parc',
    });
    expect(approvedTemplateFor(message({ content: bare }), agencyWith('appointmentTime'))).toBeUndefined();
  });
  test('of an approved WhatsApp template takes no variable from the prototype of the data', () => {
    expect(approvedTemplateFor(message({ content }), agencyWith('constructor'))).toBeUndefined();
  });
});

const MARK = '\u{1f512}';
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('Hostile values are harmless in every wording', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '<script>alert(1)</script>',
      '{{firstName}}',
      '{{#a}}',
      '{{/a}}',
      'a\r\nBcc: x@example.com',
      '\u202egnp.exe\u2066',
      '\u200f\u061c',
      '👩‍👧‍👦'.repeat(10),
      '\ud83d',
      'a'.repeat(10_000),
      '$& $1 $`',
      '"><img src=x onerror=alert(1)>',
      'javascript:alert(1)',
      'https://a.example/"><script>',
    ),
    fc.string({ unit: 'binary', maxLength: 80 }),
  );

  test.each(WORDINGS)('$id by $channel in $locale', (wording) => {
    const names = variablesOf(wording.id);
    const given = exampleData(wording.id, wording.locale);
    const textWith = (values: TemplateData): string | undefined =>
      textFor(
        message({
          content: { templateId: wording.id, data: values },
          prospect: prospect({ locale: wording.locale }),
        }),
        wording.channel,
        AGENCY,
      );
    const fixedParts = (name: string): string[] => (textWith({ ...given, [name]: MARK }) ?? '').split(MARK);
    fc.assert(
      fc.property(fc.constantFrom(...names), hostile, (name, value) => {
        const tried = { ...given, [name]: value };
        const problems = dataProblems(wording.id, tried).map((problem) => problem.name);
        // What does not fit, and is needed, leaves no text at all: never a hole.
        const text = textWith(tried) ?? 'refused';
        expect(text === 'refused' ? problems : [name]).toContain(name);
        expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]|[^\P{Cc}\n]|\p{Cs}/u);
        expect(VARIABLE_TYPES[name] !== 'paragraph' && /\n(Bcc|To):/i.test(text)).toBe(false);
        expect(text.length).toBeLessThan(5_000);
        const isText = VARIABLE_TYPES[name] === 'text' && problems.length === 0 && plainLine(value) !== '';
        // A link or a date is encoded or refused; a text stands where it belongs, and the rest says what it says.
        const around = isText ? fixedParts(name) : [];
        expect(around.filter((part) => !flat(text).includes(flat(part)))).toEqual([]);
        const isLink = VARIABLE_TYPES[name] === 'url' || VARIABLE_TYPES[name] === 'image';
        expect(isLink && /javascript:|<script|"/.test(text)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
