import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ResendProvider } from '../../../shared/adapters/channels/resend/resend-provider.ts';
import type { Message } from '../../../shared/domain/message.ts';
import type { Delivery } from '../../../shared/ports/channel-provider.ts';
import { linksUnder } from '../../support/links.ts';
import { type Answer, listen, type Loopback } from '../../support/loopback.ts';
import { MemoryAttachmentStore } from '../../support/memory/attachment-store.ts';
import { message, tenant } from '../../support/routing-request.ts';

let server: Loopback;
let answer: Answer;
const attachments = new MemoryAttachmentStore();
beforeAll(async () => {
  server = await listen(() => answer);
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
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
  const publicBaseUrl = 'https://api.agence.example';
  return new ResendProvider({
    secrets,
    attachments: () => attachments,
    links: linksUnder(7),
    publicBaseUrl,
    baseUrl,
  });
}

function deliveryTo(name: string, overrides: Partial<Message> = {}): Delivery {
  const to = `${name}@example.com`;
  const own = message({ id: `msg_${name}`, ...overrides });
  return { tenant: tenant(), message: own, number: 1, windowOpen: false, channel: 'email', to };
}

const THREE = [deliveryTo('anna'), deliveryTo('ben'), deliveryTo('cleo')];
const data = (...ids: readonly string[]) => ids.map((id) => ({ id }));

describe('Many e-mails in one call', () => {
  test('carry one key, let the others leave when one is refused, and each say whose it is', async () => {
    answer = json({ data: data('id-1', 'id-2', 'id-3') });
    expect(await open().sendTogether(THREE, 'bc_1-pack')).toEqual({
      outcome: 'taken',
      each: ['id-1', 'id-2', 'id-3'].map((providerId) => ({ outcome: 'accepted', providerId })),
    });
    expect(server.received).toMatchObject([
      {
        method: 'POST',
        path: '/emails/batch',
        headers: { 'idempotency-key': 'bc_1-pack', 'x-batch-validation': 'permissive' },
      },
    ]);
    const body = JSON.parse(server.received[0]?.body.toString() ?? '') as { to: string[]; tags: object[] }[];
    expect(body.map(({ to }) => to)).toEqual(THREE.map(({ to }) => [to]));
    expect(body[1]?.tags).toContainEqual({ name: 'message', value: 'msg_ben' });
  });

  test('are the same every time', async () => {
    answer = json({ data: data('id-1', 'id-2', 'id-3') });
    for (let turn = 0; turn < 2; turn += 1) await open().sendTogether(THREE, 'key');
    expect(server.received[1]?.body.toString()).toBe(server.received[0]?.body.toString());
  });

  test('are told apart by the place of those that were refused', async () => {
    answer = json({ data: data('id-1', 'id-3'), errors: [{ index: 1, message: 'Invalid `to` field.' }] });
    expect(await open().sendTogether(THREE, 'key')).toEqual({
      outcome: 'taken',
      each: [
        { outcome: 'accepted', providerId: 'id-1' },
        { outcome: 'rejected', errorCode: 'validation_error', reason: 'Invalid `to` field.' },
        { outcome: 'accepted', providerId: 'id-3' },
      ],
    });
  });

  test('of which the answer does not add up are in doubt', async () => {
    answer = json({ data: data('id-1') });
    expect(await open().sendTogether(THREE, 'key')).toMatchObject({ outcome: 'uncertain' });
  });

  test('with a file go one by one, and nothing is asked', async () => {
    await attachments.put('attachments/a', Buffer.from('%PDF'), 'application/pdf');
    const content = { body: 'Voici', attachments: [{ filename: 'a.pdf', key: 'attachments/a' }] };
    const some = [deliveryTo('anna'), deliveryTo('ben', { content })];
    expect(await open().sendTogether(some, 'key')).toEqual({ outcome: 'not-together' });
    expect(server.received).toEqual([]);
  });

  test.each([
    [
      'too many requests',
      refused('rate_limit_exceeded', 429, { 'retry-after': '7' }),
      { outcome: 'busy', retryAfterSeconds: 7 },
    ],
    ['a wrong key of ours', refused('invalid_api_key', 403), { outcome: 'rejected', misconfigured: true }],
    [
      'a quota that is used up',
      refused('daily_quota_exceeded', 429),
      { outcome: 'rejected', misconfigured: true },
    ],
    [
      'a key under which other e-mails left',
      refused('invalid_idempotent_request', 409),
      { outcome: 'uncertain' },
    ],
    [
      'the same call, which is under way',
      refused('concurrent_idempotent_requests', 409),
      { outcome: 'busy' },
    ],
    ['a server that fails', refused('internal_server_error', 500), { outcome: 'uncertain' }],
    ['a body that is too large', refused('validation_error', 413), { outcome: 'rejected' }],
  ])('answered by %s are understood as one e-mail would be', async (_, given, expected) => {
    answer = given;
    expect(await open().sendTogether(THREE, 'key')).toMatchObject(expected);
  });

  test('without any answer are in doubt', async () => {
    expect(await open('http://127.0.0.1:1').sendTogether(THREE, 'key')).toMatchObject({
      outcome: 'uncertain',
    });
  });
});
