import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/follow-link/handler.ts';
import type { Link } from '../../shared/domain/link.ts';
import { composeMessageId } from '../../shared/domain/message-id.ts';
import { linksUnder } from '../support/links.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { prospect, tenant } from '../support/routing-request.ts';
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

describe('The link that answers a reminder', () => {
  const appointmentAt = Date.parse('2026-12-01T09:30:00-04:00');
  const reminder = {
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName: 'Marie', appointmentTime: '15h' },
  };
  const linked = async (person: object = {}, draft: object = { appointmentAt }, first?: 'no') => {
    const { messageId } = await platform.post({ prospect: prospect(person), content: reminder, ...draft });
    await platform.run();
    const answer = first === undefined ? {} : { answer: first };
    return seal({ kind: 'answer', tenantId: TENANT, messageId, ...answer });
  };
  const labels = (text: string) => [...text.matchAll(/<button[^>]*>([^<]+)</g)].map(([, label]) => label);
  const said = async () => (await platform.scopes(TENANT).threads.all('prospect_1')).length;

  test('names the agency and the appointment, in the person’s language and zone, and does nothing yet', async () => {
    const { status, text } = await follow('GET', await linked());
    expect(status).toBe(200);
    expect(text).toContain('Votre rendez-vous avec Agence du Parc');
    expect(text).toContain('C’est mardi 1er\u00a0décembre à 14h30.');
    expect(labels(text)).toEqual(['Oui, je confirme', 'Non, j’annule', 'Plus tard']);
    expect(text).toContain('<form method="post"><button name="answer" value="yes">');
    const english = await follow('GET', await linked({ locale: 'en', timeZone: 'America/Martinique' }));
    expect(english.text).toContain('It is on Tuesday 1\u00a0December at 9:30\u00a0am.');
    expect(labels(english.text)).toEqual(['Yes, I confirm', 'No, I cancel', 'Later']);
    expect(await said()).toBe(0);
  });

  test('offers the answer first that it was pressed for', async () => {
    const { text } = await follow('GET', await linked({}, { appointmentAt }, 'no'));
    expect(labels(text)[0]).toBe('Non, j’annule');
  });

  test.each([
    ['yes', 'est confirmé.'],
    ['no', 'est annulé.'],
    ['later', 'une autre date que mardi'],
  ])('takes %s, once, and says so', async (answer, words) => {
    const token = await linked();
    const { status, text } = await follow('POST', token, `answer=${answer}`);
    expect([status, text.includes('C’est noté'), text.includes(words), labels(text)]).toEqual([
      200,
      true,
      true,
      [],
    ]);
    for (const method of ['GET', 'POST']) {
      const again = await follow(method, token, 'answer=no');
      expect([again.status, again.text.includes('Vous avez déjà répondu')]).toEqual([200, true]);
    }
    expect(await said()).toBe(1);
  });

  test.each(['', 'List-Unsubscribe=One-Click', 'answer=stop', '{"answer":"yes"}'])(
    'asks again for a form that holds no answer: %s',
    async (form) => {
      const { status, text } = await follow('POST', await linked(), form);
      expect([status, labels(text).length, await said()]).toEqual([400, 3, 0]);
    },
  );

  test('says that it is too late after the appointment', async () => {
    const token = await linked({}, { appointmentAt: platform.clock.now() + 3_600_000 });
    await platform.run(3_600_000);
    for (const method of ['GET', 'POST'])
      expect((await follow(method, token, 'answer=yes')).text).toContain('Il est trop tard');
    expect(await said()).toBe(0);
  });

  test('without an appointment asks and thanks in other words', async () => {
    const content = {
      templateId: 'VISIT_FOLLOW_UP',
      data: { firstName: 'Marie', propertyAddress: '1 rue du Parc' },
    };
    const token = await linked({}, { content });
    const { text } = await follow('GET', token);
    expect([text.includes('Agence du Parc attend votre réponse'), labels(text)]).toEqual([
      true,
      ['Oui', 'Non', 'Plus tard'],
    ]);
    expect((await follow('POST', token, 'answer=yes')).text).toContain('Votre réponse, oui, est transmise');
  });

  test('leads nowhere for a message that is not there, of this tenant or of another', async () => {
    const { messageId } = await platform.post({ content: reminder, appointmentAt });
    await platform.run();
    const gone = composeMessageId('prospect_1', 0, new Uint8Array(10));
    for (const [tenantId, id] of [
      ['tenant_b', messageId],
      [TENANT, gone],
    ] as const) {
      const token = seal({ kind: 'answer', tenantId, messageId: id });
      for (const method of ['GET', 'POST'])
        expect((await follow(method, token, 'answer=yes')).status).toBe(404);
    }
    expect(await said()).toBe(0);
  });
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
