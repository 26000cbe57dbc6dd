import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler as createFollowLink } from '../../lambdas/follow-link/handler.ts';
import { createHandler } from '../../lambdas/receive-webhook/handler.ts';
import { resendReader } from '../../shared/adapters/channels/resend/webhook-reader.ts';
import { receivedReport } from '../../shared/adapters/channels/resend/webhooks.ts';
import {
  twilioInboundReader,
  twilioStatusReader,
} from '../../shared/adapters/channels/twilio/webhook-readers.ts';
import { parseForm } from '../../shared/adapters/channels/twilio/webhooks.ts';
import { ABOUT_LINEAR, growthOf, quickest } from '../support/growth.ts';
import { linksUnder } from '../support/links.ts';
import type { Platform } from '../support/platform.ts';
import { apiOptions, type Call, call, openPlatform } from './http.ts';
import { BASE, readers, signedByResend, signedByTwilio, twilioForm } from './webhooks.ts';

const INBOUND = '/webhooks/twilio/inbound';
const TWILIO = [INBOUND, '/webhooks/twilio/status'];
const FORM = 'application/x-www-form-urlencoded';
const REPORTED = 'a=1&'.repeat(50_000);
/** Of the right shape, and of nobody. */
const FALSE_SIGNATURE = Buffer.alloc(20, 7).toString('base64');

let platform: Platform;
let handler: ReturnType<typeof createHandler>;
/** Which secrets were read. */
let readSecrets: string[];
beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler(platform.ports(), readers, BASE, apiOptions(platform));
  readSecrets = [];
});

const post = (path: string, options: Call) => call(handler, 'POST', path, options);
const unsigned = (body: string, headers: Record<string, string> = {}): Call => ({
  key: null,
  headers: { 'content-type': FORM, ...headers },
  body,
});

type Pair = [name: string, value: string];

/** Signed by the book, with names that occur several times: each name with its values in order, without repetitions. */
function signedPairs(path: string, pairs: readonly Pair[]): Call {
  const byName = Map.groupBy(pairs, ([name]) => name);
  const fields = [...byName.keys()]
    .toSorted()
    .flatMap((name) =>
      [...new Set(byName.get(name)?.map(([, value]) => value))].toSorted().map((value) => name + value),
    );
  const signature = createHmac('sha1', 'auth-token-of-the-tests')
    .update(BASE + path + fields.join(''))
    .digest('base64');
  const body = new URLSearchParams([...pairs]).toString();
  return unsigned(body, { 'x-twilio-signature': signature });
}

describe('A form of fifty thousand fields', () => {
  test.each(TWILIO)('at %s is refused before anything is done with it', async (path) => {
    expect(await post(path, unsigned(REPORTED))).toMatchObject({ status: 403 });
    for (const signature of ['', 'a', `${FALSE_SIGNATURE}\n`])
      expect(await post(path, unsigned(REPORTED, { 'x-twilio-signature': signature }))).toMatchObject({
        status: 403,
      });
    const signed = unsigned(REPORTED, { 'x-twilio-signature': FALSE_SIGNATURE });
    const { status, body } = await post(path, signed);
    expect([status, body.code]).toEqual([413, 'payload-too-large']);
    expect(platform.reports.sent).toEqual([]);
  });

  test('has no secret read', async () => {
    const secrets = {
      of: async (name: string) => {
        readSecrets.push(name);
        throw new Error('not to be read');
      },
    };
    const blind = createHandler(
      platform.ports(),
      {
        ...readers,
        twilioInbound: twilioInboundReader(secrets),
        twilioStatus: twilioStatusReader(secrets),
        resend: resendReader(secrets),
      },
      BASE,
      apiOptions(platform),
    );
    for (const path of [...TWILIO, '/webhooks/resend'])
      for (const headers of [{}, { 'x-twilio-signature': FALSE_SIGNATURE }])
        expect((await call(blind, 'POST', path, unsigned(REPORTED, headers))).status).toBeLessThan(500);
    expect(readSecrets).toEqual([]);
  });

  test('is refused in less time than it takes to take it apart', () => {
    const refuse = () => expect(() => parseForm(REPORTED)).toThrow('at most');
    const takeApart = () => [...new URLSearchParams(REPORTED)];
    expect(quickest(refuse)).toBeLessThan(quickest(takeApart));
  });
});

describe('A form within the bounds', () => {
  const pairs = (count: number) =>
    Array.from({ length: count }, (_, index) => ['Body', `value ${index}`] satisfies Pair);

  test('is taken with a thousand fields of one name, and refused with one more, signed or not', async () => {
    expect((await post(INBOUND, signedPairs(INBOUND, pairs(1_000)))).status).toBe(200);
    expect((await post(INBOUND, signedPairs(INBOUND, pairs(1_001)))).status).toBe(413);
  });

  test('holds the largest message that Twilio takes, and ten files', async () => {
    const media = Array.from({ length: 10 }, (_, index) => [
      [`MediaUrl${index}`, `https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME${index}`],
      [`MediaContentType${index}`, 'image/jpeg'],
    ]).flat();
    const form = {
      ...twilioForm('sms-inbound'),
      ...Object.fromEntries(media),
      Body: '🏠'.repeat(4_096),
      NumMedia: '10',
    };
    expect((await post(INBOUND, signedByTwilio(INBOUND, '', form))).status).toBe(200);
    expect(platform.reports.sent).toHaveLength(1);
  });

  test('is refused above 256 KB', async () => {
    const form = { ...twilioForm('sms-inbound'), Body: 'a'.repeat(256 * 1_024) };
    expect((await post(INBOUND, signedByTwilio(INBOUND, '', form))).status).toBe(413);
  });
});

describe('What is too large for a webhook', () => {
  const MEBIBYTE = 1024 * 1024;
  const PATHS = ['/webhooks/resend', '/webhooks/signature/{tenantId}'];

  test.each(PATHS)('is refused at %s above a mebibyte, and by its signature below', async (path) => {
    const options = { pathParameters: { tenantId: 'tenant_a' } };
    const { status, body } = await post(path, { ...signedByResend(`"${'a'.repeat(MEBIBYTE)}"`), ...options });
    expect([status, body.code]).toEqual([413, 'payload-too-large']);
    expect((await post(path, { ...unsigned('a'.repeat(MEBIBYTE)), ...options })).status).toBe(403);
  });

  test('counts in bytes, not in characters', async () => {
    expect((await post(PATHS[0]!, unsigned('é'.repeat(MEBIBYTE / 2 + 1)))).status).toBe(413);
  });
});

test('The form behind a link is refused above ten kilobytes, whatever the link is', async () => {
  const links = createFollowLink({ ...platform.ports(), links: linksUnder(7) }, apiOptions(platform));
  const follow = (body: string) =>
    call(links, 'POST', '/l/abc', { ...unsigned(body), pathParameters: { token: 'abc' } });
  expect((await follow('answer=yes&'.repeat(1_000))).status).toBe(413);
  expect((await follow('answer=yes')).status).toBe(404);
});

describe('Who an e-mail is from', () => {
  const received = (from: string) =>
    JSON.stringify({
      type: 'email.received',
      created_at: '2026-11-24T13:00:00Z',
      data: { email_id: 'e', from, to: ['bonjour@agence.example'] },
    });
  const nameless = { name: undefined };

  test.each<[string, object]>([
    ['"Marie Dupont" <Marie@Example.COM>', { from: 'Marie@example.com', name: 'Marie Dupont' }],
    [' Marie <marie@example.com> ', { from: 'marie@example.com', name: 'Marie' }],
    ['<marie@example.com>', { from: 'marie@example.com', ...nameless }],
    ['marie@example.com', { from: 'marie@example.com', ...nameless }],
    ['a < b <marie@example.com>', { from: 'marie@example.com', name: 'a < b' }],
    ['Marie <>', { from: 'Marie <>', ...nameless }],
  ])('is read from %j', (from, expected) => {
    const report = receivedReport(received(from));
    expect({ from: report?.from, name: report?.name }).toEqual({ name: undefined, ...expected });
  });

  test('is read in a time that grows with its length alone', () => {
    const texts = new Map<number, string>();
    const read = (size: number) => {
      const text = texts.get(size) ?? received(`a${' '.repeat(size)}b`);
      texts.set(size, text);
      return receivedReport(text);
    };
    expect(growthOf(read, 10_000)).toBeLessThan(ABOUT_LINEAR);
  });
});
