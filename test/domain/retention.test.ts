import { describe, expect, test } from 'vitest';
import { DAY, startOfDay } from '../../shared/domain/instant.ts';
import { isSilent, lastContact, monthsBefore, retentionMonths } from '../../shared/domain/retention.ts';
import { at, tenant } from '../support/routing-request.ts';

const day = (text: string) => at(`${text}T00:00:00Z`);
const gone = (contact: string, today: string, months = 36) =>
  isSilent(
    { prospect: { id: 'marie' }, contactAt: day(contact) },
    monthsBefore(at(`${today}T02:50:00Z`), months),
  );

describe('Months of silence', () => {
  test.each([
    ['2024-03-10', '2027-03-09', false],
    ['2024-03-10', '2027-03-10', true],
    ['2024-02-29', '2027-02-28', false],
    ['2024-02-29', '2027-03-01', true],
    ['2024-02-28', '2027-02-28', true],
    ['2025-02-28', '2028-02-29', true],
    ['2025-03-01', '2028-02-29', false],
    ['2025-03-01', '2028-03-01', true],
  ])('who was heard of on %s and is kept for three years: is it over on %s? %s', (contact, today, isOver) => {
    expect(gone(contact, today)).toBe(isOver);
  });

  test.each([
    ['2026-10-31', '2026-11-29', 1, false],
    ['2026-10-31', '2026-12-01', 1, true],
    ['2026-01-31', '2026-12-31', 11, true],
    ['2026-02-28', '2027-01-31', 11, true],
    ['2016-11-24', '2026-11-24', 120, true],
  ])('%s on %s, kept for %i months: %s', (contact, today, months, isOver) => {
    expect(gone(contact, today, months)).toBe(isOver);
  });

  test('never run backwards: whoever is gone one day is gone on the next', () => {
    let before = 0;
    for (let today = day('2023-12-01'); today < day('2029-01-01'); today += DAY) {
      const since = monthsBefore(today, 36);
      expect([since, since % DAY]).toEqual([Math.max(since, before), 0]);
      before = since;
    }
  });
});

describe('The last contact', () => {
  const prospect = { id: 'marie' };
  test('is the latest of what is known: a click or a word, news from the agency, a consent or a refusal', () => {
    const [early, late] = [day('2024-01-01'), day('2025-01-01')];
    const consents = { marketing: { granted: false, text: 'Non', source: 'phone', at: late + 5 } };
    expect(lastContact({ prospect, contactAt: early, recordedAt: late })).toBe(late);
    expect(lastContact({ prospect, contactAt: late, recordedAt: early })).toBe(late);
    expect(startOfDay(lastContact({ prospect: { ...prospect, consents }, recordedAt: early }) ?? 0)).toBe(
      late,
    );
  });

  test('is not that an e-mail was opened', () => {
    const person = { prospect, engagedAt: day('2026-11-01'), recordedAt: day('2020-01-01') };
    expect(isSilent(person, day('2023-11-24'))).toBe(true);
  });

  test('is not known of who was recorded before it was kept: they are not silent', () => {
    const consents = { marketing: { granted: true, text: 'Oui', source: 'paper', at: day('2015-01-01') } };
    const person = { prospect: { ...prospect, consents }, engagedAt: day('2016-01-01') };
    expect(lastContact(person)).toBeUndefined();
    expect(isSilent(person, day('2023-11-24'))).toBe(false);
  });

  test('counts for nothing with a customer', () => {
    const person = { prospect: { ...prospect, customer: true }, contactAt: day('2010-01-01') };
    expect(isSilent(person, day('2023-11-24'))).toBe(false);
  });
});

test('A policy that says nothing keeps people for three years, and null keeps them for ever', () => {
  const { policy } = tenant();
  expect(retentionMonths(policy)).toBe(36);
  expect(retentionMonths({ ...policy, prospectRetentionMonths: 12 })).toBe(12);
  expect(retentionMonths({ ...policy, prospectRetentionMonths: null })).toBeUndefined();
});
