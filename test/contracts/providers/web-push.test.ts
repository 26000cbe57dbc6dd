import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { write } from '../../../local/providers/http-exchange.ts';
import { PushSimulator } from '../../../local/providers/push-simulator.ts';
import { VirtualClock } from '../../../local/virtual-clock.ts';
import { sealPush } from '../../../shared/adapters/push/seal-push.ts';
import { publicPushKey, vapidHeader } from '../../../shared/adapters/push/vapid.ts';
import { WebPush } from '../../../shared/adapters/push/web-push.ts';
import type { Device } from '../../../shared/domain/device.ts';
import type { Secrets } from '../../../shared/ports/secrets.ts';
import { type Answer, listen, type Loopback } from '../../support/loopback.ts';

const CONTACT = 'https://api.agence.example';
const bytes = (text: string) => Buffer.from(text, 'base64url');
const privateKey = Buffer.alloc(32, 7).toString('base64url');
const secrets = { of: async () => ({ privateKey }) } as unknown as Secrets;
const PUSH = { text: '{"kind":"wrote"}', topic: 'marie', keptFor: 3_600 };

test('The example of RFC 8291, section 5, is sealed as it stands there', () => {
  const keys = {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  };
  const sealed = sealPush('When I grow up, I want to be a watermelon', keys, {
    salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
    privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
  });
  expect(sealed.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz' +
      'AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

test('What signs is the key that browsers were given, and names the push service, an end and a contact', async () => {
  const now = Date.UTC(2026, 10, 24, 10);
  const header = vapidHeader(privateKey, 'https://fcm.googleapis.com', CONTACT, now);
  const [, claims = '', key] = /^vapid t=[\w-]+\.([\w-]+)\.[\w-]+, k=(.+)$/.exec(header) ?? [];
  expect(key).toBe(await publicPushKey(secrets));
  expect(JSON.parse(bytes(claims).toString())).toEqual({
    aud: 'https://fcm.googleapis.com',
    exp: now / 1_000 + 12 * 3_600,
    sub: CONTACT,
  });
});

describe('A push', () => {
  const clock = new VirtualClock();
  const simulator = new PushSimulator(clock);
  const server = createServer((request, response) => {
    void simulator.take(request, request.url ?? '').then((answer) => write(response, answer));
  });
  let baseUrl: string;
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const open = () => new WebPush({ secrets, clock, contact: CONTACT, baseUrl });
  const device = (): Device => {
    const { endpoint, keys } = simulator.control('POST').body as Pick<Device, 'endpoint' | 'keys'>;
    return { id: 'd1', agent: 'camille', locale: 'fr', seenAt: clock.now(), endpoint, keys };
  };

  test('is taken by the push service, and opened by the device that it is for', async () => {
    const phone = device();
    expect(await open().send(phone, PUSH)).toBe('accepted');
    const { items } = simulator.control('GET').body as { items: object[] };
    expect(items).toMatchObject([
      { endpoint: phone.endpoint, told: { kind: 'wrote' }, topic: 'marie', ttl: 3_600 },
    ]);
  });

  test('to a device that took its address back says so', async () => {
    const phone = device();
    simulator.control('DELETE');
    expect(await open().send(phone, PUSH)).toBe('gone');
  });

  test('leaves for no other address than a push service’s', async () => {
    const elsewhere = { ...device(), endpoint: 'https://169.254.169.254/latest/meta-data' };
    expect(await open().send(elsewhere, PUSH)).toBe('refused');
  });

  test('whose signature has run out is refused by the push service', async () => {
    const phone = device();
    const late = { now: () => clock.now() - 13 * 3_600_000 };
    const sender = new WebPush({ secrets, clock: late, contact: CONTACT, baseUrl });
    expect(await sender.send(phone, PUSH)).toBe('refused');
  });
});

describe('What a push service answers', () => {
  let service: Loopback;
  let answer: Answer;
  beforeAll(async () => {
    service = await listen(() => answer);
  });
  afterAll(() => service.close());
  beforeEach(() => {
    service.received.length = 0;
  });
  const send = async () =>
    new WebPush({ secrets, clock: { now: Date.now }, contact: CONTACT, baseUrl: service.url }).send(
      {
        id: 'd1',
        agent: 'camille',
        locale: 'fr',
        seenAt: 0,
        endpoint: 'https://fcm.googleapis.com/fcm/send/abc:1?x=1',
        keys: {
          p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
          auth: 'BTBZMqHH6r4Tts7J_aSIgg',
        },
      },
      PUSH,
    );

  test.each([
    [201, 'accepted'],
    [200, 'accepted'],
    [404, 'gone'],
    [410, 'gone'],
    [400, 'refused'],
    [403, 'refused'],
  ])('%i means that it is %s', async (status, outcome) => {
    answer = { status };
    expect(await send()).toBe(outcome);
    expect(service.received[0]).toMatchObject({
      method: 'POST',
      path: '/fcm.googleapis.com/fcm/send/abc:1?x=1',
      headers: { 'content-encoding': 'aes128gcm', ttl: '3600', topic: 'marie', urgency: 'high' },
    });
  });

  test.each([[{ status: 429 }], [{ status: 503 }], [{ reset: true as const }]])(
    'when it is busy or does not answer (%o) the push is tried again later',
    async (given) => {
      answer = given;
      await expect(send()).rejects.toThrow(/answered|fetch failed/);
    },
  );

  test('does not lead elsewhere', async () => {
    answer = { status: 302, headers: { location: 'https://elsewhere.example/' } };
    await expect(send()).rejects.toThrow('fetch failed');
  });
});
