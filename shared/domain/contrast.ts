/** A colour as `#rrggbb`. */
export type Colour = string;

export function isColour(text: string): text is Colour {
  return /^#[0-9a-f]{6}$/i.test(text);
}

type Channels = readonly [red: number, green: number, blue: number];

const BLACK: Colour = '#000000';
const WHITE: Colour = '#ffffff';

/** What WCAG 2.2 asks of text of ordinary size (success criterion 1.4.3, level AA). */
export const READABLE = 4.5;

/** Twenty steps lead from any colour to black or white. */
const STEPS = 20;

/**
 * How much two colours differ in luminance, from 1 (not at all) to 21 (black on white): `(L1 + 0.05) / (L2 + 0.05)`.
 * Source: WCAG 2.2, "contrast ratio" and "relative luminance", https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(one: Colour, other: Colour): number {
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** Black or white, whichever is read more easily on the colour. The better one reaches 4.58 on any colour. */
export function textOn(background: Colour): Colour {
  return contrast(BLACK, background) >= contrast(WHITE, background) ? BLACK : WHITE;
}

/** The colour itself where it can be read on the background, else the nearest darker or lighter one that can. */
export function readableOn(background: Colour, colour: Colour): Colour {
  const from = channelsOf(colour);
  const towards = channelsOf(textOn(background));
  for (let step = 0; step < STEPS; step += 1) {
    const tried = step === 0 ? colour.toLowerCase() : mixed(from, towards, step / STEPS);
    if (contrast(tried, background) >= READABLE) return tried;
  }
  return textOn(background);
}

function luminance(colour: Colour): number {
  const [red, green, blue] = channelsOf(colour);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** sRGB to light. WCAG 2.2 has 0.04045 where older versions had 0.03928, which is the same for 8 bits. */
function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function channelsOf(colour: Colour): Channels {
  const number = Number.parseInt(colour.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

function mixed(from: Channels, towards: Channels, share: number): Colour {
  const channels = from.map((channel, index) => {
    const target = towards[index] ?? channel;
    return Math.round(channel + (target - channel) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
