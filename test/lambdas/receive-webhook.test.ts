import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/receive-webhook/handler.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { apiOptions, type Call, call, openPlatform } from './http.ts';
import { BASE, readers, resendBody, signedByResend, signedByTwilio, twilioForm } from './webhooks.ts';

const STATUS = '/webhooks/twilio/status';
const INBOUND = '/webhooks/twilio/inbound';
const RESEND = '/webhooks/resend';

let platform: Platform;
let handler: ReturnType<typeof createHandler>;
let messageId: string;
let query: string;

/** A message that is on its way by SMS, or by e-mail, and of which nothing was heard. */
async function onItsWay(channel: 'sms' | 'email'): Promise<void> {
  platform.receiptsOf = () => [];
  ({ messageId } = await platform.post({ channel }));
  await platform.run();
  query = new URLSearchParams({ tenant: TENANT, message: messageId, attempt: '1', channel }).toString();
}

beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler(platform.ports(), readers, BASE, apiOptions(platform));
});

const post = (path: string, options: Call) => call(handler, 'POST', path, options);

/** What each of these requests is answered with, and how many reports came of them. */
async function answersTo(...requests: readonly (readonly [path: string, options: Call])[]) {
  const codes: unknown[] = [];
  for (const [path, options] of requests) codes.push((await post(path, options)).body?.code);
  return { codes: [...new Set(codes)], reports: platform.reports.sent.length };
}

const REFUSED = { codes: ['invalid-signature'], reports: 0 };

describe('Twilio’s status callback', () => {
  beforeEach(() => onItsWay('sms'));

  test('is taken and makes the message delivered', async () => {
    const { status, text } = await post(STATUS, signedByTwilio(STATUS, query, twilioForm('sms-delivered')));
    expect([status, text]).toEqual([204, '']);
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
  });

  test('is taken in base64 too', async () => {
    const options = signedByTwilio(STATUS, query, twilioForm('sms-delivered'));
    expect((await post(STATUS, { ...options, base64: true })).status).toBe(204);
    expect(platform.reports.length).toBe(1);
  });

  test('changes nothing the second time', async () => {
    const options = signedByTwilio(STATUS, query, twilioForm('sms-delivered'));
    await post(STATUS, options);
    await platform.run();
    const before = await platform.record(messageId);
    await post(STATUS, options);
    await platform.run();
    expect(await platform.record(messageId)).toEqual(before);
    expect(platform.domainEvents.published).toHaveLength(2);
  });

  test('of a landline fails the attempt, and nobody writes to the number again', async () => {
    await post(STATUS, signedByTwilio(STATUS, query, twilioForm('sms-undelivered')));
    await platform.run();
    const [attempt] = attemptsOf(await platform.record(messageId));
    expect(attempt?.events.failed).toMatchObject({ errorCode: '30006' });
    const facts = await platform.scopes(TENANT).prospects.addressFacts({ phone: '+33612345678' });
    expect(facts.sms?.suppression?.reason).toBe('invalid');
  });

  test('with fields that nobody knows yet is taken, for they are signed too', async () => {
    const form = { ...twilioForm('sms-delivered'), NewField: 'ça & là', Empty: '' };
    expect((await post(STATUS, signedByTwilio(STATUS, query, form))).status).toBe(204);
  });

  test('is refused when it was not signed, signed for another, or changed on the way', async () => {
    const form = twilioForm('sms-delivered');
    const good = signedByTwilio(STATUS, query, form);
    const changed = new URLSearchParams({ ...form, MessageStatus: 'failed' }).toString();
    const truncated = String(good.body).slice(0, -20);
    const otherAttempt = query.replace('attempt=1', 'attempt=2');
    const answers = await answersTo(
      [STATUS, { ...good, headers: {} }],
      [STATUS, { ...good, headers: { 'x-twilio-signature': '' } }],
      [STATUS, signedByTwilio(STATUS, query, form, 'another token')],
      [STATUS, { ...good, body: changed }],
      [STATUS, { ...good, body: truncated }],
      [STATUS, { ...good, body: `${String(good.body)}&Extra=1` }],
      [STATUS, { ...good, query: `${query}&extra=1` }],
      [STATUS, { ...good, query: otherAttempt }],
      [INBOUND, good],
    );
    expect(answers).toEqual(REFUSED);
  });

  test.each([
    ['without a query', ''],
    ['about attempt zero', 'tenant=tenant_a&message=msg_1&attempt=0&channel=sms'],
    ['about half an attempt', 'tenant=tenant_a&message=msg_1&attempt=1.5&channel=sms'],
    ['about a channel of nobody', 'tenant=tenant_a&message=msg_1&attempt=1&channel=fax'],
  ])('that is genuine but %s is ignored', async (_, other) => {
    const { status } = await post(STATUS, signedByTwilio(STATUS, other, twilioForm('sms-delivered')));
    expect(status).toBe(204);
    expect(platform.reports.sent).toEqual([]);
  });

  test.each(['queued', 'sending', 'sent'])(
    'that only says %s, as the answer to our request did, is not worth a write',
    async (MessageStatus) => {
      const form = { ...twilioForm('sms-delivered'), MessageStatus };
      const { status } = await post(STATUS, signedByTwilio(STATUS, query, form));
      expect(status).toBe(204);
      expect(platform.reports.sent).toEqual([]);
    },
  );

  test('about another tenant’s message changes nothing', async () => {
    const other = query.replace('tenant_a', 'tenant_b');
    await post(STATUS, signedByTwilio(STATUS, other, twilioForm('sms-undelivered')));
    await platform.run();
    expect(await platform.status(messageId)).toBe('sent');
    expect(await platform.scopes('tenant_b').prospects.addressFacts({ phone: '+33612345678' })).toEqual({});
  });

  test('of WhatsApp says that the message was read', async () => {
    const whatsapp = query.replace('channel=sms', 'channel=whatsapp');
    await post(STATUS, signedByTwilio(STATUS, whatsapp, twilioForm('whatsapp-read')));
    expect(JSON.parse(platform.reports.sent[0] ?? '')).toMatchObject({ event: { status: 'read' } });
  });
});

describe('Twilio’s inbound webhook', () => {
  test('of a STOP opts the number out, and is answered with nothing to say', async () => {
    const { status, headers, text } = await post(
      INBOUND,
      signedByTwilio(INBOUND, '', twilioForm('sms-inbound')),
    );
    expect([status, headers['content-type'], text]).toEqual([200, 'text/xml', '<Response></Response>']);
    await platform.run();
    const facts = await platform.scopes(TENANT).prospects.addressFacts({ phone: '+33612345678' });
    expect(facts.sms?.suppression).toMatchObject({ reason: 'opted-out', text: 'STOP' });
  });

  test('of a pressed WhatsApp button opens the window', async () => {
    await post(INBOUND, signedByTwilio(INBOUND, '', twilioForm('whatsapp-inbound')));
    await platform.run();
    const facts = await platform.scopes(TENANT).prospects.addressFacts({ whatsapp: '+33612345678' });
    expect(facts.whatsapp?.lastInboundAt).toBe(platform.clock.now() - 10_000);
  });

  test('that is forged opts nobody out', async () => {
    const answers = await answersTo([
      INBOUND,
      signedByTwilio(INBOUND, '', twilioForm('sms-inbound'), 'guess'),
    ]);
    expect(answers).toEqual(REFUSED);
  });
});

describe('Resend’s webhook', () => {
  beforeEach(() => onItsWay('email'));

  test.each([
    ['delivered', 'delivered'],
    ['opened', 'opened'],
    ['complained', 'delivered'],
  ])('%s is taken', async (name, becomes) => {
    const { status } = await post(RESEND, signedByResend(resendBody(name, messageId)));
    expect(status).toBe(204);
    await platform.run();
    expect(await platform.status(messageId)).toBe(becomes);
  });

  test('of Apple’s mail privacy opening an e-mail tells that it arrived, and not from where it was opened', async () => {
    const body = resendBody('opened', messageId).replace(
      /"userAgent":\s*"[^"]*"/,
      '"userAgent": "Mozilla/5.0"',
    );
    await post(RESEND, signedByResend(body));
    expect(platform.reports.sent.at(-1)).toContain('"confidence":"machine"');
    expect(platform.reports.sent.at(-1)).not.toMatch(/203\.0\.113\.7|Mozilla/);
    await platform.run();
    expect(await platform.status(messageId)).toBe('delivered');
  });

  test.each([
    ['complained', 'complained'],
    ['bounced', 'bounced'],
    ['bounced-transient', undefined],
    ['delivered', undefined],
  ])('%s suppresses the address: %s', async (name, reason) => {
    await post(RESEND, signedByResend(resendBody(name, messageId)));
    await platform.run();
    const facts = await platform.scopes(TENANT).prospects.addressFacts({ email: 'marie@example.com' });
    expect(facts.email?.suppression?.reason).toBe(reason);
  });

  test('is refused when it was not signed, changed, or is older than five minutes', async () => {
    const body = resendBody('delivered', messageId);
    const good = signedByResend(body);
    const now = Math.floor(Date.now() / 1_000);
    const answers = await answersTo(
      [RESEND, { ...good, headers: {} }],
      [RESEND, { ...good, headers: { ...good.headers, 'svix-id': 'msg_other' } }],
      [RESEND, { ...good, headers: { ...good.headers, 'svix-timestamp': String(now + 1) } }],
      [RESEND, { ...good, body: body.slice(0, -3) }],
      [RESEND, { ...good, body: body.replace('delivered', 'bounced') }],
      [RESEND, signedByResend(body, now, Buffer.from('guess'))],
      [RESEND, signedByResend(body, now - 301)],
    );
    expect(answers).toEqual(REFUSED);
  });

  test.each([
    ['somebody else’s e-mail', resendBody('somebody-elses', '')],
    [
      'a domain',
      JSON.stringify({ type: 'domain.created', created_at: '2026-11-24T13:00:05Z', data: { id: 'd' } }),
    ],
    ['no JSON', 'hello'],
    ['an event of tomorrow', resendBody('delivered', 'msg_1').replace('email.delivered', 'email.teleported')],
  ])('that is genuine but about %s is ignored', async (_, body) => {
    expect((await post(RESEND, signedByResend(body))).status).toBe(204);
    expect(platform.reports.sent).toEqual([]);
  });
});

test('A queue that does not answer makes the provider send its webhook again', async () => {
  await onItsWay('sms');
  platform.outages.add('reportQueue.send');
  const { status } = await post(STATUS, signedByTwilio(STATUS, query, twilioForm('sms-delivered')));
  expect(status).toBe(500);
});
