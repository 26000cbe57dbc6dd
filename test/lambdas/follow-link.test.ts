import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/follow-link/handler.ts';
import type { Link } from '../../shared/domain/link.ts';
import { linksUnder } from '../support/links.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { tenant } from '../support/routing-request.ts';
import { apiOptions, call, openPlatform } from './http.ts';

const links = linksUnder(7);
const { seal } = await links();

let platform: Platform;
let handler: ReturnType<typeof createHandler>;

beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler({ ...platform.ports(), links }, apiOptions(platform));
});

const follow = (method: string, token: string, body?: string) =>
  call(handler, method, `/l/${token}`, {
    key: null,
    pathParameters: { token },
    ...(body !== undefined && {
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  });

const unsubscription = (changes: Partial<Link & { kind: 'unsubscribe' }> = {}): string =>
  seal({
    kind: 'unsubscribe',
    tenantId: TENANT,
    prospectId: 'prospect_1',
    messageId: 'msg_1',
    locale: 'fr',
    ...changes,
  });

const consents = async (prospectId = 'prospect_1') =>
  (await platform.scopes(TENANT).prospects.get(prospectId))?.consents?.marketing;

describe('The link at the end of an advertisement', () => {
  test('shows what it would do, in the person’s language, and does nothing yet', async () => {
    const french = await follow('GET', unsubscription());
    expect([french.status, french.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(french.text).toContain('<html lang="fr">');
    expect(french.text).toContain('Se désinscrire</button>');
    expect((await follow('GET', unsubscription({ locale: 'en' }))).text).toContain('Unsubscribe</button>');
    expect(await consents()).toBeUndefined();
  });

  test('ends marketing with one click, with the proof of it', async () => {
    const { status, text } = await follow('POST', unsubscription(), 'List-Unsubscribe=One-Click');
    expect([status, text.includes('C’est fait')]).toEqual([200, true]);
    expect(await consents()).toEqual({
      granted: false,
      text: 'Désinscription par le lien de l’e-mail',
      source: 'message msg_1',
      at: platform.clock.now(),
    });
  });

  test('is told to whoever listens, under one name however often it is clicked', async () => {
    await follow('POST', unsubscription(), '');
    await follow('POST', unsubscription(), '');
    const ids = platform.domainEvents.published
      .filter(({ type }) => type === 'prospect.unsubscribed')
      .map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(['msg_1-unsubscribed']));
  });

  test('stops the next advertisement, and not the next appointment', async () => {
    const { prospects } = platform.scopes(TENANT);
    const at = platform.clock.now();
    await prospects.put({
      id: 'prospect_1',
      email: 'marie@example.com',
      consents: { marketing: { granted: true, text: 'oui', source: 'formulaire', at } },
    });
    platform.clock.moveTo(platform.clock.now() + 1_000);
    await follow('POST', unsubscription(), '');
    const outcomes: unknown[] = [];
    for (const type of ['marketing', 'appointment'] as const) {
      const { messageId } = await platform.post({
        prospect: { id: 'prospect_1' },
        type,
        content: { body: 'Bonjour' },
      });
      await platform.run();
      outcomes.push(await platform.status(messageId));
    }
    expect(outcomes).toEqual(['undeliverable', 'delivered']);
  });

  test('keeps what was known of the person', async () => {
    await platform.scopes(TENANT).prospects.put({ id: 'prospect_1', name: 'Marie', email: 'm@example.com' });
    await follow('POST', unsubscription(), '');
    expect(await platform.scopes(TENANT).prospects.get('prospect_1')).toMatchObject({
      name: 'Marie',
      email: 'm@example.com',
      consents: { marketing: { granted: false } },
    });
  });

  test('shows an agency’s name as text', async () => {
    await platform.tenants.put(tenant({ id: TENANT, name: 'A&B <script>alert(1)</script>' }));
    const { text } = await follow('GET', unsubscription());
    expect(text).toContain('A&amp;B &lt;script&gt;');
    expect(text).not.toContain('<script');
  });
});

describe('The button of a WhatsApp template', () => {
  test('leads on to the address that the message was given', async () => {
    const url = 'https://agence.example/biens/123?source=whatsapp';
    const { status, headers } = await follow('GET', seal({ kind: 'redirect', url }));
    expect([status, headers['location'], headers['referrer-policy']]).toEqual([302, url, 'no-referrer']);
  });
});

test('The example that Meta is shown of a button’s address leads to a page', async () => {
  const { status, text } = await follow('GET', 'exemple');
  expect([status, text.includes('Un lien d’exemple')]).toEqual([200, true]);
});

describe('An address that is no link of ours', () => {
  test.each(['x', 'a'.repeat(3_000), '__proto__', '%'])(
    'such as /l/%s gets a page and no more',
    async (token) => {
      for (const method of ['GET', 'POST']) {
        const { status, headers, text } = await follow(method, token);
        expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
        expect(text).toContain('Ce lien ne mène nulle part');
      }
    },
  );

  test('neither do links of another stage', async () => {
    const foreign = (await linksUnder(8)()).seal({ kind: 'redirect', url: 'https://elsewhere.example/' });
    expect((await follow('GET', foreign)).status).toBe(404);
  });
});

test('No page may run a script, be framed, be kept or say where it was opened', async () => {
  const { headers } = await follow('GET', unsubscription());
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
});
