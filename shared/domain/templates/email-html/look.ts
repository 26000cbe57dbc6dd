import { writeValue } from '../format-value.ts';
import { safeLink } from '../safe-text.ts';
import type { Voice } from '../template-data.ts';
import { brandColours } from './brand-colours.ts';
import { LAYOUT_WORDS } from './words.ts';

/** In CSS pixels. */
const LOGO_WIDTH = '160';

/** The colours of whoever the e-mail speaks for. */
export function coloursOf({ tenant: { brand } }: Voice): ReturnType<typeof brandColours> {
  return brandColours(brand?.colour);
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
