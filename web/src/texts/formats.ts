import type { Money } from '../api/types.ts';

export type Language = 'fr' | 'en';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MICROS = 1_000_000;

/** One form for each plural category of the language that the words are in. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

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
  const rules = new Intl.PluralRules(locale);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const time = format({ hour: '2-digit', minute: '2-digit' });
  const weekday = format({ weekday: 'short' });
  const dayMonth = format({ day: 'numeric', month: 'short' });
  const date = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const dayYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const instant = format({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const micros = (value: number) => moneyOf(locale, value);
  return {
    plural: (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', number.format(count)),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    money: (money) => micros(money.micros),
    micros,
    time: (iso) => time.format(new Date(iso)),
    day: (iso, now) => (isSameYear(iso, now) ? day : dayYear).format(new Date(iso)),
    short: (iso, now) => {
      const at = new Date(iso);
      if (isSameDay(at, new Date(now))) return time.format(at);
      return (now - at.getTime() < 6 * DAY ? weekday : isSameYear(iso, now) ? dayMonth : date).format(at);
    },
    instant: (iso) => instant.format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
    since: (iso, now) => elapsed(now - Date.parse(iso), language),
    list: (items) => list.format(items),
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
