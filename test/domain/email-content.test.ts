import { describe, expect, test } from 'vitest';
import { emailContentFor } from '../../shared/domain/email-content.ts';
import { message, prospect, tenant } from '../support/routing-request.ts';

const LINK = 'https://api.agence.example/l/token?a=1&b=2';
const SHOWN = 'https://api.agence.example/l/token?a=1&amp;b=2';

function htmlOf(html: string, unsubscribeLink?: string, locale: 'fr' | 'en' = 'fr'): string {
  const written = message({ type: 'marketing', content: { html }, prospect: prospect({ locale }) });
  return emailContentFor(written, tenant(), unsubscribeLink)?.html ?? '';
}

describe('A client’s own HTML', () => {
  test('goes out as it is when it is no advertisement', () => {
    for (const html of ['<p>Bonjour</p>', '<html><body>{{unsubscribeLink}}</body></html>'])
      expect(htmlOf(html)).toBe(html);
  });

  test('has the link that ends advertisements where it wants it', () => {
    const html = '<body><a href="{{unsubscribeLink}}">Stop</a> ({{unsubscribeLink}})</body>';
    expect(htmlOf(html, LINK)).toBe(`<body><a href="${SHOWN}">Stop</a> (${SHOWN})</body>`);
  });

  test.each([
    ['<HTML><BODY><p>Bonjour</p></BODY></HTML>', '<HTML><BODY><p>Bonjour</p>', '</BODY></HTML>'],
    ['<p>Bonjour</p>', '<p>Bonjour</p>', ''],
  ])('and at its end when it says nothing: %s', (html, before, after) => {
    const french = htmlOf(html, LINK);
    expect(french.startsWith(before) && french.endsWith(after)).toBe(true);
    expect(french).toContain(`<a href="${SHOWN}">Se désinscrire</a>`);
    expect(htmlOf(html, LINK, 'en')).toContain(`<a href="${SHOWN}">Unsubscribe</a>`);
  });
});
