import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarFileFor } from '../../shared/domain/calendar-file.ts';
import { icsText } from '../../shared/domain/ics-text.ts';
import type { Message } from '../../shared/domain/message.ts';
import { at, message, prospect } from '../support/routing-request.ts';
import { AGENCY, exampleData } from '../support/template-examples.ts';

const CONFIRMATION = 'APPOINTMENT_CONFIRMATION';

function confirmed(overrides: Partial<Message> = {}): Message {
  return message({
    content: { templateId: CONFIRMATION, data: exampleData(CONFIRMATION, 'fr') },
    appointmentAt: at('2026-12-01T15:30:00+01:00'),
    ...overrides,
  });
}

const unfolded = (text: string): string => text.replaceAll('\r\n ', '');

describe('An appointment for a calendar', () => {
  test('says when, where, with whom and how to get there, and reminds an hour before', () => {
    const file = calendarFileFor(confirmed(), AGENCY);
    expect(file).toMatchObject({
      filename: 'rendez-vous.ics',
      contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    });
    expect(unfolded(file?.text ?? '').split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Coccinelle//Appointments//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      expect.stringMatching(/^UID:[0-9a-z]{16}@tenant_a\.coccinelle$/),
      'DTSTAMP:20261124T130000Z',
      'DTSTART:20261201T143000Z',
      'DTEND:20261201T153000Z',
      'SUMMARY:Rendez-vous – Agence Dupont',
      'LOCATION:12 rue des Lilas\\, Lyon 3e',
      'DESCRIPTION:Avec Julie Martin\\, 06\u00a012\u00a034\u00a056\u00a078\\nPlan : https://agence-dupont.fr/plan/8f3k',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT1H',
      'DESCRIPTION:Rendez-vous – Agence Dupont',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });
  test('is one entry, whether the confirmation or its reminder says so, and another for another hour', () => {
    const uid = (overrides: Partial<Message>) =>
      /^UID:.*$/m.exec(calendarFileFor(confirmed(overrides), AGENCY)?.text ?? '')?.[0];
    const reminder = { templateId: 'APPOINTMENT_REMINDER_24H', body: 'À demain' };
    expect(uid({ id: 'msg_2', content: reminder })).toBe(uid({}));
    expect(uid({ appointmentAt: at('2026-12-01T16:30:00+01:00') })).not.toBe(uid({}));
    expect(uid({ prospect: prospect({ id: 'prospect_2' }) })).not.toBe(uid({}));
  });
  test('speaks the language of the person, and lasts as long as it is told', () => {
    const english = confirmed({ prospect: prospect({ locale: 'en' }), appointmentMinutes: 120 });
    const file = calendarFileFor(english, AGENCY);
    expect(file?.filename).toBe('appointment.ics');
    expect(file?.text).toContain('SUMMARY:Appointment – Agence Dupont\r\n');
    expect(file?.text).toContain('DTEND:20261201T163000Z\r\n');
  });
  test('leaves out what is not known', () => {
    const bare = confirmed({ content: { templateId: 'APPOINTMENT_REMINDER_24H', body: 'À demain' } });
    expect(calendarFileFor(bare, AGENCY)?.text).not.toMatch(/^(LOCATION|DESCRIPTION:Avec|DESCRIPTION:Plan)/m);
  });
  test('is made of no message without an appointment, or of another kind', () => {
    const { appointmentAt: _none, ...undated } = confirmed();
    expect(calendarFileFor(undated, AGENCY)).toBeUndefined();
    for (const content of [{ body: 'Bonjour' }, { templateId: 'VISIT_SURVEY' }])
      expect(calendarFileFor(confirmed({ content }), AGENCY)).toBeUndefined();
  });
  test('is the same, byte for byte, every time', () => {
    expect(calendarFileFor(confirmed(), AGENCY)).toEqual(calendarFileFor(confirmed(), AGENCY));
  });
});

describe('The text of a calendar file (RFC 5545)', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 300 });

  test('has lines of at most 75 octets that end in CRLF, and cuts no character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const file = icsText([['SUMMARY', { text }]]);
        const lines = file.split('\r\n');
        expect(lines.pop()).toBe('');
        for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(lines.slice(1).every((line) => line.startsWith(' '))).toBe(true);
        expect(Buffer.from(file).toString()).toBe(file);
      }),
    );
  });
  test('gives the text back, in one property, without control characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [line = '', ...others] = unfolded(icsText([['SUMMARY', { text }]])).split('\r\n');
        expect(others).toEqual(['']);
        const read = line
          .slice('SUMMARY:'.length)
          .replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
        const plain = text.toWellFormed().replace(/\r\n?/g, '\n');
        expect(read).toBe(plain.replace(/[^\P{Cc}\t\n]/gu, ''));
      }),
    );
  });
  test('cannot be given another property by a value', () => {
    const hostile = 'x\r\nATTENDEE:mailto:all@example.com\r\nEND:VEVENT';
    const data = { ...exampleData(CONFIRMATION, 'fr'), appointmentAddress: hostile, agentName: hostile };
    const file = calendarFileFor(confirmed({ content: { templateId: CONFIRMATION, data } }), AGENCY);
    expect(unfolded(file?.text ?? '')).not.toMatch(/^ATTENDEE/m);
    expect(file?.text.match(/^END:VEVENT\r\n/gm)).toHaveLength(1);
  });
});
