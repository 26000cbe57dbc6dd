/**
 * How an SMS is cut and charged (3GPP TS 23.038): GSM-7 holds 160 characters, or 153 a part; one character outside
 * its alphabet turns the whole text into UCS-2, which holds 70 UTF-16 units, or 67 a part.
 */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** These are sent behind an escape and count two. */
const EXTENDED = '^{}\\[~]|€\f';

export type SmsEncoding = 'GSM-7' | 'UCS-2';

export interface SmsSize {
  encoding: SmsEncoding;
  segments: number;
  /** Septets in GSM-7, UTF-16 units in UCS-2. */
  units: number;
}

/** Septets by UTF-16 unit: 0 is outside the alphabet. */
const septets = new Uint8Array(0x10000);
for (const character of BASIC) septets[character.charCodeAt(0)] = 1;
for (const character of EXTENDED) septets[character.charCodeAt(0)] = 2;

export function measureSms(text: string): SmsSize {
  let units = 0;
  for (let index = 0; index < text.length; index += 1) {
    const cost = septets[text.charCodeAt(index)];
    if (cost === undefined || cost === 0)
      return { encoding: 'UCS-2', segments: ucs2Segments(text), units: text.length };
    units += cost;
  }
  return { encoding: 'GSM-7', segments: units <= 160 ? 1 : gsmSegments(text), units };
}

/** A two-septet character is never cut by the end of a part. */
function gsmSegments(text: string): number {
  let segments = 1;
  let used = 0;
  for (let index = 0; index < text.length; index += 1) {
    const cost = septets[text.charCodeAt(index)] ?? 1;
    if (used + cost > 153) {
      segments += 1;
      used = 0;
    }
    used += cost;
  }
  return segments;
}

/** A surrogate pair is never cut by the end of a part. */
function ucs2Segments(text: string): number {
  if (text.length <= 70) return 1;
  let segments = 1;
  let used = 0;
  for (const character of text) {
    if (used + character.length > 67) {
      segments += 1;
      used = 0;
    }
    used += character.length;
  }
  return segments;
}

/** The distinct characters that force UCS-2, in order of appearance. */
export function charactersOutsideGsm7(text: string): string[] {
  return [
    ...new Set(
      [...text].filter((character) => character.length > 1 || septets[character.charCodeAt(0)] === 0),
    ),
  ];
}
