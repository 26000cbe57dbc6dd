import { isColour, readableOn, textOn } from '../../contrast.ts';
import { writeValue } from '../format-value.ts';
import { safeLink } from '../safe-text.ts';
import type { Voice } from '../template-data.ts';
import { DEFAULT_COLOUR, PALETTE } from './palette.ts';
import { LAYOUT_WORDS } from './words.ts';

/** In CSS pixels. */
const LOGO_WIDTH = '160';

/** The agency's colour where it can be read, on light ground and on dark, and what can be read on it. */
export function coloursOf({ tenant: { brand } }: Voice) {
  const given = brand?.colour ?? DEFAULT_COLOUR;
  const action = isColour(given) ? given.toLowerCase() : DEFAULT_COLOUR;
  // The darkest of the light grounds and the lightest of the dark ones: on the others it is read more easily.
  const accent = readableOn(PALETTE.light.ground, action);
  const accentOnDark = readableOn(PALETTE.dark.raised, action);
  return {
    accent,
    accentOnDark,
    action,
    onAction: textOn(action),
    actionOnDark: accentOnDark,
    onActionOnDark: textOn(accentOnDark),
  };
}

/** What stands above and below the blocks: plain text and links, absent where the agency has not said. */
export function frameOf({ tenant, locale }: Voice): Record<string, string | undefined> {
  const { logo, website, address, phone } = tenant.brand ?? {};
  const shownLogo = linkOf(logo?.url);
  const home = linkOf(website);
  return {
    lang: locale,
    name: tenant.name,
    headline: shownLogo === undefined ? tenant.name : undefined,
    logo: shownLogo,
    logoAlt: logo?.alt ?? tenant.name,
    logoWidth: logo?.width === undefined ? LOGO_WIDTH : String(logo.width),
    address,
    phone: phone === undefined ? undefined : phoneAsRead(phone, { tenant, locale }),
    website: home,
    websiteLabel: home?.replace(/^https:\/\/(?:www\.)?/, '').replace(/\/$/, ''),
    legal: `${LAYOUT_WORDS[locale].because} ${tenant.name}.`,
    unsubscribeLabel: LAYOUT_WORDS[locale].unsubscribe,
  };
}

/** Encoded, or absent: nothing but https becomes a link. */
export function linkOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : safeLink(url);
}

function phoneAsRead(phone: string, { tenant, locale }: Voice): string | undefined {
  const written = writeValue('phone', phone, { locale, zone: tenant.timeZone, style: 'typographic' });
  return 'text' in written ? written.text : undefined;
}
