import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/submit-message/handler.ts';
import type { Platform } from '../support/platform.ts';
import { apiOptions, type Call, call, KEYS, messageBody, openPlatform } from './http.ts';

let platform: Platform;
let handler: ReturnType<typeof createHandler>;
beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler(platform.ports(), apiOptions(platform));
});

const post = (options: Call = {}) =>
  call(handler, 'POST', '/v1/messages', { body: messageBody(), ...options });

describe('POST /v1/messages', () => {
  test('accepts a message, says where it is, and has it on its way', async () => {
    const { status, headers, body } = await post();
    expect(status).toBe(202);
    expect(body).toEqual({ id: expect.stringMatching(/^msg_/), status: 'accepted' });
    expect(headers).toEqual({ 'content-type': 'application/json', location: `/v1/messages/${body.id}` });
    await platform.run();
    expect(await platform.status(body.id)).toBe('delivered');
    const { message } = await platform.record(body.id);
    expect(message.prospect).toMatchObject({ phone: '+33612345678', email: 'marie@example.com' });
  });

  test('reads a body that the gateway handed over in base64', async () => {
    const { status, body } = await post({ base64: true });
    expect(status).toBe(202);
    expect((await platform.record(body.id)).message.content.body).toBe('Bonjour Marie');
  });

  test('keeps inline files, and hands over those that have a URL', async () => {
    const content = Buffer.from('%PDF-1.7').toString('base64');
    const attachments = [
      { filename: 'à lire.pdf', contentType: 'application/pdf', content },
      { filename: 'plan.png', url: 'https://agence.example/plan.png' },
    ];
    const { body } = await post({ body: messageBody({ content: { body: 'Voir ci-joint', attachments } }) });
    const [key] = platform.attachments.keys();
    expect(key).toBe(`attachments/tenant_a/${body.id}/0/%C3%A0%20lire.pdf`);
    expect(Buffer.from(await platform.attachments.get(key ?? '')).toString()).toBe('%PDF-1.7');
    expect((await platform.record(body.id)).message.content.attachments).toEqual([
      { filename: 'à lire.pdf', contentType: 'application/pdf', key },
      { filename: 'plan.png', url: 'https://agence.example/plan.png' },
    ]);
  });

  describe('under an Idempotency-Key', () => {
    const headers = { 'idempotency-key': 'order-17' };

    test('answers the same twice and says so', async () => {
      const first = await post({ headers });
      const second = await post({ headers });
      expect(first.headers).not.toHaveProperty('idempotent-replayed');
      expect(second.headers).toEqual({ ...first.headers, 'idempotent-replayed': 'true' });
      expect([second.status, second.body]).toEqual([202, first.body]);
      await platform.run();
      expect(platform.taken()).toHaveLength(1);
    });

    test('refuses another body', async () => {
      await post({ headers });
      const again = await post({ headers, body: messageBody({ messageType: 'general' }) });
      expect([again.status, again.body.code]).toEqual([422, 'idempotency-key-reused']);
    });

    test('knows each tenant’s own', async () => {
      const first = await post({ headers });
      const second = await post({ headers, key: KEYS.other, body: messageBody({ messageType: 'general' }) });
      expect(second.status).toBe(202);
      expect(second.body.id).not.toBe(first.body.id);
    });

    test.each([' ', 'a b', 'x'.repeat(256), 'é'])('refuses the key "%s"', async (key) => {
      const { status, body } = await post({ headers: { 'idempotency-key': key } });
      expect([status, body.errors[0].path]).toEqual([400, 'Idempotency-Key']);
    });
  });

  describe('refuses', () => {
    const problems: [string, Call, number, string, string?][] = [
      ['no key', { key: null }, 401, 'unauthenticated'],
      ['an unknown key', { key: 'ck_test_none' }, 401, 'unauthenticated'],
      ['an overlong key', { key: 'x'.repeat(300) }, 401, 'unauthenticated'],
      [
        'another scheme',
        { key: null, headers: { authorization: `Basic ${KEYS.all}` } },
        401,
        'unauthenticated',
      ],
      ['a key that may only read', { key: KEYS.reader }, 403, 'missing-scope'],
      [
        'a form',
        { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        415,
        'unsupported-media-type',
      ],
      ['text that is no JSON', { body: '{"prospect":' }, 400, 'invalid-json'],
      ['nothing', { body: '' }, 400, 'invalid-json'],
      ['a list', { body: [] }, 400, 'invalid-request', ''],
      ['null', { body: 'null' }, 400, 'invalid-request', ''],
      ['an unknown field', { body: messageBody({ colour: 'red' }) }, 400, 'invalid-request', 'colour'],
      [
        'an unknown prospect without an address',
        { body: messageBody({ prospect: { id: 'p' } }) },
        400,
        'invalid-request',
        'prospect',
      ],
      [
        'a wrong phone number',
        { body: messageBody({ prospect: { phone: '06 12' } }) },
        400,
        'invalid-request',
        'prospect.phone',
      ],
      [
        'an unknown zone',
        { body: messageBody({ prospect: { phone: '0612345678', timeZone: 'Mars/Base' } }) },
        400,
        'invalid-request',
        'prospect.timeZone',
      ],
      [
        'an http URL',
        { body: messageBody({ content: { body: 'x', mediaUrl: 'http://a.example' } }) },
        400,
        'invalid-request',
        'content.mediaUrl',
      ],
      [
        'a body of 10,001 characters',
        { body: messageBody({ content: { body: 'x'.repeat(10_001) } }) },
        400,
        'invalid-request',
        'content.body',
      ],
      [
        'a body of 2 MB',
        { body: messageBody({ content: { body: 'x'.repeat(2_000_000) } }) },
        413,
        'payload-too-large',
      ],
      [
        'files of more than 4 MB',
        {
          body: messageBody({
            content: { body: 'x', attachments: [{ filename: 'a', content: 'AAAA'.repeat(1_500_000) }] },
          }),
        },
        413,
        'payload-too-large',
      ],
    ];

    test.each(problems)('%s', async (_, options, status, code, path) => {
      const reply = await post(options);
      expect(reply.status).toBe(status);
      expect(reply.headers['content-type']).toBe('application/problem+json');
      const type = `urn:coccinelle:problem:${code}`;
      const text = expect.any(String);
      expect(reply.body).toMatchObject({ type, title: text, status, detail: text, code });
      expect(reply.body.errors?.[0]?.path).toBe(path);
      expect(platform.routing.sent).toEqual([]);
    });

    test('and tells a client without a key which scheme to use', async () => {
      expect((await post({ key: null })).headers['www-authenticate']).toBe('Bearer');
    });
  });

  test('answers a plain 500 that leaks nothing when storage does not answer', async () => {
    platform.outages.add('routingQueue.send');
    const { status, headers, text, body } = await post();
    expect([status, headers['content-type'], body.code]).toEqual([
      500,
      'application/problem+json',
      'internal',
    ]);
    expect(text).toContain('request-1');
    expect(text).not.toMatch(/queue|answer|stack|Error:/);
  });

  test.each([
    ['GET', '/v1/messages'],
    ['POST', '/v1/message'],
    ['POST', '/'],
  ])('does not know %s %s', async (method, path) => {
    const { status, body } = await call(handler, method, path);
    expect([status, body.code]).toEqual([404, 'not-found']);
  });
});
