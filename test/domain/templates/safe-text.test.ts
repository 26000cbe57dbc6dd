import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, plainLine, plainLines, safeLink } from '../../../shared/domain/templates/safe-text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('A value', () => {
  test.each([
    ['a\r\nBcc: b', 'a Bcc: b'],
    ['a\u2028b\u0085c\u0000d', 'a b c d'],
    ['\u202egnp.exe\u202c', 'gnp.exe'],
    ['a\u200bb\ufeff', 'ab'],
    ['\ud83d', '\ufffd'],
    ['👩‍👧 été', '👩‍👧 été'],
    [' \n ', ''],
  ])('%j is the line %j', (text, line) => {
    expect(plainLine(text)).toBe(line);
  });
  test('of several lines keeps them and no more than one empty', () => {
    expect(plainLines('a\r\nb\u2028c\n\n\n\nd\u202e\t!')).toBe('a\nb\nc\n\nd !');
  });
  test('has neither controls nor turned text nor half characters, whatever it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plainLine(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(plainLines(text)).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\u202a-\u202e]/u);
        expect(plainLine(plainLine(text))).toBe(plainLine(text));
      }),
    );
  });
});

describe('In HTML a value', () => {
  test('is text and nothing else', () => {
    expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
      '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
    );
  });
  test('can be read back, and opens neither a tag nor an attribute', () => {
    const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
        expect(escaped.replace(/&([^;]+);/g, (_, name: string) => entities[name] ?? '?')).toBe(text);
      }),
    );
  });
});

test('a link is https to a host and encoded, or it is none', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.constantFrom('', 'https://a.example/', 'https://a.example/?q=', 'https://'),
      (text, start) => {
        const link = safeLink(start + text) ?? 'https://none.example/';
        expect(link).toMatch(/^https:\/\/[^\s"<>@/]+\/[^\s"<>]*$/);
      },
    ),
  );
});
