import type { MicroEuros } from './price.ts';
import { charactersOutsideGsm7, measureSms, type SmsSize } from './sms-segments.ts';

/** What an SMS is charged as. */
export interface PricedSms extends SmsSize {
  price: MicroEuros;
}

/** What a text costs by SMS, what makes it so, and what it would cost in cheaper characters. */
export interface SmsAdvice extends PricedSms {
  /** The characters that force UCS-2, in order, each with what could stand in its place if anything can. */
  costly: readonly { character: string; instead?: string }[];
  /** The same text in cheaper characters, when that saves segments. */
  cheaper?: PricedSms & { text: string };
}

/** What typography and ligatures become; accents are taken off by rule. */
const INSTEAD: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '…': '...',
  '–': '-',
  '—': '-',
  '•': '-',
  '·': '-',
  œ: 'oe',
  Œ: 'OE',
  '²': '2',
  '³': '3',
  '°': 'o',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
};

/** Measures and prices a rendered text. `pricePerSegment`: what the tenant pays for one. */
export function adviseSms(text: string, pricePerSegment: MicroEuros): SmsAdvice {
  const now = priced(text, pricePerSegment);
  if (now.encoding === 'GSM-7') return { ...now, costly: [] };
  const costly = charactersOutsideGsm7(text).map((character) => {
    const instead = cheaperCharacter(character);
    return instead === undefined ? { character } : { character, instead };
  });
  const cheaper = cheaperWording(text);
  const then = priced(cheaper, pricePerSegment);
  return then.segments < now.segments
    ? { ...now, costly, cheaper: { ...then, text: cheaper } }
    : { ...now, costly };
}

function priced(text: string, pricePerSegment: MicroEuros): PricedSms {
  const size = measureSms(text);
  return { ...size, price: size.segments * pricePerSegment };
}

/** Every character that has a cheaper one, replaced; the spaces inside « » go with them. */
function cheaperWording(text: string): string {
  return [...text.replace(/«[\s]+/g, '«').replace(/[\s]+»/g, '»')]
    .map((character) => cheaperCharacter(character) ?? character)
    .join('');
}

/** What GSM-7 has in place of a character; undefined for one that it has already, and for an emoji. */
function cheaperCharacter(character: string): string | undefined {
  if (charactersOutsideGsm7(character).length === 0) return undefined;
  if (Object.hasOwn(INSTEAD, character)) return INSTEAD[character];
  const bare = character.normalize('NFD').replace(/\p{Mn}/gu, '');
  return bare !== character && charactersOutsideGsm7(bare).length === 0 ? bare : undefined;
}
