import type { Person } from '../story.ts';
import { BUYERS } from './buyers.ts';
import { NEWCOMERS } from './newcomers.ts';
import { OFFER } from './offer.ts';
import { RENTERS } from './renters.ts';
import { SELLERS } from './sellers.ts';
import { VISITORS } from './visitors.ts';
import { VISITORS_TO_COME } from './visits-to-come.ts';

/** Everybody of the demonstration. */
export const PEOPLE: readonly Person[] = [
  ...VISITORS_TO_COME,
  ...VISITORS,
  ...BUYERS,
  ...OFFER,
  ...SELLERS,
  ...RENTERS,
  ...NEWCOMERS,
];
