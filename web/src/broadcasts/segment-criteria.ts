import { isSameValue } from '../../../shared/domain/merge-patch.ts';
import type { Criteria } from './queries.ts';

/** A segment as its form has it: texts, as they are typed. */
export interface SegmentFields {
  name: string;
  anyOf: string;
  allOf: string;
  noneOf: string;
  areas: string;
  budgetMin: string;
  budgetMax: string;
  roomsMin: string;
  roomsMax: string;
  consent: Answer;
  customer: Answer;
  locale: '' | 'fr' | 'en';
  engaged: Answer;
  engagementDays: string;
}

export type Answer = '' | 'yes' | 'no';

const USUAL_DAYS = '90';

export function fieldsOf(name: string, criteria: Criteria): SegmentFields {
  const { tags, budget, rooms, areas, consent, customer, locale, engagement } = criteria;
  const list = (words: readonly string[] | undefined) => words?.join(', ') ?? '';
  const figure = (value: number | undefined) => (value === undefined ? '' : String(value));
  const answer = (value: boolean | undefined): Answer => (value === undefined ? '' : value ? 'yes' : 'no');
  return {
    name,
    anyOf: list(tags?.anyOf),
    allOf: list(tags?.allOf),
    noneOf: list(tags?.noneOf),
    areas: list(areas),
    budgetMin: figure(budget?.min),
    budgetMax: figure(budget?.max),
    roomsMin: figure(rooms?.min),
    roomsMax: figure(rooms?.max),
    consent: answer(consent),
    customer: answer(customer),
    locale: locale ?? '',
    engaged: answer(engagement?.engaged),
    engagementDays: engagement === undefined ? USUAL_DAYS : String(daysOf(engagement.within)),
  };
}

export function criteriaOf(fields: SegmentFields): Criteria {
  const words = (name: 'anyOf' | 'allOf' | 'noneOf' | 'areas') => {
    const typed = fields[name].split(',').map((word) => word.trim());
    const found = typed.filter((word) => word !== '');
    return found.length > 0 && { [name]: found };
  };
  const tags = { ...words('anyOf'), ...words('allOf'), ...words('noneOf') };
  const budget = spanOf(fields.budgetMin, fields.budgetMax);
  const rooms = spanOf(fields.roomsMin, fields.roomsMax);
  return {
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(budget !== undefined && { budget }),
    ...words('areas'),
    ...(rooms !== undefined && { rooms }),
    ...(fields.engaged !== '' && {
      engagement: { within: `P${fields.engagementDays}D`, engaged: fields.engaged === 'yes' },
    }),
    ...(fields.consent !== '' && { consent: fields.consent === 'yes' }),
    ...(fields.customer !== '' && { customer: fields.customer === 'yes' }),
    ...(fields.locale !== '' && { locale: fields.locale }),
  };
}

/** What the form makes of a segment: what was not edited stays as it was, also what the form cannot show in full. */
export function editedCriteria(fields: SegmentFields, before: Criteria): Criteria {
  const shown = criteriaOf(fieldsOf(fields.name, before));
  const unseen = Object.entries(before).filter(([name]) => !Object.hasOwn(shown, name));
  return { ...Object.fromEntries(unseen), ...(unlessEdited(criteriaOf(fields), shown, before) as Criteria) };
}

function unlessEdited(now: unknown, shown: unknown, before: unknown): unknown {
  if (isSameValue(now, shown)) return before;
  if (!isFields(now) || !isFields(shown) || !isFields(before)) return now;
  return Object.fromEntries(
    Object.entries(now).map(([name, value]) => [name, unlessEdited(value, shown[name], before[name])]),
  );
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function spanOf(min: string, max: string): { min?: number; max?: number } | undefined {
  if (min === '' && max === '') return undefined;
  return { ...(min !== '' && { min: Number(min) }), ...(max !== '' && { max: Number(max) }) };
}

/** Whole days of `P90D`; of anything else, as many as its hours make, and one at least. */
export function daysOf(duration: string): number {
  const [, days = '0', hours = '0'] = /P(?:(\d+)D)?(?:T(\d+)H)?/.exec(duration) ?? [];
  return Math.max(1, Number(days) + Math.round(Number(hours) / 24));
}

/** An id that says what the segment is called, and is no other's. */
export function idOfSegment(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  return `${plain === '' ? 'segment' : plain}-${crypto.randomUUID().slice(0, 8)}`;
}
