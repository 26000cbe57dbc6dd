import * as z from 'zod/mini';
import { CHANNELS } from '../domain/channel.ts';
import { parseTimeOfDay } from '../domain/quiet-hours.ts';
import { normaliseTimeZone } from '../domain/time-zone.ts';
import { normalisePhone } from './phone.ts';

/** Fields that several bodies share. Each turns text of the outside into the value used inside. */

type Parse<T> = (text: string) => T | undefined;

/** A string that `parse` understands; `message` says what it should have been. */
function parsed<T>(parse: Parse<T>, message: string, longest = 200) {
  return z.pipe(
    z.string().check(z.maxLength(longest)),
    z.transform((text: string, context): T => {
      const value = parse(text);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    }),
  );
}

export const shortText = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));

export const channel = z.enum(CHANNELS);

const PHONE = 'is not a valid phone number: give E.164 such as +33612345678, or a French national number';

export const phone = parsed(normalisePhone, PHONE, 40);

/** A number of a spreadsheet, which takes `0612345678` for an amount and drops its zero. */
export const phoneCell = parsed(
  (text) => normalisePhone(/^[1-9]\d{8}$/.test(text) ? `0${text}` : text),
  PHONE,
  40,
);

export const email = z.pipe(
  z.email().check(z.maxLength(254)),
  z.transform((address: string) => {
    const at = address.lastIndexOf('@');
    return address.slice(0, at) + address.slice(at).toLowerCase();
  }),
);

/** An offset can lead out of the years that four digits can write. */
const LAST_INSTANT = Date.UTC(9_999, 11, 31, 23, 59, 59, 999);

export const instant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text: string, context) => {
    const at = Date.parse(text);
    if (at >= 0 && at <= LAST_INSTANT) return at;
    context.issues.push({ code: 'custom', message: 'must be between the years 1970 and 9999', input: text });
    return z.NEVER;
  }),
);

export const timeZone = parsed(
  normaliseTimeZone,
  'is not a known time zone: give an IANA name such as Europe/Paris',
  60,
);

export const timeOfDay = parsed(parseTimeOfDay, 'must be a time of day such as 22:00', 5);

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of an ISO 8601 duration in days, hours, minutes and seconds. */
function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null || text.endsWith('T') || text === 'P') return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}

/** The ISO 8601 duration of so many milliseconds, in whole seconds. */
export function writeDuration(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24];
  const [minutes, rest] = [Math.floor(seconds / 60) % 60, seconds % 60];
  const time = [
    hours > 0 ? `${hours}H` : '',
    minutes > 0 ? `${minutes}M` : '',
    rest > 0 ? `${rest}S` : '',
  ].join('');
  if (days === 0 && time === '') return 'PT0S';
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}

export const duration = parsed(parseDuration, 'must be an ISO 8601 duration such as PT6H or P2D', 30);

/** Media are fetched by providers, never by us; plain HTTP would show them to everybody on the way. */
export const httpsUrl = z.string().check(
  z.maxLength(2_000),
  z.refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:', 'must be an https URL'),
);

/** What a client calls something of its own: a segment, a property. */
export const clientName = z
  .string()
  .check(
    z.refine(
      (text) => /^[\w.-]{1,64}$/.test(text),
      'must be 1 to 64 letters, digits, dots, dashes or underscores',
    ),
  );

/** Milliseconds after an instant, or before it: `PT2H`, `-P1D`. */
export const offset = parsed(
  (text) => {
    const ms = parseDuration(text.replace(/^-/, ''));
    return ms === undefined || !text.startsWith('-') ? ms : 0 - ms;
  },
  'must be an ISO 8601 duration such as PT2H, or -P1D for before',
  31,
);
