import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sealedLinks } from '../../shared/adapters/links/sealed-links.ts';
import { ANSWERS } from '../../shared/domain/inbound-command.ts';
import {
  answerTokenLength,
  exampleAnswerLinks,
  isExampleToken,
  type Link,
} from '../../shared/domain/link.ts';
import { composeMessageId } from '../../shared/domain/message-id.ts';
import { TENANT_ID } from '../../shared/domain/tenant.ts';
import { linksUnder } from '../support/links.ts';

const anyLink: fc.Arbitrary<Link> = fc.oneof(
  fc.record({ kind: fc.constant('redirect' as const), url: fc.webUrl() }),
  fc.record({
    kind: fc.constant('unsubscribe' as const),
    tenantId: fc.string(),
    prospectId: fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    messageId: fc.string(),
    locale: fc.constantFrom('fr' as const, 'en' as const),
  }),
  fc
    .record({
      tenantId: fc.stringMatching(TENANT_ID),
      messageId: fc
        .tuple(
          fc.string(),
          fc.integer({ min: 0, max: 2 ** 47 }),
          fc.uint8Array({ minLength: 10, maxLength: 10 }),
        )
        .map((parts) => composeMessageId(...parts)),
      answer: fc.constantFrom(undefined, ...ANSWERS),
    })
    .map(({ answer, ...about }) => ({
      kind: 'answer' as const,
      ...about,
      ...(answer !== undefined && { answer }),
    })),
);

const ours = await linksUnder(7)();
const others = await linksUnder(8)();

test('Every link can be read again from its token, which is the same every time and fits a path', () => {
  fc.assert(
    fc.property(anyLink, (link) => {
      const token = ours.seal(link);
      expect(ours.unseal(token)).toEqual(link);
      expect(ours.seal(link)).toBe(token);
      expect(token).toMatch(/^[\w-]+$/);
    }),
  );
});

test('A token that was changed anywhere, cut or lengthened leads nowhere', () => {
  fc.assert(
    fc.property(anyLink, fc.nat(), fc.integer({ min: 1, max: 63 }), (link, place, by) => {
      const token = ours.seal(link);
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const at = place % token.length;
      const other = alphabet[(alphabet.indexOf(token[at] ?? '') + by) % 64];
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      for (const forged of [changed, token.slice(0, at), `${token}A`, `${token}AAAA`])
        expect(ours.unseal(forged)).toBeUndefined();
    }),
  );
});

test('The token of an answer is as long as its tenant makes it, so that an SMS can be measured before', () => {
  fc.assert(
    fc.property(anyLink, (link) => {
      fc.pre(link.kind === 'answer');
      const token = ours.seal(link);
      expect(token).toHaveLength(answerTokenLength(link.tenantId));
      const { page } = exampleAnswerLinks('https://messages.example', link.tenantId);
      expect(page).toHaveLength(`https://messages.example/l/${token}`.length);
      expect(isExampleToken(page.slice(page.lastIndexOf('/') + 1))).toBe(true);
    }),
  );
  // What it comes to for a short name: 59 characters of an SMS.
  expect(answerTokenLength('my_agency')).toBe(59);
});

test('What is no token leads nowhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(ours.unseal(text)).toBeUndefined();
    }),
  );
});

test('Another stage’s links lead nowhere, and cannot be told from each other by their tokens', () => {
  fc.assert(
    fc.property(anyLink, (link) => {
      expect(others.seal(link)).not.toBe(ours.seal(link));
      expect(others.unseal(ours.seal(link))).toBeUndefined();
    }),
  );
});

test('A token shows nothing of what it holds', () => {
  const token = ours.seal({ kind: 'redirect', url: 'https://agence.example/dossier/marie-dupont' });
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('marie');
});

test('Without a key no link is made', async () => {
  const links = sealedLinks({ of: () => Promise.reject(new Error('There is no parameter links')) });
  await expect(links()).rejects.toThrow('There is no parameter links');
});
