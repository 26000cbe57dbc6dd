import { describe, expect, it } from 'vitest';
import { useLocalStack } from '../support/local-stack.ts';

const stack = useLocalStack();

const valid = {
  prospect: { id: 'prospect_refuse', phone: '+33612345678', email: 'marie@example.com' },
  messageType: 'notification',
  content: { body: 'Bonjour' },
};

describe('Credentials', () => {
  const routes: [string, string, unknown][] = [
    ['POST', '/v1/messages', valid],
    ['GET', '/v1/messages/msg_x', undefined],
    ['POST', '/v1/messages/msg_x/cancel', undefined],
    ['POST', '/v1/route', valid],
    ['PUT', '/v1/prospects/p', {}],
    ['GET', '/v1/prospects/p', undefined],
  ];

  it.each(routes)('%s %s answers 401 without a key, and to a key nobody made', async (method, path, body) => {
    for (const key of [undefined, 'ck_local_nobody']) {
      const answer = await stack.withKey(key).call(method, path, body);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({ code: 'unauthenticated', status: 401, title: expect.any(String) });
    }
  });

  it('another tenant’s key finds none of our things', async () => {
    const id = await stack.submit(valid);
    await stack.reaches(id, 'delivered');
    await stack.demo.put('/v1/prospects/secret', { phone: '+33612345678' });
    expect((await stack.other.get(`/v1/messages/${id}`)).status).toBe(404);
    expect((await stack.other.call('POST', `/v1/messages/${id}/cancel`)).status).toBe(404);
    expect((await stack.other.get('/v1/prospects/secret')).status).toBe(404);
    expect((await stack.demo.get('/v1/messages/msg_unknown')).status).toBe(404);
  });
});

describe('Bodies that do not fit get a precise answer', () => {
  it.each([
    [
      'a wrong phone number',
      { ...valid, prospect: { phone: '+3361234' } },
      'prospect.phone',
      'is not a valid phone number',
    ],
    ['an unknown field', { ...valid, mesageType: 'general' }, 'mesageType', 'is not a known field'],
    [
      'an unknown field further down',
      { ...valid, content: { body: 'x', bdy: 'y' } },
      'content.bdy',
      'is not a known field',
    ],
    [
      'an unknown zone',
      { ...valid, prospect: { ...valid.prospect, timeZone: 'Europe/Pari' } },
      'prospect.timeZone',
      'is not a known time zone',
    ],
    ['no content', { ...valid, content: {} }, 'content', 'needs body, html or templateId'],
    [
      'a template without its variables',
      { ...valid, content: { templateId: 'NEW_PROPERTY_ALERT', data: { propertyPrice: '450 000 €' } } },
      'content.data.propertyAddress',
      'is needed',
    ],
    [
      'a text of 10,001 characters',
      { ...valid, content: { body: 'x'.repeat(10_001) } },
      'content.body',
      'at most 10000 characters',
    ],
    [
      'eleven attachments',
      {
        ...valid,
        content: {
          body: 'x',
          attachments: Array.from({ length: 11 }, () => ({
            filename: 'a.pdf',
            url: 'https://example.com/a.pdf',
          })),
        },
      },
      'content.attachments',
      'at most 10 items',
    ],
    [
      'an http URL',
      { ...valid, content: { body: 'x', mediaUrl: 'http://example.com/a.jpg' } },
      'content.mediaUrl',
      'must be an https URL',
    ],
  ])('%s', async (_, body, path, message) => {
    const answer = await stack.demo.post('/v1/messages', body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      code: 'invalid-request',
      errors: [{ path, message: expect.stringContaining(message) }],
    });
  });

  it('a body of 2 MB', async () => {
    const answer = await stack.demo.post('/v1/messages', {
      ...valid,
      content: { body: 'x'.repeat(2 * 1024 * 1024) },
    });
    expect(answer).toMatchObject({
      status: 413,
      body: { code: 'payload-too-large', detail: expect.stringContaining('262144') },
    });
  });

  it('something that is not JSON, or is not called JSON', async () => {
    expect(await stack.demo.post('/v1/messages', '{"prospect":')).toMatchObject({
      status: 400,
      body: { code: 'invalid-json' },
    });
    const text = await stack.demo.call('POST', '/v1/messages', 'hello', { 'content-type': 'text/plain' });
    expect(text).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });
});

describe('The document of the API', () => {
  it('is there for everybody, and says where the API is', async () => {
    const { status, body } = await stack.withKey(undefined).get('/v1/openapi.json');
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.1.0', servers: [{ url: stack.url }] });
    expect(body.paths['/v1/messages'].post.operationId).toBe('submitMessage');
  });
});

describe('An address that nothing answers', () => {
  it.each([
    ['GET', '/v1/unicorns'],
    ['PUT', '/v1/messages'],
    ['DELETE', '/v1/prospects/somebody'],
  ])('%s %s is a problem like any other', async (method, path) => {
    const answer = await stack.demo.call(method, path);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found', status: 404 } });
  });
});

describe('Prospects', () => {
  it('are kept as given, with the proof of what they agreed to', async () => {
    const body = {
      name: 'Élodie Müller',
      phone: '06 92 12 34 56',
      timeZone: 'Indian/Reunion',
      preferences: { preferredChannels: ['sms'], quietHoursStart: '21:00', allowSMSDuringQuietHours: true },
    };
    const put = await stack.demo.put('/v1/prospects/elodie', body);
    expect(put).toMatchObject({ status: 200, body: { ...body, id: 'elodie', phone: '+262692123456' } });
    const consent = {
      granted: true,
      text: 'J’accepte de recevoir des offres',
      source: 'formulaire',
      at: '2026-11-01T09:00:00.000Z',
    };
    await stack.demo.put('/v1/prospects/elodie/consents/marketing', consent);
    await stack.demo.put('/v1/prospects/elodie', { ...body, name: 'Élodie Martin' });
    const { body: kept } = await stack.demo.get('/v1/prospects/elodie');
    expect(kept).toMatchObject({ name: 'Élodie Martin', consents: { marketing: consent } });
  });

  it('that nobody knows and who have no address are refused before anything is queued', async () => {
    const answer = await stack.demo.post('/v1/messages', { ...valid, prospect: { id: 'nobody' } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'prospect' }] } });
  });
});

describe('Webhooks', () => {
  const callback = (
    path: string,
    headers: Record<string, string>,
    body = 'MessageSid=SM1&MessageStatus=delivered',
  ) =>
    stack
      .withKey(undefined)
      .call('POST', path, body, { 'content-type': 'application/x-www-form-urlencoded', ...headers });

  it('without a valid signature change nothing', async () => {
    await stack.autoDeliver(false);
    const id = await stack.submit({ ...valid, channel: 'sms' });
    await stack.reaches(id, 'sent');
    const path = `/webhooks/twilio/status?tenant=tenant_demo&message=${id}&attempt=1&channel=sms`;
    expect((await callback(path, {})).status).toBe(403);
    expect((await callback(path, { 'x-twilio-signature': 'bm90IGEgc2lnbmF0dXJl' })).status).toBe(403);
    const svix = { 'svix-id': 'msg_1', 'svix-timestamp': '1700000000', 'svix-signature': 'v1,bm9wZQ==' };
    expect((await callback('/webhooks/resend', svix, '{}')).status).toBe(403);
    expect((await stack.message(id)).status).toBe('sent');
    await stack.autoDeliver(true);
  });
});

describe('Attachments', () => {
  it('that come inside the request reach the mailbox, and a phone never gets them by SMS', async () => {
    const content = Buffer.from('%PDF-1.7 contrat').toString('base64');
    const attachments = [
      { filename: 'contrat é.pdf', contentType: 'application/pdf', content },
      { filename: 'plan.pdf', url: 'https://example.com/plan.pdf' },
    ];
    const id = await stack.submit({
      ...valid,
      messageType: 'document',
      content: { body: 'Votre contrat', attachments },
    });
    const message = await stack.reaches(id, 'delivered');
    expect(message.channel).toBe('email');
    const [email] = (await stack.outbox('marie@example.com')).slice(-1);
    expect(email.attachments.map(({ filename }: { filename: string }) => filename)).toEqual([
      'contrat é.pdf',
      'plan.pdf',
    ]);
  });
});
