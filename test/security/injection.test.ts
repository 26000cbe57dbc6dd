import { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ResendProvider } from '../../shared/adapters/channels/resend/resend-provider.ts';
import { TwilioProvider } from '../../shared/adapters/channels/twilio/twilio-provider.ts';
import { messageBody } from '../../shared/contracts/http/message-body.ts';
import { toDraft } from '../../shared/contracts/http/to-draft.ts';
import type { Message } from '../../shared/domain/message.ts';
import { escapeHtml } from '../../shared/domain/templates/safe-text.ts';
import { structureOf } from '../support/html-structure.ts';
import { linksUnder } from '../support/links.ts';
import { MemoryAttachmentStore } from '../support/memory/attachment-store.ts';
import { listen, type Loopback } from '../support/loopback.ts';
import { approving, message, tenant, TUESDAY } from '../support/routing-request.ts';
import { ApiUnderTest, OURS } from './support/api.ts';
import { secrets } from './support/signing.ts';

let api: ApiUnderTest;
let provider: Loopback;
beforeAll(async () => {
  api = await ApiUnderTest.open();
  provider = await listen(({ path }) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(path === '/emails' ? { id: 'e1' } : { sid: 'SM1', status: 'queued' }),
  }));
});
afterAll(async () => {
  provider.close();
  await api.close();
});
afterEach(() => {
  vi.restoreAllMocks();
  provider.received.length = 0;
});

const TEMPLATE = 'APPOINTMENT_REMINDER_24H';
const AGENCY = tenant({
  whatsappTemplates: approving(TEMPLATE, ['firstName', 'appointmentTime', 'companyName']),
});

const bodyOf = (content: object) => ({
  prospect: { id: 'p1', phone: '+33612345678', whatsapp: '+33612345678', email: 'marie@example.com' },
  messageType: 'appointment',
  content,
});

/** The message that the contract makes of a body. */
function accepted(content: object): Message {
  return message({ ...toDraft(messageBody.parse(bodyOf(content))).draft });
}

/** What a provider receives for a content: Resend's JSON, or the fields of Twilio's form. */
async function sentTo(channel: 'sms' | 'whatsapp' | 'email', content: object, from = AGENCY) {
  const attachments = () => new MemoryAttachmentStore();
  const options = {
    secrets,
    attachments,
    baseUrl: provider.url,
    publicBaseUrl: 'https://hooks.example',
    links: linksUnder(7),
  };
  const clock = { now: () => TUESDAY };
  const delivery = {
    tenant: from,
    message: accepted(content),
    number: 1,
    channel,
    windowOpen: !('data' in content),
  };
  if (channel === 'email')
    await new ResendProvider(options).send({
      ...delivery,
      to: 'marie@example.com',
    });
  else await new TwilioProvider({ ...options, clock }).send({ ...delivery, to: '+33612345678' });
  const text = provider.received.at(-1)?.body.toString() ?? '';
  return channel === 'email'
    ? (JSON.parse(text) as Record<string, unknown>)
    : (Object.fromEntries(new URLSearchParams(text)) as Record<string, unknown>);
}

const ACTIVE_TEXTS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  '{{companyName}}',
  '{{constructor}}',
  '${7*7}',
  '#{7*7}',
  '<%= 7*7 %>',
  '$& $1 $` $$',
  '%s %n',
  '"}, "To": "+33600000000',
  "'; DROP TABLE x; --",
];

describe('What looks like code in the data of a template', () => {
  test.each(ACTIVE_TEXTS)('is a text like any other: %s', async (text) => {
    const data = { firstName: text, appointmentTime: '15h', companyName: 'Agence' };
    const content = { templateId: TEMPLATE, data };
    const greeting = `Bonjour ${text},`;
    expect((await sentTo('sms', content))['Body']).toContain(greeting);
    const variables = String((await sentTo('whatsapp', content))['ContentVariables']);
    expect(JSON.parse(variables)).toEqual({ 1: text, 2: '15h', 3: 'Agence' });
    const email = await sentTo('email', content);
    expect(email['text']).toContain(greeting);
    expect(email['html']).toContain(escapeHtml(greeting));
    const harmless = await sentTo('email', { ...content, data: { ...data, firstName: 'Marie' } });
    expect(structureOf(String(email['html']))).toBe(structureOf(String(harmless['html'])));
  });

  test('is not put into the HTML that a client wrote', async () => {
    const html = '<p>Bonjour {{firstName}} ${firstName}</p>';
    const email = await sentTo('email', { html, data: { firstName: '<script>' } });
    expect(email['html']).toBe(html);
  });
});

/** Everything that some program takes for the end of a line, or of a text. */
const LINE_ENDS = ['\r\n', '\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f', '\0'];
const isOneLine = (text: unknown): boolean => !LINE_ENDS.some((end) => String(text).includes(end));

describe('A line break', () => {
  test.each(LINE_ENDS.map((end) => [JSON.stringify(end), end]))(
    '%s adds no header to an e-mail',
    async (_, end) => {
      const attack = `Rappel${end}Bcc: everybody@example.com`;
      const own = await sentTo('email', { subject: attack, body: 'Bonjour' });
      const data = { firstName: 'Marie', appointmentTime: attack, companyName: 'Agence' };
      const ofTemplate = await sentTo('email', { templateId: TEMPLATE, data });
      const senders = { email: { address: 'contact@agence.example', name: attack, twoWay: true } };
      const ofTenant = await sentTo('email', { body: 'Bonjour' }, tenant({ name: attack, senders }));
      const lines = [own['subject'], ofTemplate['subject'], ofTenant['subject'], ofTenant['from']];
      expect(lines.map(isOneLine)).toEqual([true, true, true, true]);
      expect(own['subject']).toBe('Rappel Bcc: everybody@example.com');
      expect([own, ofTemplate, ofTenant].flatMap(Object.keys)).not.toContain('bcc');
    },
  );

  test('in a sender’s name leads out of no quotes', async () => {
    const name = 'Agence" <evil@example.com>, "x\\';
    const senders = { email: { address: 'contact@agence.example', name, twoWay: true } };
    const { from } = await sentTo('email', { body: 'Bonjour' }, tenant({ senders }));
    expect(from).toBe('"Agence <evil@example.com>, x" <contact@agence.example>');
  });

  test.each(LINE_ENDS.filter((end) => !/[\u2028\u2029]/.test(end)).map((end) => [JSON.stringify(end), end]))(
    '%s is refused in the name and in the type of a file',
    async (_, end) => {
      const file = { filename: 'plan.pdf', content: 'QUJD' };
      for (const attachment of [
        { ...file, filename: `plan.pdf${end}X-Evil: 1` },
        { ...file, contentType: `application/pdf${end}X-Evil: 1` },
      ]) {
        const body = bodyOf({ body: 'Bonjour', attachments: [attachment] });
        const { status } = await api.send('POST', '/v1/messages', { key: OURS.key, body });
        expect(status).toBe(400);
      }
    },
  );

  test.each(LINE_ENDS.map((end) => [JSON.stringify(end), end]))(
    '%s comes back in no header',
    async (_, end) => {
      const headers = { 'idempotency-key': `key${end}x-evil: 1` };
      const body = bodyOf({ body: 'Bonjour' });
      const reply = await api.send('POST', '/v1/messages', { key: OURS.key, body, headers });
      const path = `/v1/prospects/${encodeURIComponent(`p${end}x-evil: 1`)}`;
      const missing = await api.send('GET', path, { key: OURS.key });
      expect([reply.status, missing.status]).toEqual([400, 404]);
      for (const answer of [reply, missing])
        expect(Object.values(answer.headers).every(isOneLine)).toBe(true);
    },
  );
});

/** Who is called from now on, as `host:port`. */
function watchConnections(): () => string[] {
  const connect = vi.spyOn(Socket.prototype, 'connect');
  return () =>
    connect.mock.calls.map((args: unknown[]) => {
      const [{ host, port }] = args.flat() as [{ host?: string; port?: number | string }];
      return `${host}:${port}`;
    });
}

/** On this machine, at a port that nobody asked for by name. */
function isEmulation(called: string): boolean {
  return /^127\.0\.0\.1:\d{5}$/.test(called);
}

/** Where nobody outside may make anybody fetch from. */
const INNER_PLACES = [
  '169.254.169.254/latest/meta-data/iam/',
  '169.254.170.2/v2/credentials',
  'metadata.google.internal/',
  'localhost/',
  'localhost.localdomain/',
  '127.0.0.1/',
  '127.1/',
  '0/',
  '0.0.0.0/',
  '10.0.0.1/',
  '172.16.0.1/',
  '172.31.255.255/',
  '192.168.1.1/',
  '100.64.0.1/',
  '[::1]/',
  '[::]/',
  '[fc00::1]/',
  '[fd00:ec2::254]/',
  '[fe80::1]/',
  '[::ffff:169.254.169.254]/',
  '2852039166/',
  '0xa9fea9fe/',
  '0251.0376.0251.0376/',
  '0x7f.1/',
  'user:password@127.0.0.1/',
  'example.com@169.254.169.254/',
  'example.com%2f@127.0.0.1/',
  '127.0.0.1:6379/',
  '169.254.169.254.nip.io/',
  'ⓛocalhost/',
];

describe('The address of a file or a photo', () => {
  test('would be seen to be called', async () => {
    const connections = watchConnections();
    await expect(fetch('https://127.0.0.1:8443/a.pdf')).rejects.toThrow('fetch failed');
    expect(connections().filter((called) => !isEmulation(called))).toEqual(['127.0.0.1:8443']);
  });

  test.each(INNER_PLACES)('https://%s is handed to the provider as a text: we never fetch', async (place) => {
    const url = `https://${place}`;
    const connections = watchConnections();
    const files = { body: 'Bonjour', attachments: [{ filename: 'a.pdf', url }] };
    for (const content of [files, { body: 'Bonjour', mediaUrl: url }]) {
      const body = bodyOf(content);
      expect((await api.send('POST', '/v1/messages', { key: OURS.key, body })).status).toBe(202);
      expect((await api.send('POST', '/v1/route', { key: OURS.key, body })).status).toBe(200);
      expect((await sentTo('whatsapp', content))['MediaUrl']).toBe(url);
    }
    expect((await sentTo('email', files))['attachments']).toEqual([{ filename: 'a.pdf', path: url }]);
    expect(await sentTo('sms', { body: 'Bonjour', mediaUrl: url })).not.toHaveProperty('MediaUrl');
    // Nobody was called but the emulations of the table and the queue and the stand-in for the provider.
    expect(connections().filter((called) => !isEmulation(called))).toEqual([]);
    expect(provider.received.map(({ headers }) => `http://${headers.host}`)).toEqual(
      Array.from({ length: 4 }, () => provider.url),
    );
  });

  test.each([
    'http://example.com/a.jpg',
    'HTTP://169.254.169.254/',
    '//169.254.169.254/',
    'ftp://example.com/a',
    'file:///etc/passwd',
    'data:text/html,<script>',
    'javascript:alert(1)',
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'jar:https://example.com!/',
    'https:',
    'https://',
    'https://[::1',
    'https://exa mple.com/',
    'https://256.256.256.256/',
    'https://0xffffffff1/',
    'https://example.com:99999/',
    '/etc/passwd',
    '',
  ])('%s is refused', async (url) => {
    for (const content of [{ mediaUrl: url }, { attachments: [{ filename: 'a.pdf', url }] }]) {
      const body = bodyOf({ body: 'Bonjour', ...content });
      const { status } = await api.send('POST', '/v1/messages', { key: OURS.key, body });
      expect(status).toBe(400);
    }
  });
});
