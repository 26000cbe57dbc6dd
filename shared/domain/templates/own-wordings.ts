import type { Instant } from '../instant.ts';
import type { Locale } from '../prospect.ts';
import type { EmailWording } from './email-blocks.ts';
import type { WhatsAppWording } from './whatsapp-wording.ts';

export type ByLocale<T> = Readonly<Partial<Record<Locale, T>>>;

/** What an agency says in place of the catalogue; what it leaves out, the catalogue says. */
export interface OwnWordings {
  sms?: ByLocale<string>;
  email?: ByLocale<EmailWording>;
  whatsapp?: ByLocale<WhatsAppWording>;
}

/** One state of an agency's own wordings. It never changes: a change is the next version. */
export interface TemplateVersion {
  /** 1, 2, 3… without a gap; 0 stands for the catalogue's own wordings. */
  number: number;
  createdAt: Instant;
  wordings: OwnWordings;
}

/** The version of the catalogue, which every template has and nobody can change. */
export const CATALOGUE_VERSION = 0;

/** The published versions by template id; a template that is not there is the catalogue's. */
export type PublishedVersions = Readonly<Record<string, number>>;

/** A wording and the language it is in, which decides how values are written. */
export interface ChosenWording<T> {
  wording: T;
  locale: Locale;
}

/**
 * The words for a person: the agency's own in the person's language, else in the agency's language, else the
 * catalogue's; undefined when none of them has any.
 */
export function chooseWording<T>(
  own: ByLocale<T> | undefined,
  catalogue: ByLocale<T> | undefined,
  asked: Locale,
  agencyLocale: Locale,
): ChosenWording<T> | undefined {
  for (const locale of [asked, agencyLocale]) {
    const wording = own?.[locale];
    if (wording !== undefined) return { wording, locale };
  }
  const wording = catalogue?.[asked];
  return wording === undefined ? undefined : { wording, locale: asked };
}
