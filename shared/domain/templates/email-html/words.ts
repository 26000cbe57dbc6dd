import type { Locale } from '../../prospect.ts';

interface LayoutWords {
  /** Why the person has this e-mail, to follow it: the agency's name. */
  because: string;
  unsubscribe: string;
  /** What a photo shows when nobody said. */
  photo: string;
}

/** What the layout itself says. */
export const LAYOUT_WORDS: Readonly<Record<Locale, LayoutWords>> = {
  fr: {
    because: 'Vous recevez cet e-mail parce que vous êtes en contact avec',
    unsubscribe: 'Se désinscrire',
    photo: 'Photo',
  },
  en: {
    because: 'You receive this e-mail because you are in contact with',
    unsubscribe: 'Unsubscribe',
    photo: 'Photo',
  },
};
