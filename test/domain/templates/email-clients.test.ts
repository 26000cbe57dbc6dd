import { caniemail } from 'caniemail';
import { describe, expect, test } from 'vitest';
import { EMAILS } from '../../support/email-examples.ts';

/** Of La Poste, the data have the web mailbox alone. */
const CLIENTS: Parameters<typeof caniemail>[0]['clients'] = [
  'gmail.*',
  'apple-mail.*',
  'outlook.*',
  'yahoo.*',
  'samsung-email.*',
  'orange.*',
  'sfr.*',
  'laposte.desktop-webmail',
];

const DARK_MODE = 'Dark mode and full-width buttons on phones: all else is styled inline.';
const PREHEADER = 'Hides the preheader, whose one pixel in the ground’s place is the worst that is seen.';
const READ_ALOUD = 'Helps screen readers; changes nothing that is seen.';

/** Features that some of these clients lack, and why the layout holds without. */
const PROGRESSIVE: Readonly<Record<string, string>> = {
  '<style> element': DARK_MODE,
  '@media': DARK_MODE,
  '!important keyword': DARK_MODE,
  'Attribute selector': DARK_MODE,
  'Chaining selectors': DARK_MODE,
  'Class selector': DARK_MODE,
  'Descendant combinator': DARK_MODE,
  'ID selector': DARK_MODE,
  'Type selector': DARK_MODE,
  'color-scheme CSS property': DARK_MODE,
  'color-scheme meta tag': DARK_MODE,
  'display:none': PREHEADER,
  'max-height property': PREHEADER,
  overflow: PREHEADER,
  'aria-label attribute': READ_ALOUD,
  'lang attribute': READ_ALOUD,
  'role attribute': READ_ALOUD,
  '<body> element': 'The ground is repeated on the element inside.',
  'border-radius': 'Corners are square.',
  'height property': 'The height of a gap is the height of its line.',
  'text-decoration': 'The label of a button is underlined.',
  'word-break': 'A word longer than a line widens the e-mail.',
};

/** The features that a client lacks, by title. */
function lacking(html: string): string[] {
  const found = [...caniemail({ clients: CLIENTS, html }).issues.errors.values()];
  return [...new Set(found.flat().map(({ title }) => title))];
}

describe('An e-mail holds in Gmail, Apple Mail, Outlook, Yahoo, Samsung, Orange, SFR and La Poste', () => {
  test.each(EMAILS)('$id in $locale, $size', ({ html }) => {
    expect(lacking(html).filter((title) => PROGRESSIVE[title] === undefined)).toEqual([]);
  });
  test('and would be found out if it did not', () => {
    expect(lacking('<p style="display:grid;position:absolute">x</p><form></form>')).toEqual(
      expect.arrayContaining(['display:grid', 'position', '<form> element']),
    );
  });
  test('with no exception that nothing needs', () => {
    const needed = new Set(EMAILS.flatMap(({ html }) => lacking(html)));
    expect(Object.keys(PROGRESSIVE).filter((title) => !needed.has(title))).toEqual([]);
  });
});
