import { describe, expect, test } from 'vitest';
import { textOfHtml } from '../../../shared/adapters/channels/resend/html-text.ts';
import { plainTextOf } from '../../../shared/adapters/channels/resend/plain-text.ts';
import { ABOUT_LINEAR, growthOf } from '../../support/growth.ts';

const LONGEST = 50_000;
const nested = (open: string, close: string, levels: number) =>
  `<p>Bonjour</p>${open.repeat(levels)}Je prends la maison.${close.repeat(levels)}<p>Marie</p>`;
const wordsOf = (text: string) => text.replace(/[>*\s]+/g, ' ').trim();

const ELEMENTS: readonly (readonly [string, string, string])[] = [
  ['divisions', '<div>', '</div>'],
  ['tables', '<table><tr><td>', '</td></tr></table>'],
  ['lists', '<ul><li>', '</li></ul>'],
  ['quotations', '<blockquote>', '</blockquote>'],
  ['emphases', '<b>', '</b>'],
  ['inventions', '<o:p>', '</o:p>'],
];

describe('The text of an e-mail', () => {
  test.each(ELEMENTS)('survives 20,000 nested %s, closed or not', (_, open, close) => {
    for (const levels of [1, 90, 3_000, 20_000])
      for (const end of [close, ''])
        expect(wordsOf(textOfHtml(nested(open, end, levels), LONGEST))).toBe(
          'Bonjour Je prends la maison. Marie',
        );
  });

  test('survives end tags of what never began', () => {
    const html = `${'<i>'.repeat(20_000)}Je prends${'</b>'.repeat(20_000)} la maison.`;
    expect(textOfHtml(html, LONGEST)).toBe('Je prends la maison.');
  });

  test('is there up to the limit, of HTML of five megabytes', () => {
    const html = `<p>Je prends la maison.</p>${'<div style="margin: 0"><br></div>'.repeat(160_000)}<p>Marie</p>`;
    expect(html.length).toBeGreaterThan(5_000_000);
    expect(wordsOf(textOfHtml(html, LONGEST))).toBe('Je prends la maison. Marie');
    const long = `<p>Je prends la maison.</p><p>${'la '.repeat(1_700_000)}</p>`;
    expect(textOfHtml(long, LONGEST)).toMatch(/^Je prends la maison\.\n\nla la/);
  });

  test.each([
    ['a comment', 'Oui<!-- non'],
    ['a tag', 'Oui<div class="non'],
    ['a style', 'Oui<style>p { color: red }'],
    ['a head', '<head><title>Non</title>Oui'],
    ['a link', 'Oui<a href="https://a.fr">'],
  ])('is not lost where %s was not closed', (_, html) => {
    expect(plainTextOf(html, LONGEST)).toContain('Oui');
    expect(textOfHtml(html + '<div>'.repeat(20_000), LONGEST)).toContain('Oui');
  });

  test('grows with quotations no further than it is kept', () => {
    const html = `${'<blockquote>'.repeat(90)}${'a<br>'.repeat(4_000)}Oui`;
    const text = textOfHtml(html, LONGEST);
    expect(text.length).toBeLessThanOrEqual(LONGEST);
    expect(text).toMatch(/^(?:> ){5}a\n[\s\S]*\n(?:> ){5}Oui$/);
  });
});

describe('HTML that is read in one pass', () => {
  test('keeps paragraphs, lines, items, cells, links and quotations apart', () => {
    const html = `<html><head><title>Non</title><style>p > b {}</style></head><body>
      <p>Bonjour &amp;&nbsp;merci,<br>à&#160;bient&ocirc;t &inconnu; &#x1F3E0;</p><!-- non > non -->
      <p><a class=x href='https://a.fr/?a=1&amp;b=2'>ici</a>, <a href="https://b.fr">https://b.fr</a><img src="c"></p>
      <ol><li>un<li>deux</ol><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>
      1 < 2<script>non()</script>
      <div>Le 3 mai, Agence a écrit :</div><blockquote><p>Quand ?</p><blockquote>Oui</blockquote></blockquote><p>Fin</p>`;
    expect(plainTextOf(html, LONGEST).split('\n')).toEqual([
      'Bonjour & merci,',
      'à bientôt &inconnu; 🏠',
      '',
      'ici [https://a.fr/?a=1&b=2], https://b.fr',
      '',
      '* un',
      '* deux',
      '',
      'a b',
      'c',
      '',
      '1 < 2',
      'Le 3 mai, Agence a écrit :',
      '',
      '> Quand ?',
      '>',
      '> > Oui',
      '',
      'Fin',
    ]);
  });

  test('is nothing where there is nothing', () => {
    for (const html of ['', '<p></p>', '<br><br>', '<!-- -->', '   '])
      expect(plainTextOf(html, LONGEST)).toBe('');
  });

  test.each([
    ['nested divisions', '<div>'],
    ['comments that do not end', '<!--'],
    ['tags that do not end', '<a '],
    ['styles that do not end', '<style>'],
    ['scripts that end', '<script></script>'],
    ['links without words', '<a href="x"></a>'],
    ['addresses that do not end', '<a href  '],
    ['angle brackets', '<'],
    ['white space', ' \n'],
    ['characters of other names', '&a1;'],
    ['letters each on its own', 'a<b>'],
  ])('takes a time that grows with its length alone: %s', (_, piece) => {
    const htmlOf = new Map<number, string>();
    const read = (count: number) => {
      const html = htmlOf.get(count) ?? piece.repeat(count);
      htmlOf.set(count, html);
      return plainTextOf(html, Infinity);
    };
    expect(growthOf(read, 20_000)).toBeLessThan(ABOUT_LINEAR);
  });

  test('looks up no more than some hundred names of characters', () => {
    const html = Array.from({ length: 100_000 }, (_, index) => `&x${index};`).join('');
    expect(plainTextOf(html, Infinity)).toBe(html);
    expect(plainTextOf('&eacute;'.repeat(10_000), Infinity)).toBe('é'.repeat(10_000));
  });
});
