import type { Money } from '../api/types.ts';

export type Language = 'fr' | 'en';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MICROS = 1_000_000;

/** One form for each plural category that the words of both languages tell apart. */
interface Forms {
  one?: string;
  other: string;
}

export interface Formats {
  plural: (count: number, forms: Forms) => string;
  number: (value: number) => string;
  percent: (share: number) => string;
  /** `0,05 €`; as many digits as a small price needs. */
  money: (money: Money) => string;
  micros: (micros: number) => string;
  /** `15:04` */
  time: (iso: string) => string;
  /** `lundi 23 novembre`, with the year when it is another. */
  day: (iso: string, now: number) => string;
  /** What stands in a row: the time today, the weekday this week, a date before. */
  short: (iso: string, now: number) => string;
  /** `lun. 23 nov. à 15:00` */
  instant: (iso: string) => string;
  date: (iso: string) => string;
  /** How long since: `5 min`, `2 h`, `3 j`. */
  since: (iso: string, now: number) => string;
  list: (items: readonly string[]) => string;
}

export function formatsFor(language: Language): Formats {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) =>
    lazily(() => new Intl.DateTimeFormat(locale, options));
  const parts = lazily(() => partsOf(locale));
  const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const dayYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const instant = format({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const grouped = lazily(() => new Intl.NumberFormat(locale));
  const number = (value: number) => (isPlain(value) ? String(value) : grouped().format(value));
  const percent = lazily(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }));
  const list = lazily(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const micros = (value: number) => moneyOf(locale, value);
  return {
    plural: (count, forms) => {
      const form = isOne(language, count) ? forms.one : undefined;
      return (form ?? forms.other).replace('#', number(count));
    },
    number,
    percent: (share) => percent().format(share),
    money: (money) => micros(money.micros),
    micros,
    time: (iso) => clock(new Date(iso)),
    day: (iso, now) => (isSameYear(iso, now) ? day : dayYear)().format(new Date(iso)),
    short: (iso, now) => {
      const at = new Date(iso);
      if (isSameDay(at, new Date(now))) return clock(at);
      const { weekday, dayMonth, date } = parts()(at);
      return now - at.getTime() < 6 * DAY ? weekday : isSameYear(iso, now) ? dayMonth : date;
    },
    instant: (iso) => instant().format(new Date(iso)),
    date: (iso) => parts()(new Date(iso)).date,
    since: (iso, now) => elapsed(now - Date.parse(iso), language),
    list: (items) => list().format(items),
  };
}

/** What every language of the application writes alike, so that a badge needs no formatter. */
function isPlain(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 1_000;
}

/** As `Intl.PluralRules` has it for whole numbers: asking it would be a tenth of what the first screen takes. */
function isOne(language: Language, count: number): boolean {
  return language === 'fr' ? count < 2 : count === 1;
}

/** Each of them takes milliseconds to make, and the first screen needs two. */
function lazily<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

/** Alike in both languages, and in each row of a list. */
function clock(at: Date): string {
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

interface DateParts {
  weekday: string;
  dayMonth: string;
  date: string;
}

/** What rows say of a day, by one formatter; day, month and year stand in this order in both languages. */
function partsOf(locale: string): (at: Date) => DateParts {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return (at) => {
    const found = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const dayMonth = `${found['day']} ${found['month']}`;
    return { weekday: found['weekday'] ?? '', dayMonth, date: `${dayMonth} ${found['year']}` };
  };
}

function moneyOf(locale: string, micros: number): string {
  const euros = micros / MICROS;
  const digits = euros !== 0 && Math.abs(euros) < 0.01 ? 4 : 2;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(euros);
}

function elapsed(milliseconds: number, language: Language): string {
  if (milliseconds < MINUTE) return language === 'fr' ? '1 min' : '1m';
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)}${language === 'fr' ? ' min' : 'm'}`;
  if (milliseconds < DAY) return `${Math.floor(milliseconds / HOUR)}${language === 'fr' ? ' h' : 'h'}`;
  return `${Math.floor(milliseconds / DAY)}${language === 'fr' ? ' j' : 'd'}`;
}

export function isSameDay(a: Date, b: Date): boolean {
  return a.getDate() === b.getDate() && a.getMonth() === b.getMonth() && a.getFullYear() === b.getFullYear();
}

function isSameYear(iso: string, now: number): boolean {
  return new Date(iso).getFullYear() === new Date(now).getFullYear();
}
