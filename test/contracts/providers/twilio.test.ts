import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callbackBase, outgoingMessage } from '../../../shared/adapters/channels/twilio/outgoing.ts';
import { TwilioProvider } from '../../../shared/adapters/channels/twilio/twilio-provider.ts';
import { measuredSmsText } from '../../../shared/domain/carried-content.ts';
import { HOUR, MINUTE } from '../../../shared/domain/instant.ts';
import { composeMessageId } from '../../../shared/domain/message-id.ts';
import type { AttemptQuestion, Delivery } from '../../../shared/ports/channel-provider.ts';
import { type Answer, listen, type Loopback } from '../../support/loopback.ts';
import { linksUnder } from '../../support/links.ts';
import { MemoryAttachmentStore } from '../../support/memory/attachment-store.ts';
import { approving, message, tenant, TUESDAY } from '../../support/routing-request.ts';

const SID = 'SM00112233445566778899aabbccddeeff';
const ACCOUNT = { accountSid: 'AC00112233445566778899aabbccddeeff', authToken: 'token' };
const TEMPLATE = {
  templateId: 'NEW_PROPERTY_ALERT',
  data: { propertyAddress: '1 rue de la Paix', propertyPrice: 450_000 },
};

let server: Loopback;
let answer: Answer;
beforeAll(async () => {
  server = await listen(() => answer);
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
  answer = created();
});

const json = (body: object, status = 200, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const created = (): Answer => json({ sid: SID, status: 'queued' }, 201);
const refused = (code: number, status = 400): Answer =>
  json({ code, message: `Error ${code}`, status }, status);

function open(baseUrl = server.url): TwilioProvider {
  const secrets = { of: async () => ACCOUNT as never };
  const attachments = () => new MemoryAttachmentStore();
  const publicBaseUrl = 'https://hooks.example/api';
  const clock = { now: () => TUESDAY };
  return new TwilioProvider({ secrets, attachments, links: linksUnder(7), clock, publicBaseUrl, baseUrl });
}

function delivery(overrides: Partial<Delivery> = {}): Delivery {
  const whatsappTemplates = approving('NEW_PROPERTY_ALERT', ['propertyAddress', 'propertyPrice']);
  const base = { tenant: tenant({ whatsappTemplates }), message: message(), number: 2, windowOpen: false };
  return { ...base, channel: 'sms', to: '+33612345678', ...overrides };
}

const sent = (): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(server.received[0]?.body.toString()));

describe('An SMS', () => {
  test('is a form with everything that Twilio needs, and a callback that says which attempt it is about', async () => {
    const outcome = await open().send(delivery({ message: message({ appointmentAt: TUESDAY + 2 * HOUR }) }));
    expect(outcome).toEqual({ outcome: 'accepted', providerId: SID });
    const [request] = server.received;
    expect(request).toMatchObject({
      method: 'POST',
      path: `/2010-04-01/Accounts/${ACCOUNT.accountSid}/Messages.json`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`${ACCOUNT.accountSid}:token`).toString('base64')}`,
      },
    });
    expect(sent()).toEqual({
      To: '+33612345678',
      From: '38123',
      Body: 'Bonjour Marie',
      ValidityPeriod: '7200',
      StatusCallback:
        'https://hooks.example/api/webhooks/twilio/status?tenant=tenant_a&message=msg_1&attempt=2&channel=sms',
    });
  });

  test('is asked for once, whatever the answer: there is no key that would make a repetition harmless', async () => {
    for (const bad of [refused(0, 500), refused(20429, 429), { reset: true } as const]) {
      server.received.length = 0;
      answer = bad;
      await open().send(delivery());
      expect(server.received).toHaveLength(1);
    }
  });
});

describe('What Twilio answers', () => {
  test.each([
    [refused(21211), { outcome: 'rejected', errorCode: '21211', suppress: 'invalid' }],
    [refused(21614), { outcome: 'rejected', errorCode: '21614', suppress: 'invalid' }],
    [refused(21610), { outcome: 'rejected', errorCode: '21610', suppress: 'opted-out' }],
    [refused(21408), { outcome: 'rejected', errorCode: '21408', misconfigured: true }],
    [refused(21655), { outcome: 'rejected', errorCode: '21655', misconfigured: true }],
    [refused(21617), { outcome: 'rejected', errorCode: '21617' }],
    [refused(63016), { outcome: 'rejected', errorCode: '63016' }],
    [refused(99999), { outcome: 'rejected', errorCode: '99999', reason: 'Error 99999' }],
    [refused(20003, 401), { outcome: 'rejected', errorCode: '20003' }],
    [refused(21611), { outcome: 'busy', retryAfterSeconds: 30 }],
    [
      json({ code: 20429 }, 429, { 'retry-after': '17' }),
      { outcome: 'busy', retryAfterSeconds: 17, unreachable: false },
    ],
    [refused(20429, 429), { outcome: 'busy', retryAfterSeconds: 5 }],
    [refused(20500, 500), { outcome: 'uncertain' }],
    [{ status: 503, body: '<html>busy</html>' }, { outcome: 'uncertain' }],
    [{ status: 201, body: 'not JSON' }, { outcome: 'uncertain' }],
    [{ reset: true } as const, { outcome: 'uncertain' }],
  ])('%o means %o', async (given, expected) => {
    answer = given;
    expect(await open().send(delivery())).toMatchObject(expected);
  });

  test('when nobody is there, nothing left', async () => {
    const gone = await listen(() => ({}));
    gone.close();
    expect(await open(gone.url).send(delivery())).toMatchObject({ outcome: 'busy', unreachable: true });
  });
});

describe('A WhatsApp message', () => {
  const whatsapp = { channel: 'whatsapp' } as const;

  test('outside the window is the approved template with its numbered variables', async () => {
    await open().send(delivery({ ...whatsapp, message: message({ content: TEMPLATE }) }));
    expect(sent()).toMatchObject({
      To: 'whatsapp:+33612345678',
      From: 'whatsapp:+33700000001',
      ContentSid: 'HX1',
    });
    expect(JSON.parse(sent()['ContentVariables'] ?? '')).toEqual({
      1: '1 rue de la Paix',
      2: '450\u00a0000\u00a0€',
    });
    expect(sent()).not.toHaveProperty('Body');
  });

  test('has a token in place of the link behind a button, which leads on to it', async () => {
    const mapLink = 'https://maps.example/1?a=b';
    const approved = {
      contentSid: 'HX2',
      variables: ['firstName', 'mapLink'],
      version: 0,
      links: ['mapLink'],
    };
    const content = { templateId: 'APPOINTMENT_CONFIRMATION', data: { firstName: 'Marie', mapLink } };
    const agency = tenant({ whatsappTemplates: { APPOINTMENT_CONFIRMATION: { fr: { approved } } } });
    await open().send(delivery({ ...whatsapp, tenant: agency, message: message({ content }) }));
    const { 1: name, 2: token = '' } = JSON.parse(sent()['ContentVariables'] ?? '') as Record<string, string>;
    expect(name).toBe('Marie');
    expect((await linksUnder(7)()).unseal(token)).toEqual({ kind: 'redirect', url: mapLink });
  });

  test('of a property has its photo and details in an open conversation', async () => {
    const data = {
      ...TEMPLATE.data,
      propertyFeatures: '• Balcon • Parking',
      propertyImageUrl: 'https://agence.example/photo.jpg',
    };
    const content = { ...TEMPLATE, data };
    await open().send(delivery({ ...whatsapp, windowOpen: true, message: message({ content }) }));
    expect(sent()).toMatchObject({
      Body: expect.stringContaining('✨ • Balcon • Parking\n\nSouhaitez-vous le visiter'),
      MediaUrl: 'https://agence.example/photo.jpg',
    });
  });

  test('inside the window is free text, with its picture', async () => {
    const content = { body: 'Voici', mediaUrl: 'https://agence.example/photo.jpg' };
    await open().send(delivery({ ...whatsapp, windowOpen: true, message: message({ content }) }));
    expect(sent()).toMatchObject({ Body: 'Voici', MediaUrl: 'https://agence.example/photo.jpg' });
  });

  test('with a file of ours links to it', async () => {
    const content = { body: 'Voici', attachments: [{ filename: 'a.pdf', key: 'attachments/a' }] };
    await open().send(delivery({ ...whatsapp, windowOpen: true, message: message({ content }) }));
    expect(sent()['MediaUrl']).toContain('attachments/a?until=');
  });
});

describe('What Twilio knows of an attempt', () => {
  function question(overrides: Partial<AttemptQuestion> = {}): AttemptQuestion {
    const others = new Set<string>();
    return {
      delivery: delivery(),
      providerId: undefined,
      claimedAt: TUESDAY,
      now: TUESDAY + HOUR,
      others,
      ...overrides,
    };
  }

  const known = (overrides: object = {}): object => ({
    sid: SID,
    status: 'delivered',
    direction: 'outbound-api',
    body: 'Bonjour Marie',
    to: '+33612345678',
    date_created: new Date(TUESDAY + 1_000).toUTCString(),
    date_updated: new Date(TUESDAY + 5_000).toUTCString(),
    error_code: null,
    ...overrides,
  });
  const list = (...messages: object[]): Answer =>
    json({ messages, page: 0, page_size: 50, next_page_uri: null });

  test('by its id', async () => {
    answer = json(known({ status: 'undelivered', error_code: 30003 }));
    expect(await open().inquire(question({ providerId: SID }))).toMatchObject({
      outcome: 'found',
      event: { status: 'failed', errorCode: '30003', providerId: SID, at: TUESDAY + 5_000 },
    });
    expect(server.received[0]?.path).toContain(`/Messages/${SID}.json`);
  });

  test('by what it looked like', async () => {
    answer = list(known());
    const inquiry = await open().inquire(question());
    expect(inquiry).toMatchObject({ outcome: 'found', event: { status: 'delivered', providerId: SID } });
    const asked = new URL(server.received[0]?.path ?? '', server.url).searchParams;
    expect(asked.get('To')).toBe('+33612345678');
  });

  test.each([
    ['another text', known({ body: 'Bonsoir' })],
    ['something that came in', known({ direction: 'inbound' })],
    ['an older message', known({ date_created: new Date(TUESDAY - 10 * MINUTE).toUTCString() })],
  ])('is not %s', async (_, other) => {
    answer = list(other);
    expect(await open().inquire(question())).toEqual({ outcome: 'not-found' });
  });

  test('is not what is known as another attempt’s', async () => {
    answer = list(known());
    expect(await open().inquire(question({ others: new Set([SID]) }))).toEqual({ outcome: 'not-found' });
  });

  test.each(['queued', 'sending', 'sent', 'accepted'])(
    'while it is %s is that it is under way',
    async (status) => {
      answer = list(known({ status }));
      expect(await open().inquire(question())).toEqual({ outcome: 'in-transit', providerId: SID });
    },
  );

  test.each([
    ['an unknown id', refused(20404, 404), { outcome: 'not-found' }],
    ['a fault', refused(20500, 500), { outcome: 'unknown' }],
    ['a reset', { reset: true } as const, { outcome: 'unknown' }],
    ['too many questions', refused(20429, 429), { outcome: 'unknown' }],
  ])('after %s', async (_, given, expected) => {
    answer = given;
    expect(await open().inquire(question({ providerId: SID }))).toEqual(expected);
  });
});

test('Twilio is given a callback only where it, or its stand-in, can call', () => {
  expect(callbackBase('https://api.example.com', false)).toBe('https://api.example.com');
  expect(callbackBase('http://127.0.0.1:3000', true)).toBe('http://127.0.0.1:3000');
  expect(callbackBase('http://127.0.0.1:3000', false)).toBeUndefined();
  expect(
    outgoingMessage(delivery(), undefined, TUESDAY, { template: undefined, mediaUrl: undefined }),
  ).not.toHaveProperty('statusCallback');
});

describe('An SMS that is answered by a link', () => {
  const id = composeMessageId('prospect_1', TUESDAY, new Uint8Array(10));
  const content = {
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName: 'Marie', appointmentTime: '15:30' },
  };
  const senders = { sms: { address: 'PARC', twoWay: false } };
  const asking = delivery({
    tenant: tenant({ senders, linkBase: 'https://hooks.example/api' }),
    message: message({ id, content }),
  });

  test('holds the link, as long as routing took it to be', async () => {
    await open().send(asking);
    const [, token = ''] =
      /Confirmez ici : https:\/\/hooks\.example\/api\/l\/([\w-]+) Agence du Parc$/.exec(
        sent()['Body'] ?? '',
      ) ?? [];
    expect((await linksUnder(7)()).unseal(token)).toEqual({
      kind: 'answer',
      tenantId: 'tenant_a',
      messageId: id,
    });
    expect(sent()['Body']).toHaveLength(measuredSmsText(asking.message, asking.tenant)?.length ?? 0);
  });

  test('is known again by it when Twilio’s answer was lost', async () => {
    await open().send(asking);
    const found = {
      sid: SID,
      status: 'delivered',
      direction: 'outbound-api',
      body: sent()['Body'],
      date_created: new Date(TUESDAY).toUTCString(),
      date_updated: new Date(TUESDAY).toUTCString(),
    };
    answer = json({ messages: [found], page: 0, page_size: 50, next_page_uri: null });
    const question = { delivery: asking, providerId: undefined, claimedAt: TUESDAY, now: TUESDAY + MINUTE };
    const inquiry = await open().inquire({ ...question, others: new Set<string>() });
    expect(inquiry).toMatchObject({ outcome: 'found', event: { status: 'delivered' } });
  });
});
