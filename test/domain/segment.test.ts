import { describe, expect, test } from 'vitest';
import { DAY } from '../../shared/domain/instant.ts';
import {
  isInSegment,
  type KnownPerson,
  type Segment,
  type SegmentCriteria,
} from '../../shared/domain/segment.ts';
import { TUESDAY } from '../support/routing-request.ts';

const marie: KnownPerson = {
  prospect: {
    id: 'marie',
    locale: 'fr',
    tags: ['Acheteur', 'Première visite'],
    project: { budget: 450_000, areas: ['Saint-Étienne', 'Lyon 3e'], rooms: 3 },
    consents: { marketing: { granted: true, text: 'J’accepte', source: 'formulaire', at: TUESDAY } },
  },
  engagedAt: TUESDAY - 10 * DAY,
};
const unknown: KnownPerson = { prospect: { id: 'inconnu' } };

const isIn = (criteria: Segment['criteria'], person: KnownPerson = marie): boolean =>
  isInSegment(criteria, person, TUESDAY);

describe('A segment', () => {
  test.each<[string, SegmentCriteria, boolean]>([
    ['has who can spend as much', { budget: { min: 400_000, max: 450_000 } }, true],
    ['has nobody who can spend less', { budget: { min: 450_001 } }, false],
    ['knows areas without accents, case and hyphens', { areas: ['saint etienne'] }, true],
    ['has nobody who looks elsewhere', { areas: ['Lyon'] }, false],
    ['counts rooms', { rooms: { min: 2, max: 3 } }, true],
    ['knows tags without accents and case', { tags: { anyOf: ['premiere visite', 'vendeur'] } }, true],
    ['may want every tag', { tags: { allOf: ['acheteur', 'vendeur'] } }, false],
    ['may exclude a tag', { tags: { noneOf: ['ACHETEUR'] } }, false],
    ['has who did something lately', { engagement: { withinMs: 10 * DAY, engaged: true } }, true],
    ['or who did not', { engagement: { withinMs: 9 * DAY, engaged: false } }, true],
    ['has who agreed', { consent: true }, true],
    ['has who is no customer', { customer: false }, true],
    ['has who reads French', { locale: 'fr' }, true],
    ['wants every criterion to hold', { locale: 'fr', consent: false }, false],
    ['without criteria has everybody', {}, true],
  ])('%s', (_what, criteria, expected) => {
    expect(isIn(criteria)).toBe(expected);
  });

  test.each<[string, SegmentCriteria, boolean]>([
    ['a budget', { budget: { max: 1_000_000 } }, false],
    ['an area', { areas: ['Lyon'] }, false],
    ['rooms', { rooms: {} }, false],
    ['a language', { locale: 'fr' }, false],
    ['a recent sign of life', { engagement: { withinMs: DAY, engaged: true } }, false],
    ['silence', { engagement: { withinMs: DAY, engaged: false } }, true],
    ['none of some tags', { tags: { noneOf: ['acheteur'] } }, true],
  ])('that asks for %s decides on somebody of whom nothing is known', (_what, criteria, expected) => {
    expect(isIn(criteria, unknown)).toBe(expected);
  });
});
