import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contrast, READABLE } from '../../../shared/domain/contrast.ts';
import { emailContentFor } from '../../../shared/domain/email-content.ts';
import { emailHtml } from '../../../shared/domain/templates/email-html/email-html.ts';
import type { EmailWording } from '../../../shared/domain/templates/email-blocks.ts';
import { coloursOf } from '../../../shared/domain/templates/email-html/look.ts';
import { PALETTE } from '../../../shared/domain/templates/email-html/palette.ts';
import { escapeHtml } from '../../../shared/domain/templates/safe-text.ts';
import type { Tenant } from '../../../shared/domain/tenant.ts';
import {
  BRANDED,
  EMAILS,
  htmlOf,
  htmlOfBody,
  longestData,
  UNSUBSCRIBE,
} from '../../support/email-examples.ts';
import { misnested, readings, structureOf, tagsOf } from '../../support/html-structure.ts';
import { message, prospect } from '../../support/routing-request.ts';
import { AGENCY, exampleData, WORDED } from '../../support/template-examples.ts';

/** Gmail hides what comes after, the unsubscribe link included. */
const GMAIL_CLIPS = 102 * 1024;
const LONGEST_BODY = 10_000;

describe('The HTML of an e-mail', () => {
  test.each(EMAILS)('$id in $locale, $size, is well formed, for Outlook and for others', ({ html }) => {
    for (const reading of Object.values(readings(html))) expect(misnested(tagsOf(reading))).toEqual([]);
  });
  test.each(EMAILS)('$id in $locale, $size, can be read by everybody', ({ html, locale }) => {
    const tags = tagsOf(readings(html).others).filter(({ kind }) => kind !== 'end');
    const named = (name: string) => tags.filter((tag) => tag.name === name);
    expect(named('html')[0]?.attributes).toMatchObject({ lang: locale, dir: 'ltr' });
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    expect(named('table').filter(({ attributes }) => attributes['role'] !== 'presentation')).toEqual([]);
    expect(named('img').filter(({ attributes }) => !attributes['alt'])).toEqual([]);
    expect(named('h1')).toHaveLength(1);
  });
  test.each(EMAILS)('$id in $locale, $size, takes nothing from elsewhere but pictures', ({ html }) => {
    const tags = tagsOf(readings(html).others);
    const names = new Set(tags.map(({ name }) => name));
    expect(['script', 'form', 'link', 'iframe', 'svg', 'video'].filter((name) => names.has(name))).toEqual(
      [],
    );
    expect(html).not.toMatch(/@import|@font-face|url\(|fonts\.|javascript:/);
    const links = tags.flatMap(({ attributes: { href = [], src = [] } }) => [href, src].flat());
    expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
    expect(html).not.toContain('{{');
  });
  test.each(EMAILS)('$id in $locale, $size, is shown whole by Gmail', ({ html }) => {
    expect(Buffer.byteLength(html)).toBeLessThan(GMAIL_CLIPS);
  });
  test('is the same every time', () => {
    const given = exampleData('NEW_PROPERTY_ALERT', 'fr');
    expect(htmlOf('NEW_PROPERTY_ALERT', 'fr', given)).toBe(htmlOf('NEW_PROPERTY_ALERT', 'fr', given));
  });
  test('shows its preheader in the list of e-mails and not in itself, and nothing of the body behind it', () => {
    const html = htmlOf('VISIT_SURVEY', 'en', exampleData('VISIT_SURVEY', 'en'));
    expect(html).toMatch(
      /<div style="display:none;[^"]*">One minute to help us search better with you\.(&#847;&zwnj;&nbsp;){90}<\/div>/,
    );
  });
  test('has links that a thumb finds', () => {
    const links = EMAILS.flatMap(({ html }) => tagsOf(readings(html).others)).filter(
      ({ name, kind }) => name === 'a' && kind === 'start',
    );
    for (const { attributes } of links) {
      const [, padding = '0'] = /padding:(\d+)px/.exec(attributes['style'] ?? '') ?? [];
      const [, line = '0'] = /line-height:(\d+)px/.exec(attributes['style'] ?? '') ?? [];
      expect(2 * Number(padding) + Number(line)).toBeGreaterThanOrEqual(44);
    }
    expect(links.length).toBeGreaterThan(30);
  });
});

describe('A property', () => {
  const html = htmlOf('NEW_PROPERTY_ALERT', 'fr', exampleData('NEW_PROPERTY_ALERT', 'fr'));
  test('is shown with its photo, price, facts, and both ways to go on', () => {
    expect(html).toMatch(/<img alt="Photo du bien\u00a0: 45 avenue Foch, Lyon 6e" src="https:[^"]*\.jpg"/);
    expect(html).toMatch(/<img alt="Autre photo du bien" src="https:[^"]*-2\.jpg"/);
    expect(html).toContain('>245\u00a0000\u00a0€<');
    expect(html).toContain('>85\u00a0m² · 3\u00a0pièces · balcon, cave, parking<');
    expect(html).toContain('>Voir le bien</a>');
    expect(html).toContain('>Choisir une date de visite</a>');
  });
  test('leaves out what is not known', () => {
    const bare = htmlOf(
      'NEW_PROPERTY_ALERT',
      'fr',
      exampleData('NEW_PROPERTY_ALERT', 'fr', 'required'),
      AGENCY,
    );
    expect(bare).not.toMatch(/<img|Voir le bien|Choisir une date/);
  });
});

describe('An agency', () => {
  test('that has said nothing of its look is there by its name', () => {
    const html = htmlOfBody('Bonjour', { ...AGENCY, name: 'Léa & Fils' });
    expect(html).toContain('>Léa &amp; Fils</div>');
    expect(html).toContain('<strong>Léa &amp; Fils</strong></div>');
    expect(html).not.toContain('<img');
    expect(html).toContain('parce que vous êtes en contact avec Léa &amp; Fils.');
  });
  test('that has is there with its logo, colour, address, phone and website', () => {
    const html = htmlOfBody('Bonjour');
    expect(html).toContain(
      '<img class="logo" src="https://agence-dupont.example/logo.png" alt="Agence Dupont" width="140"',
    );
    expect(html).toContain('<br>12 rue des Lilas, 69003 Lyon<br>04\u00a078\u00a012\u00a034\u00a056<');
    expect(html).toMatch(/<a class="link" href="https:\/\/www\.agence[^>]+>agence-dupont\.example<\/a>/);
    expect(html).toContain(`color:${coloursOf({ tenant: BRANDED, locale: 'fr' }).accent}`);
    expect(html).toContain('border-top:4px solid #e8590c;');
  });
  test('is never shown by a link that is none, or a colour that is none', () => {
    const brand = {
      colour: 'red;} *{',
      website: 'javascript:alert(1)',
      logo: { url: 'https://x:y@a.example/' },
    };
    expect(htmlOfBody('Bonjour', { ...AGENCY, brand })).toBe(htmlOfBody('Bonjour', AGENCY));
  });
  test('of any colour is read on every ground, in light and in dark', () => {
    const grounds = (mode: 'light' | 'dark') =>
      [PALETTE[mode].ground, PALETTE[mode].card, PALETTE[mode].raised] as const;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
        const brand = { colour: `#${number.toString(16).padStart(6, '0')}` };
        const colours = coloursOf({ tenant: { ...AGENCY, brand }, locale: 'fr' });
        const pairs = [
          ...grounds('light').map((ground) => [colours.accent, ground] as const),
          ...grounds('dark').map((ground) => [colours.accentOnDark, ground] as const),
          [colours.onAction, colours.action] as const,
          [colours.onActionOnDark, colours.actionOnDark] as const,
        ];
        expect(colours.action).toBe(brand.colour);
        for (const [text, ground] of pairs) expect(contrast(text, ground)).toBeGreaterThanOrEqual(READABLE);
      }),
    );
  });
  test('of no colour has text that is read on every ground', () => {
    for (const { ground, card, raised, ink, soft } of Object.values(PALETTE))
      for (const text of [ink, soft])
        for (const behind of [ground, card, raised])
          expect(contrast(text, behind)).toBeGreaterThanOrEqual(READABLE);
  });
});

describe('A text of the client’s own', () => {
  test('stands in the same layout, with its paragraphs and its links', () => {
    const html = htmlOfBody('Bonjour,\n\nVoir (https://a.example/p?a=1&b=2).\r\nÀ <bientôt>');
    expect(html).toContain(
      'Bonjour,<br><br>Voir (<a class="link" href="https://a.example/p?a=1&amp;b=2" style="color:#',
    );
    expect(html).toContain('">https://a.example/p?a=1&amp;b=2</a>).<br>À &lt;bientôt&gt;</p>');
    expect(html).toContain('">Bonjour, Voir (https://a.example/p?a=1&amp;b=2). À &lt;bientôt&gt;&#847;');
  });
  test('makes no link of anything but https', () => {
    for (const text of [
      'javascript:alert(1)',
      'http://a.example',
      'https://u:p@a.example',
      'https://',
      'data:x',
    ])
      expect(htmlOfBody(text, AGENCY)).not.toContain('<a ');
  });
  test('has its photo above', () => {
    const content = { body: 'La maison', mediaUrl: 'https://a.example/"maison".jpg' };
    const html = emailContentFor(message({ content }), AGENCY)?.html ?? '';
    expect(html).toContain('<img alt="Photo" src="https://a.example/%22maison%22.jpg"');
    expect(html.indexOf('<img')).toBeLessThan(html.indexOf('<p style="margin:0;">La maison'));
  });
  test('in HTML goes out as it is, with the line that ends it', () => {
    const content = { html: '<b>Tel quel</b>', body: 'Tel quel' };
    expect(emailContentFor(message({ content }), AGENCY, UNSUBSCRIBE)).toEqual({
      subject: 'Agence Dupont',
      html: `<b>Tel quel</b><p style="font:13px/1.5 sans-serif"><a href="${escapeHtml(UNSUBSCRIBE)}">Se désinscrire</a></p>`,
      text: `Tel quel\n\nSe désinscrire\n${UNSUBSCRIBE}`,
    });
  });
  test.each([
    ['quotes', '"'.repeat(LONGEST_BODY)],
    ['empty lines', 'a\n\n'.repeat(LONGEST_BODY / 3)],
    ['links', 'https://a.example/ '.repeat(LONGEST_BODY / 19)],
    ['one link', `https://a.example/${'€'.repeat(LONGEST_BODY - 18)}`],
    ['long links', `https://a.example/${'€'.repeat(580)} `.repeat(16)],
    ['emoji', '👩‍👧'.repeat(LONGEST_BODY / 5)],
  ])('of 10,000 characters is shown whole by Gmail: %s', (_, body) => {
    expect(body.length).toBeGreaterThan(LONGEST_BODY * 0.9);
    expect(Buffer.byteLength(htmlOfBody(body))).toBeLessThan(GMAIL_CLIPS);
  });
});

describe('Where one click ends the e-mails', () => {
  const words = { fr: 'Se désinscrire', en: 'Unsubscribe' };
  test.each(['fr', 'en'] as const)('it is said at the end in %s, in HTML and in text', (locale) => {
    const content = { templateId: 'NEW_PROPERTY_ALERT', data: exampleData('NEW_PROPERTY_ALERT', locale) };
    const given = message({ content });
    const agency: Tenant = { ...BRANDED, locale };
    const { html = '', text = '' } = emailContentFor(given, agency, UNSUBSCRIBE) ?? {};
    expect(html).toMatch(
      new RegExp(
        `href="https://messages.agence-dupont.example/u/8f3k\\?t=1&amp;s=2"[^>]*>${words[locale]}</a>`,
      ),
    );
    expect(text.endsWith(`\n\n${words[locale]}\n${UNSUBSCRIBE}`)).toBe(true);
    const without = emailContentFor(given, agency);
    expect(`${without?.html}${without?.text}`).not.toContain(words[locale]);
  });
});

test('A wording of the agency’s own in one language is laid out in that language', () => {
  const wording: EmailWording = {
    subject: 'Hello',
    preheader: '',
    blocks: [{ kind: 'button', label: '{{#agentName}}{{agentName}}{{/agentName}}', link: '{{surveyLink}}' }],
  };
  const content = {
    templateId: 'VISIT_SURVEY',
    data: exampleData('VISIT_SURVEY', 'en', 'required'),
    wordings: { email: { en: wording } },
  };
  const french = message({ content, prospect: prospect({ locale: 'fr' }) });
  const html = emailContentFor(french, { ...AGENCY, locale: 'en' }, UNSUBSCRIBE)?.html ?? '';
  expect(html).toContain('<html lang="en"');
  expect(html).toContain('>Unsubscribe</a>');
  // A button without a word on it shows where it leads.
  expect(html).toContain('>https://agence-dupont.fr/avis/8f3k</a>');
});

describe('Whatever a value contains, it is text', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='alert(1)",
      '{{firstName}}{{#x}}{{/y}}',
      '}}</style></title><!--',
      '--><![endif]-->',
      'a\r\nBcc: all@example.com',
      '\u202eexe.gnp\u202c x',
      '👩‍👧 É\ud83d',
      '&lt;b&gt;&#0;',
    ),
    fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `x${text}`),
  );
  const harmless = { ...BRANDED, name: 'Agence' };

  test.each(WORDED.email)('in the texts of %s', (id) => {
    const given = exampleData(id, 'fr');
    const texts = Object.keys(given).filter((name) => /Name|Type|Features|Description|Address$/.test(name));
    const expected = structureOf(htmlOf(id, 'fr', given, harmless));
    fc.assert(
      fc.property(fc.constantFrom(...texts), hostile, (name, value) => {
        expect(structureOf(htmlOf(id, 'fr', { ...given, [name]: value }, harmless))).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });
  test('in a body, a subject, and what the agency says of itself', () => {
    const withoutLinks = (html: string) => structureOf(html).replace(/^(start|end) a link color.*\n?/gm, '');
    const expected = withoutLinks(htmlOfBody('Bonjour', harmless));
    fc.assert(
      fc.property(hostile, hostile, (value, other) => {
        const brand = {
          ...BRANDED.brand,
          address: other,
          logo: { url: 'https://a.example/l.png', width: 140, alt: value },
        };
        const html = htmlOfBody(value.repeat(20), { ...harmless, name: other, brand }, other);
        expect(withoutLinks(html)).toBe(expected);
      }),
    );
  });
  test('in a block that no wording of ours made', () => {
    const voice = { tenant: AGENCY, locale: 'fr' as const };
    const blocks = [
      { kind: 'button', label: 'x', link: 'javascript:alert(1)' },
      { kind: 'photo', url: 'data:image/png;base64,AA' },
      { kind: 'property', address: 'x', price: '1', photo: 'http://a.example/p.jpg', link: 'javascript:1' },
      { kind: 'appointment', when: 'x', map: 'tel:112', calendar: 'https://u:p@a.example/' },
    ] as const;
    expect(emailHtml({ subject: 'x', blocks }, voice)).not.toMatch(/<a |<img/);
  });
  test('and what is too long is refused', () => {
    const given = { ...longestData('VISIT_SURVEY'), firstName: 'a'.repeat(10_000) };
    expect(htmlOf('VISIT_SURVEY', 'fr', given)).toBe('refused');
  });
});
