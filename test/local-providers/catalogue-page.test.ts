import { describe, expect, it, test } from 'vitest';

interface Template {
  id: string;
  name: { fr: string; en: string };
  category: string;
  channels: string[];
}
interface Choices {
  locale: string;
  channel: string;
  theme: string;
  width: string;
  search: string;
}

/** Modules of the pages that need no browser; they are JavaScript, so their types are said here. */
const files = new URL('../../local/pages/browser/', import.meta.url);
const { shownLetter, shownPhoto } = (await import(new URL('shown-letter.js', files).href)) as {
  shownLetter: (html: string) => string;
  shownPhoto: (address: string) => string | undefined;
};
const { groupTemplates, readChoices, shownChannels, writeChoices } = (await import(
  new URL('template-choices.js', files).href
)) as {
  groupTemplates: (templates: Template[]) => { category: string; templates: Template[] }[];
  readChoices: (query: URLSearchParams, locale: string) => Choices;
  shownChannels: (template: Template, choices: Pick<Choices, 'channel' | 'search'>) => string[];
  writeChoices: (query: URLSearchParams, choices: Choices) => URLSearchParams;
};

const SHUT = '<base target="_blank">';
const DRAWING = 'src="/_local/pages/photo-house.svg"';

describe('A photo in an e-mail that is shown here', () => {
  it.each([
    '<img src="https://agence-dupont.example/p/8f3k.jpg">',
    `<img alt='3 > 2' width="600" src='https://photos.example.com/1.jpg' />`,
    '<IMG SRC=http://EXAMPLE.ORG/1.jpg>',
    '<img src="https://a.test./1.jpg?w=1&amp;h=2">',
  ])('is a drawing when its host is reserved: %s', (html) => {
    const shown = shownLetter(`<p>${html}</p>`);
    expect(shown.toLowerCase()).toContain(DRAWING);
    expect(shown).not.toMatch(/example|\.test/i);
  });

  it.each([
    '<img src="https://agence-dupont.fr/p.jpg">',
    '<img src="https://example.fr/p.jpg">',
    '<img src="https://notexample.com/p.jpg">',
    '<img src="data:image/png;base64,AAAA">',
    '<img alt="https://a.example/p.jpg" src="https://agence-dupont.fr/p.jpg">',
    '<img data-src="https://a.example/p.jpg">',
    '<a href="https://a.example/">https://a.example/</a>',
  ])('and nothing else is touched: %s', (html) => {
    expect(shownLetter(html)).toBe(SHUT + html);
  });

  it('is replaced once for each', () => {
    const html = '<img src="https://a.example/1.jpg"><img src="https://b.example/2.jpg">';
    expect(shownLetter(html)).toBe(`${SHUT}<img ${DRAWING}><img ${DRAWING}>`);
  });
});

test.each([
  [
    '<!doctype html><html><head lang="fr"><title>A</title>',
    `<!doctype html><html><head lang="fr">${SHUT}<title>A</title>`,
  ],
  ['<!DOCTYPE html>\n<p>A</p>', `<!DOCTYPE html>${SHUT}\n<p>A</p>`],
  ['<p>A</p>', `${SHUT}<p>A</p>`],
])('A link in an e-mail that is shown here asks for a tab that its frame may not open: %s', (html, shown) => {
  expect(shownLetter(html)).toBe(shown);
});

test('A picture sent by WhatsApp is shown, a drawing in place of one at a reserved host, and a file by its name', () => {
  expect(shownPhoto('https://photos.agence.fr/1.JPG?w=2')).toBe('https://photos.agence.fr/1.JPG?w=2');
  expect(shownPhoto('https://example.com/property.jpg')).toBe('/_local/pages/photo-house.svg');
  expect(shownPhoto('https://example.com/plan.pdf')).toBeUndefined();
});

const MOVED: Template = {
  id: 'APPOINTMENT_RESCHEDULED',
  name: { fr: 'Rendez-vous déplacé', en: 'Appointment moved' },
  category: 'appointment',
  channels: ['sms', 'whatsapp'],
};
const DROP: Template = {
  id: 'PRICE_DROP_ALERT',
  name: { fr: 'Baisse de prix', en: 'Price drop' },
  category: 'marketing',
  channels: ['sms', 'whatsapp'],
};

test('The catalogue is grouped by category, in its own order', () => {
  const other = { ...MOVED, id: 'APPOINTMENT_CANCELLED' };
  expect(groupTemplates([MOVED, DROP, other])).toEqual([
    { category: 'appointment', templates: [MOVED, other] },
    { category: 'marketing', templates: [DROP] },
  ]);
});

test.each([
  ['deplace', ['sms', 'whatsapp']],
  ['RENDEZ moved', ['sms', 'whatsapp']],
  ['reschedul', ['sms', 'whatsapp']],
  ['  ', ['sms', 'whatsapp']],
  ['moved price', []],
])('A template is found by its names and its id, without accents: « %s »', (search, found) => {
  expect(shownChannels(MOVED, { channel: 'all', search })).toEqual(found);
});

test('A channel leaves the templates that have words for it', () => {
  expect(shownChannels(MOVED, { channel: 'whatsapp', search: '' })).toEqual(['whatsapp']);
  expect(shownChannels(MOVED, { channel: 'email', search: '' })).toEqual([]);
});

test('A link shows what was chosen, and what it does not say is as usual', () => {
  const chosen = { locale: 'en', channel: 'email', theme: 'dark', width: 'desktop', search: 'été & hiver' };
  const query = writeChoices(new URLSearchParams('lang=fr'), chosen);
  expect(query.get('lang')).toBe('fr');
  expect(readChoices(new URLSearchParams(query.toString()), 'fr')).toEqual(chosen);
  expect(readChoices(new URLSearchParams('theme=pink&channel='), 'en')).toEqual({
    locale: 'en',
    channel: 'all',
    theme: 'light',
    width: 'phone',
    search: '',
  });
  expect(writeChoices(query, { ...chosen, search: '' }).has('search')).toBe(false);
});
