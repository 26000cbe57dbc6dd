import { describe, expect, test } from 'vitest';
import { type Setting, writeValue } from '../../../shared/domain/templates/format-value.ts';
import type { VariableType } from '../../../shared/domain/templates/variables.ts';

const FR: Setting = { locale: 'fr', zone: 'Europe/Paris', style: 'typographic' };
const EN: Setting = { ...FR, locale: 'en' };
const SMS: Setting = { ...FR, style: 'sms' };

/** Non-breaking spaces are written `_`. */
function write(type: VariableType, value: string | number, setting: Setting): string | undefined {
  const written = writeValue(type, value, setting);
  return 'text' in written ? written.text.replaceAll('\u00a0', '_') : undefined;
}

test.each<[VariableType, string | number, string, string, string]>([
  ['money', 245_000, '245_000_€', '€245,000', '245 000 €'],
  ['money', 1_250_000, '1_250_000_€', '€1,250,000', '1 250 000 €'],
  ['money', 1_250.5, '1_250,50_€', '€1,250.50', '1 250,50 €'],
  ['money', 0, '0_€', '€0', '0 €'],
  ['money', '450 000 €', '450 000 €', '450 000 €', '450 000 €'],
  ['money', '450\u00a0000\u202f€', '450_000\u202f€', '450_000\u202f€', '450 000 €'],
  ['surface', 85, '85_m²', '85_m²', '85 m2'],
  ['surface', 85.5, '85,5_m²', '85.5_m²', '85,5 m2'],
  ['count', 3, '3', '3', '3'],
  ['count', '12000', '12_000', '12,000', '12 000'],
  ['date', '2026-12-01', 'mardi 1er_décembre', 'Tuesday 1_December', 'mardi 1er décembre'],
  ['date', '2026-08-15', 'samedi 15_août', 'Saturday 15_August', 'samedi 15 aout'],
  ['date', '2028-02-29', 'mardi 29_février', 'Tuesday 29_February', 'mardi 29 février'],
  ['date', '2026-12-01T15:30:00+01:00', 'mardi 1er_décembre', 'Tuesday 1_December', 'mardi 1er décembre'],
  ['date', '2026-12-01T23:30:00Z', 'mercredi 2_décembre', 'Wednesday 2_December', 'mercredi 2 décembre'],
  ['date', 'demain', 'demain', 'demain', 'demain'],
  ['time', '15:30', '15h30', '3:30_pm', '15h30'],
  ['time', '15:00', '15h', '3_pm', '15h'],
  ['time', '08:05:00', '8h05', '8:05_am', '8h05'],
  ['time', '00:15', '0h15', '12:15_am', '0h15'],
  ['time', '12:00', '12h', '12_pm', '12h'],
  ['time', '15h', '15h', '15h', '15h'],
  ['time', '2026-12-01T15:30:00-04:00', '15h30', '3:30_pm', '15h30'],
  ['time', '2026-12-01T14:30Z', '15h30', '3:30_pm', '15h30'],
  ['time', '2026-07-01T13:30:00.000+00:00', '15h30', '3:30_pm', '15h30'],
  ['phone', '+33612345678', '06_12_34_56_78', '+33_6_12_34_56_78', '06 12 34 56 78'],
  ['phone', '+4930123456', '+4930123456', '+4930123456', '+4930123456'],
  ['text', 12, '12', '12', '12'],
  ['text', ' Marie\r\nDupont ', 'Marie Dupont', 'Marie Dupont', 'Marie Dupont'],
  ['paragraph', 'Un.\r\n\r\n\r\nDeux.', 'Un.\n\nDeux.', 'Un.\n\nDeux.', 'Un.\n\nDeux.'],
  [
    'url',
    'https://a.example/é "x"',
    'https://a.example/%C3%A9%20%22x%22',
    'https://a.example/%C3%A9%20%22x%22',
    'https://a.example/%C3%A9%20%22x%22',
  ],
  [
    'image',
    'https://a.example/p.jpg',
    'https://a.example/p.jpg',
    'https://a.example/p.jpg',
    'https://a.example/p.jpg',
  ],
])('%s %j is read %j in French, %j in English, %j by SMS', (type, value, fr, en, sms) => {
  expect([write(type, value, FR), write(type, value, EN), write(type, value, SMS)]).toEqual([fr, en, sms]);
});

describe('What does not fit is said in a word', () => {
  test.each<[VariableType, string | number, string]>([
    ['date', 5, 'must be a date such as 2026-12-01 or a text'],
    ['time', 15, 'must be a time such as 15:30 or a text'],
    ['phone', 612_345_678, 'must be a phone number such as +33612345678'],
    ['url', 1, 'must be an https URL'],
    ['money', -1, 'must not be negative'],
    ['count', Number.NaN, 'must be a finite number'],
    ['text', Number.POSITIVE_INFINITY, 'must be a finite number'],
    ['date', '2026-02-30', 'is not a date of the calendar'],
    ['date', '2026-13-01', 'is not a date of the calendar'],
    ['date', '2026-12-01T25:00:00+01:00', 'is not a date of the calendar'],
    ['time', '24:00', 'is not a time of the day'],
    ['time', '2026-12-01', 'lacks its time'],
    ['url', 'http://a.example', 'must be an https URL'],
    ['url', 'javascript:alert(1)', 'must be an https URL'],
    ['url', 'https://agence.fr@evil.example/', 'must be an https URL'],
    ['image', 'data:image/png;base64,AAAA', 'must be an https URL'],
  ])('%s %j', (type, value, problem) => {
    expect(writeValue(type, value, FR)).toEqual({ problem });
  });
});
