import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outgoingEmail } from '../../../shared/adapters/channels/resend/outgoing.ts';
import { ResendProvider } from '../../../shared/adapters/channels/resend/resend-provider.ts';
import { composeMessageId } from '../../../shared/domain/message-id.ts';
import type { AttemptQuestion, Delivery } from '../../../shared/ports/channel-provider.ts';
import { type Answer, listen, type Loopback } from '../../support/loopback.ts';
import { linksUnder } from '../../support/links.ts';
import { MemoryAttachmentStore } from '../../support/memory/attachment-store.ts';
import { message, tenant, TUESDAY } from '../../support/routing-request.ts';
import { exampleData } from '../../support/template-examples.ts';

const ID = '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794';

let server: Loopback;
let answer: Answer;
const attachments = new MemoryAttachmentStore();
beforeAll(async () => {
  server = await listen(() => answer);
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
  answer = json({ id: ID });
});

const json = (body: object, status = 200, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const refused = (name: string, statusCode: number, headers: Record<string, string> = {}): Answer =>
  json({ name, message: `It was ${name}`, statusCode }, statusCode, headers);

function open(baseUrl = server.url): ResendProvider {
  const secrets = { of: async () => ({ apiKey: 're_test', webhookSecret: 'w' }) as never };
  return new ResendProvider({
    secrets,
    attachments: () => attachments,
    links: linksUnder(7),
    publicBaseUrl: 'https://api.agence.example',
    baseUrl,
  });
}

function delivery(overrides: Partial<Delivery> = {}): Delivery {
  const senders = { email: { address: 'contact@agence.example', name: 'Agence "du" Parc', twoWay: true } };
  const base = { tenant: tenant({ senders }), message: message(), number: 2, windowOpen: false };
  return { ...base, channel: 'email', to: 'marie@example.com', ...overrides };
}

const sent = (index = 0): Record<string, unknown> =>
  JSON.parse(server.received[index]?.body.toString() ?? '') as Record<string, unknown>;

describe('An e-mail', () => {
  test('carries a key and tags that name its attempt', async () => {
    expect(await open().send(delivery())).toEqual({ outcome: 'accepted', providerId: ID });
    expect(server.received[0]).toMatchObject({
      method: 'POST',
      path: '/emails',
      headers: { authorization: 'Bearer re_test', 'idempotency-key': 'msg_1-2' },
    });
    expect(sent()).toEqual({
      from: '"Agence du Parc" <contact@agence.example>',
      to: ['marie@example.com'],
      subject: 'Agence du Parc',
      text: 'Bonjour Marie',
      html: expect.stringContaining('<p style="margin:0;">Bonjour Marie</p>'),
      tags: [
        { name: 'tenant', value: 'tenant_a' },
        { name: 'message', value: 'msg_1' },
        { name: 'attempt', value: '2' },
      ],
      // What every answer repeats.
      headers: { References: '<msg_1@agence.example>' },
    });
  });

  test('is the same every time', async () => {
    await attachments.put('attachments/a', Buffer.from('%PDF'), 'application/pdf');
    const content = {
      subject: 'S',
      html: '<p>x</p>',
      attachments: [{ filename: 'a.pdf', key: 'attachments/a' }],
    };
    for (let turn = 0; turn < 2; turn += 1) await open().send(delivery({ message: message({ content }) }));
    expect(sent(1)).toEqual(sent(0));
  });

  test('carries HTML beside text, files of ours and links to others', async () => {
    await attachments.put('attachments/a', Buffer.from('%PDF'), 'application/pdf');
    const files = [
      { filename: 'a.pdf', contentType: 'application/pdf', key: 'attachments/a' },
      { filename: 'b.png', url: 'https://agence.example/b.png' },
    ];
    const content = { subject: 'Plan', body: 'Voici', html: '<p>Voici</p>', attachments: files };
    await open().send(delivery({ message: message({ content }) }));
    expect(sent()).toMatchObject({ subject: 'Plan', text: 'Voici', html: '<p>Voici</p>' });
    expect(sent()['attachments']).toEqual([
      { filename: 'a.pdf', content_type: 'application/pdf', content: Buffer.from('%PDF').toString('base64') },
      { filename: 'b.png', path: 'https://agence.example/b.png' },
    ]);
  });

  test('that asks for an answer has a button for each, which are the same every time', async () => {
    const id = composeMessageId('prospect_1', TUESDAY, new Uint8Array(10));
    const content = {
      templateId: 'APPOINTMENT_REMINDER_24H',
      data: exampleData('APPOINTMENT_REMINDER_24H', 'fr'),
    };
    const asking = delivery({
      tenant: tenant({ linkBase: 'https://api.agence.example' }),
      message: message({ id, content }),
    });
    for (let turn = 0; turn < 2; turn += 1) await open().send(asking);
    expect(sent(1)).toEqual(sent(0));
    const html = String(sent()['html']);
    const { unseal } = await linksUnder(7)();
    for (const [expected, label] of [
      ['yes', 'Oui, je confirme'],
      ['no', 'Non, j’annule'],
    ] as const) {
      const [, token = ''] = new RegExp(`l/([\\w-]+)"[^>]*>(?:<[^>]+>|\\s)*${label}`).exec(html) ?? [];
      expect(unseal(token)).toEqual({
        kind: 'answer',
        tenantId: 'tenant_a',
        messageId: id,
        answer: expected,
      });
      expect(sent()['text']).toContain(`${label}\nhttps://api.agence.example/l/${token}`);
    }
    expect(html.indexOf('Oui, je confirme')).toBeLessThan(html.indexOf('À demain,'));
  });

  test('that advertises can be ended with one click, by a link that is the same every time', async () => {
    for (let turn = 0; turn < 2; turn += 1)
      await open().send(delivery({ message: message({ type: 'marketing' }) }));
    const headers = sent()['headers'] as Record<string, string>;
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const [, token = ''] =
      /^<https:\/\/api\.agence\.example\/l\/([\w-]+)>$/.exec(headers['List-Unsubscribe'] ?? '') ?? [];
    expect((await linksUnder(7)()).unseal(token)).toMatchObject({
      kind: 'unsubscribe',
      tenantId: 'tenant_a',
      messageId: 'msg_1',
    });
    expect(sent(1)).toEqual(sent(0));
  });

  test('cannot be given another header by its subject', async () => {
    const content = { subject: 'Bonjour\r\nBcc: all@example.com', body: 'x' };
    await open().send(delivery({ message: message({ content }) }));
    expect(sent()['subject']).toBe('Bonjour Bcc: all@example.com');
  });
});

describe('An e-mail of an appointment', () => {
  const confirmation = message({
    content: {
      templateId: 'APPOINTMENT_CONFIRMATION',
      data: exampleData('APPOINTMENT_CONFIRMATION', 'fr'),
      attachments: [{ filename: 'b.png', url: 'https://agence.example/b.png' }],
    },
    appointmentAt: TUESDAY + 24 * 3_600_000,
  });

  test('carries it for the calendar, beside the other files, the same every time', async () => {
    for (let turn = 0; turn < 2; turn += 1) await open().send(delivery({ message: confirmation }));
    expect(sent(1)).toEqual(sent(0));
    const [picture, calendar] = sent()['attachments'] as Record<string, string>[];
    expect(picture).toEqual({ filename: 'b.png', path: 'https://agence.example/b.png' });
    expect(calendar).toMatchObject({
      filename: 'rendez-vous.ics',
      content_type: 'text/calendar; charset=utf-8; method=PUBLISH',
    });
    const text = Buffer.from(calendar?.['content'] ?? '', 'base64').toString();
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*DTSTART:20261125T130000Z\r\n[^]*END:VCALENDAR\r\n$/);
  });
});

describe('An e-mail that one click ends', () => {
  const link = 'https://messages.agence.example/u/8f3k';
  const outgoing = (unsubscribeLink: string) => outgoingEmail(delivery(), () => attachments, unsubscribeLink);

  test('says so to mailboxes (RFC 8058) and to people', async () => {
    const email = await outgoing(link);
    expect(email).toMatchObject({
      headers: {
        'List-Unsubscribe': `<${link}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      text: `Bonjour Marie\n\nSe désinscrire\n${link}`,
      html: expect.stringContaining(`href="${link}"`),
    });
  });
  test('takes no link that would end the header', async () => {
    expect((await outgoing('https://a.example/>, <mailto:x@y.z>\r\nBcc: all')).headers).toMatchObject({
      'List-Unsubscribe': '<https://a.example/%3E,%20%3Cmailto:x@y.z%3EBcc:%20all>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });
});

describe('What Resend answers', () => {
  test.each([
    [
      refused('validation_error', 422),
      { outcome: 'rejected', errorCode: 'validation_error', reason: 'It was validation_error' },
    ],
    [refused('invalid_api_key', 403), { outcome: 'rejected', misconfigured: true }],
    [refused('missing_api_key', 401), { outcome: 'rejected', misconfigured: true }],
    [refused('daily_quota_exceeded', 429), { outcome: 'rejected', misconfigured: true }],
    [refused('rate_limit_exceeded', 429, { 'retry-after': '7' }), { outcome: 'busy', retryAfterSeconds: 7 }],
    [refused('rate_limit_exceeded', 429), { outcome: 'busy', retryAfterSeconds: 2 }],
    [refused('concurrent_idempotent_requests', 409), { outcome: 'busy', retryAfterSeconds: 2 }],
    [refused('invalid_idempotent_request', 409), { outcome: 'uncertain' }],
    [refused('internal_server_error', 500), { outcome: 'uncertain' }],
    [{ status: 502, body: '<html>bad gateway</html>' }, { outcome: 'uncertain' }],
    [{ reset: true } as const, { outcome: 'uncertain' }],
  ])('%o means %o', async (given, expected) => {
    answer = given;
    expect(await open().send(delivery())).toMatchObject(expected);
    expect(server.received).toHaveLength(1);
  });
});

describe('What Resend knows of an attempt', () => {
  const question = (providerId: string | undefined = ID): AttemptQuestion => ({
    delivery: delivery(),
    providerId,
    claimedAt: TUESDAY,
    now: TUESDAY,
    others: new Set(),
  });

  test.each([
    ['delivered', { outcome: 'found', event: { status: 'delivered', at: TUESDAY, providerId: ID } }],
    // By whom is not said.
    ['opened', { outcome: 'found', event: { status: 'delivered' } }],
    ['clicked', { outcome: 'found', event: { status: 'delivered' } }],
    ['bounced', { outcome: 'found', event: { status: 'failed', errorCode: 'bounced' } }],
    ['sent', { outcome: 'in-transit', providerId: ID }],
    ['queued', { outcome: 'in-transit', providerId: ID }],
  ])('when its last event is %s', async (last_event, expected) => {
    answer = json({ object: 'email', id: ID, last_event });
    expect(await open().inquire(question())).toMatchObject(expected);
    expect(server.received[0]?.path).toBe(`/emails/${ID}`);
  });

  test('when there is no such e-mail, or no answer', async () => {
    answer = refused('not_found', 404);
    expect(await open().inquire(question())).toEqual({ outcome: 'not-found' });
    answer = refused('internal_server_error', 500);
    expect(await open().inquire(question())).toEqual({ outcome: 'unknown' });
  });

  test('without an id is nothing: it is sent again under its key instead', async () => {
    const { providerId: _none, ...rest } = question();
    expect(await open().inquire({ ...rest, providerId: undefined })).toEqual({ outcome: 'unknown' });
    expect(server.received).toEqual([]);
  });
});
