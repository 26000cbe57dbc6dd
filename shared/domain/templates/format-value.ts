import type { Locale } from '../prospect.ts';
import { localTime } from '../time-zone.ts';
import { plainLine, plainLines, safeLink } from './safe-text.ts';
import type { VariableType } from './variables.ts';

/** For whom and where a value is written. */
export interface Setting {
  locale: Locale;
  /** The agency's zone, in which an instant given in UTC is told. */
  zone: string;
  /** `sms` keeps to characters that cost nothing; `typographic` has non-breaking spaces and m². */
  style: 'sms' | 'typographic';
}

/** A value as it is read, and the number that decides between singular and plural. */
export interface WrittenValue {
  text: string;
  count?: number;
}

/** Writes a value; `problem` says what it should have been. Texts that are no ISO date or time stay as they are. */
export function writeValue(
  type: VariableType,
  value: string | number,
  setting: Setting,
): WrittenValue | { problem: string } {
  if (typeof value === 'string') return writeText(type, value, setting);
  if (!Number.isFinite(value)) return { problem: 'must be a finite number' };
  if (type === 'text' || type === 'paragraph') return { text: String(value) };
  if (type === 'money' || type === 'count' || type === 'surface')
    return value < 0 ? { problem: 'must not be negative' } : writeNumber(type, value, setting);
  return { problem: `must be ${EXPECTED[type]}` };
}

const EXPECTED: Readonly<Record<'date' | 'time' | 'phone' | 'url' | 'image', string>> = {
  date: 'a date such as 2026-12-01 or a text',
  time: 'a time such as 15:30 or a text',
  phone: 'a phone number such as +33612345678',
  url: 'an https URL',
  image: 'an https URL',
};

function writeText(type: VariableType, value: string, setting: Setting): WrittenValue | { problem: string } {
  switch (type) {
    case 'paragraph':
      return { text: spaced(plainLines(value), setting) };
    case 'url':
    case 'image': {
      const text = value === '' ? '' : safeLink(value);
      return text === undefined ? { problem: `must be ${EXPECTED[type]}` } : { text };
    }
    case 'phone':
      return { text: spaced(writePhone(plainLine(value), setting), setting) };
    case 'date':
    case 'time':
      return writeMoment(type, plainLine(value), setting);
    case 'count': {
      const text = spaced(plainLine(value), setting);
      return /^\d{1,9}$/.test(text) ? writeNumber(type, Number(text), setting) : { text };
    }
    case 'text':
    case 'money':
    case 'surface':
      return { text: spaced(plainLine(value), setting) };
  }
}

/** Spaces that do not break, thin ones included, would turn an SMS into UCS-2. */
function spaced(text: string, { style }: Setting): string {
  return style === 'sms' ? text.replace(/[\u00a0\u2009\u202f]/g, ' ') : text;
}

function writeNumber(
  type: 'money' | 'count' | 'surface',
  value: number,
  { locale, style }: Setting,
): WrittenValue {
  const gap = style === 'sms' ? ' ' : '\u00a0';
  if (type === 'count') return { text: grouped(value, 0, locale, gap), count: value };
  if (type === 'surface') {
    const unit = style === 'sms' ? 'm2' : 'm²';
    return { text: `${grouped(value, Number.isInteger(value) ? 0 : 1, locale, gap)}${gap}${unit}` };
  }
  const amount = grouped(value, Number.isInteger(value) ? 0 : 2, locale, gap);
  return { text: locale === 'fr' ? `${amount}${gap}€` : `€${amount}` };
}

/** `245 000,50` or `245,000.50`. */
function grouped(value: number, decimals: number, locale: Locale, gap: string): string {
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const thousands = whole.replace(/\B(?=(?:\d{3})+$)/g, locale === 'fr' ? gap : ',');
  return fraction === undefined ? thousands : `${thousands}${locale === 'fr' ? ',' : '.'}${fraction}`;
}

/** A French number as the French read it, and with its country code for others. */
function writePhone(number: string, { locale }: Setting): string {
  const national = /^\+33([1-9]\d{8})$/.exec(number)?.[1];
  if (national === undefined) return number;
  const pairs = `0${national}`.match(/\d\d/g) ?? [];
  const text = pairs.join('\u00a0');
  return locale === 'fr' ? text : `+33\u00a0${text.slice(1)}`;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/;
const TIME = /^(\d\d):(\d\d)(?::\d\d)?$/;

interface Moment {
  month: number;
  day: number;
  weekday: number;
  minuteOfDay: number | undefined;
}

function writeMoment(
  type: 'date' | 'time',
  text: string,
  setting: Setting,
): WrittenValue | { problem: string } {
  const clock = type === 'time' ? TIME.exec(text) : null;
  if (clock !== null) {
    const minute = minuteOf(clock[1], clock[2]);
    return minute === undefined
      ? { problem: 'is not a time of the day' }
      : { text: writeTime(minute, setting) };
  }
  const moment = readMoment(text, setting.zone);
  if (moment === undefined) return { text: spaced(text, setting) };
  if (moment === 'impossible') return { problem: 'is not a date of the calendar' };
  if (type === 'date') return { text: writeDate(moment, setting) };
  if (moment.minuteOfDay === undefined) return { problem: 'lacks its time' };
  return { text: writeTime(moment.minuteOfDay, setting) };
}

function minuteOf(hour = '', minute = ''): number | undefined {
  return Number(hour) < 24 && Number(minute) < 60 ? Number(hour) * 60 + Number(minute) : undefined;
}

/** The wall clock that the text shows with its offset; one in UTC is told in the agency's zone. */
function readMoment(text: string, zone: string): Moment | 'impossible' | undefined {
  const match = DATE.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, offset] = match;
  const noon = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (noon.getUTCMonth() + 1 !== Number(month) || noon.getUTCDate() !== Number(day)) return 'impossible';
  const minuteOfDay = hour === undefined ? undefined : minuteOf(hour, minute);
  if (hour !== undefined && minuteOfDay === undefined) return 'impossible';
  if (offset === 'Z' || offset === '+00:00')
    return localTime(zone, noon.getTime() + (minuteOfDay ?? 0) * 60_000);
  return { month: Number(month), day: Number(day), weekday: noon.getUTCDay(), minuteOfDay };
}

const WEEKDAYS: Readonly<Record<Locale, readonly string[]>> = {
  fr: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** « mardi 1er décembre », "Tuesday 1 December". The û of août would turn an SMS into UCS-2. */
function writeDate({ weekday, day, month }: Moment, { locale, style }: Setting): string {
  const gap = style === 'sms' ? ' ' : '\u00a0';
  const name = MONTHS[locale][month - 1] ?? '';
  const number = locale === 'fr' && day === 1 ? '1er' : String(day);
  return `${WEEKDAYS[locale][weekday]} ${number}${gap}${style === 'sms' ? name.replace('û', 'u') : name}`;
}

/** « 15h30 », « 15h », "3:30 pm", "3 pm". */
function writeTime(minuteOfDay: number, { locale, style }: Setting): string {
  const hour = Math.floor(minuteOfDay / 60);
  const minute = minuteOfDay % 60;
  const digits = String(minute).padStart(2, '0');
  if (locale === 'fr') return minute === 0 ? `${hour}h` : `${hour}h${digits}`;
  const gap = style === 'sms' ? ' ' : '\u00a0';
  return `${hour % 12 || 12}${minute === 0 ? '' : `:${digits}`}${gap}${hour < 12 ? 'am' : 'pm'}`;
}
