export type Span = 'day' | 'week';

const MONDAY = 1;
const LENGTH = { day: 1, week: 7 } as const;

/** `2026-12-01` in the calendar of whoever looks. */
export function dateText(day: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;
}

/** Midnight of a written day; of `now` when it is none. */
export function dayOf(text: string | null, now: number): Date {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '') ?? [];
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  if (!Number.isNaN(date.getTime())) return date;
  const today = new Date(now);
  today.setHours(0, 0, 0, 0);
  return today;
}

/** By the calendar, so that days of 23 and 25 hours count as one. */
function plusDays(day: Date, days: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
}

/** The first day of the span that a day is in. */
export function startOf(span: Span, day: Date): Date {
  return span === 'day' ? day : plusDays(day, -((day.getDay() - MONDAY + 7) % 7));
}

/** Every day of the span that begins here. */
export function daysOf(span: Span, start: Date): Date[] {
  return Array.from({ length: LENGTH[span] }, (_, index) => plusDays(start, index));
}

export function shifted(span: Span, start: Date, steps: number): Date {
  return plusDays(start, steps * LENGTH[span]);
}
