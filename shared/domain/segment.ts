import type { Instant } from './instant.ts';
import type { Locale, Prospect } from './prospect.ts';

/** Bounds, both inclusive; what is absent does not bound. */
export interface Span {
  min?: number;
  max?: number;
}

/** What people of a segment have in common. All criteria must hold; who lacks what a criterion asks about is out. */
export interface SegmentCriteria {
  tags?: { anyOf?: readonly string[]; allOf?: readonly string[]; noneOf?: readonly string[] };
  /** Whole euros. */
  budget?: Span;
  /** One of these is among the areas that the person looks in. */
  areas?: readonly string[];
  rooms?: Span;
  /** Opened, clicked, answered or wrote, or did not, within so many milliseconds. */
  engagement?: { withinMs: number; engaged: boolean };
  /** Has a recorded consent to marketing that was not withdrawn. */
  consent?: boolean;
  customer?: boolean;
  locale?: Locale;
}

export interface Segment {
  id: string;
  name: string;
  criteria: SegmentCriteria;
}

/** A person as segments see them. */
export interface KnownPerson {
  prospect: Prospect;
  /** When they last opened, clicked, answered or wrote, to the day. */
  engagedAt?: Instant;
  /** When they last clicked, answered or wrote, to the day: an e-mail that is opened is no contact. */
  contactAt?: Instant;
  /** When the agency last said something new of them, or it was first noticed that nobody knows when; to the day. */
  recordedAt?: Instant;
}

/** Does the person belong to the segment now? */
export function isInSegment(criteria: SegmentCriteria, person: KnownPerson, now: Instant): boolean {
  const { prospect, engagedAt } = person;
  const { tags, budget, areas, rooms, engagement, consent, customer, locale } = criteria;
  const { project, consents } = prospect;
  return (
    (tags === undefined || hasTags(tags, prospect.tags ?? [])) &&
    isWithin(budget, project?.budget) &&
    isWithin(rooms, project?.rooms) &&
    (areas === undefined || sharesOne(areas, project?.areas ?? [])) &&
    (engagement === undefined || isEngaged(engagement.withinMs, engagedAt, now) === engagement.engaged) &&
    (consent === undefined || (consents?.marketing?.granted === true) === consent) &&
    (customer === undefined || (prospect.customer === true) === customer) &&
    (locale === undefined || prospect.locale === locale)
  );
}

function isEngaged(withinMs: number, engagedAt: Instant | undefined, now: Instant): boolean {
  return engagedAt !== undefined && engagedAt >= now - withinMs;
}

function isWithin(span: Span | undefined, value: number | undefined): boolean {
  if (span === undefined) return true;
  const { min = -Infinity, max = Infinity } = span;
  return value !== undefined && value >= min && value <= max;
}

function hasTags(
  { anyOf, allOf, noneOf }: NonNullable<SegmentCriteria['tags']>,
  tags: readonly string[],
): boolean {
  const known = new Set(tags.map(plain));
  const has = (tag: string): boolean => known.has(plain(tag));
  return (
    (anyOf === undefined || anyOf.some(has)) &&
    (allOf === undefined || allOf.every(has)) &&
    !(noneOf ?? []).some(has)
  );
}

function sharesOne(wanted: readonly string[], known: readonly string[]): boolean {
  const names = new Set(known.map(plain));
  return wanted.some((name) => names.has(plain(name)));
}

/** « Saint-Étienne » and « saint etienne » are one name. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
