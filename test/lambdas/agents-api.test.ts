import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/agents-api/handler.ts';
import { agentListResponse, meResponse } from '../../shared/contracts/http/agent-responses.ts';
import { deviceResponse, pushKeyResponse } from '../../shared/contracts/http/device-body.ts';
import { scopesOfRole } from '../../shared/domain/agent.ts';
import { DAY, MINUTE, SECOND, toIso } from '../../shared/domain/instant.ts';
import type { ApiOptions } from '../../shared/runtime/http/api.ts';
import { MemoryLiveEvents } from '../support/memory/live-events.ts';
import { exampleDevice as device } from '../support/example-bodies.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { apiOptions, call, openPlatform } from './http.ts';

let platform: Platform;
beforeEach(async () => {
  live.told.length = 0;
  platform = await openPlatform();
});

const CAMILLE = { id: 'camille', role: 'agent' } as const;
const PROFILE = { name: 'Camille Martin', email: 'camille@Agence.example' };

const live = new MemoryLiveEvents();
const ports = () => ({ ...platform.ports(), liveEvents: live, publicPushKey: async () => 'the-key' });

/** Asks as an agent, or with an API key. */
function ask(method: string, path: string, body?: unknown, agent: typeof CAMILLE | undefined = CAMILLE) {
  const options: ApiOptions = {
    ...apiOptions(platform),
    authorize: async () => ({ tenantId: TENANT, ...(agent && { agent }) }),
  };
  return call(createHandler(ports(), options), method, path, { body });
}

describe('GET and PUT /v1/me', () => {
  test('say who is signed in, where, and what they may do', async () => {
    const { status, body } = await ask('PUT', '/v1/me', { ...PROFILE, locale: 'en' });
    expect(status).toBe(200);
    expect(meResponse.parse(body)).toMatchObject({
      agent: { ...CAMILLE, name: 'Camille Martin', email: 'camille@agence.example', locale: 'en' },
      tenant: { id: TENANT, timeZone: 'Europe/Paris' },
      scopes: scopesOfRole('agent'),
    });
    expect((await ask('GET', '/v1/me')).body).toEqual(body);
    // Their colleagues' screens are told, without the address.
    expect(live.told).toEqual([
      { tenantId: TENANT, topic: 'agents', event: { agent: { ...CAMILLE, name: 'Camille Martin' } } },
    ]);
  });

  test('call somebody by their id until their application has said their name', async () => {
    const { body } = await ask('GET', '/v1/me');
    expect(body.agent).toEqual({ ...CAMILLE, name: 'camille' });
  });

  test('note that somebody is here once a minute, and their new role at once', async () => {
    const seenAt = async () => (await platform.scopes(TENANT).agents.find('camille'))?.lastSeenAt;
    await ask('GET', '/v1/me');
    platform.clock.moveTo(TUESDAY + 30 * SECOND);
    await ask('GET', '/v1/me');
    expect(await seenAt()).toBe(TUESDAY);
    platform.clock.moveTo(TUESDAY + MINUTE);
    await ask('GET', '/v1/me');
    expect(await seenAt()).toBe(TUESDAY + MINUTE);
    const { body } = await ask('GET', '/v1/me', undefined, { ...CAMILLE, role: 'admin' } as never);
    expect(body.agent.role).toBe('admin');
    expect((await platform.scopes(TENANT).agents.find('camille'))?.role).toBe('admin');
  });

  test('take no name from thin air', async () => {
    const wrong = { name: '', email: 'camille', locale: 'de', role: 'admin' };
    const { status, body } = await ask('PUT', '/v1/me', wrong);
    expect(status).toBe(400);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'name',
      'email',
      'locale',
      'role',
    ]);
  });
});

test('There is nobody behind an API key', async () => {
  const options: ApiOptions = { ...apiOptions(platform), authorize: async () => ({ tenantId: TENANT }) };
  const handler = createHandler(ports(), options);
  for (const [method, path] of [
    ['GET', '/v1/me'],
    ['PUT', '/v1/me'],
    ['GET', '/v1/me/devices/key'],
    ['DELETE', '/v1/me/devices/one'],
  ] as const) {
    const { status, body } = await call(handler, method, path, { body: PROFILE });
    expect([status, body.code]).toEqual([404, 'not-found']);
  }
});

describe('The devices of an agent', () => {
  const kept = () => platform.scopes(TENANT).devices.list();

  test('are told of the key that they have to ask their push service with', async () => {
    const { status, body } = await ask('GET', '/v1/me/devices/key');
    expect([status, pushKeyResponse.parse(body)]).toEqual([200, { publicKey: 'the-key' }]);
  });

  test('are kept for a month from each start, and forgotten when asked', async () => {
    const { status, body } = await ask('PUT', '/v1/me/devices', device);
    expect([status, deviceResponse.parse(body).expiresAt]).toEqual([200, toIso(TUESDAY + 30 * DAY)]);
    expect(await kept()).toEqual([{ ...device, id: body.id, agent: 'camille', seenAt: TUESDAY }]);
    const path = `/v1/me/devices/${body.id}`;
    expect((await ask('DELETE', path, undefined, { ...CAMILLE, id: 'hugo' } as never)).status).toBe(404);
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('DELETE', path)).status).toBe(404);
    expect(await kept()).toEqual([]);
  });

  test('are at a push service and nowhere else that we would have to call', async () => {
    const wrong = {
      endpoint: 'https://169.254.169.254/latest/meta-data/',
      keys: { p256dh: 'AAAA', auth: '' },
      locale: 'de',
    };
    const { status, body } = await ask('PUT', '/v1/me/devices', wrong);
    expect(status).toBe(400);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['endpoint', 'keys.p256dh', 'keys.auth', 'locale']),
    );
    expect(await kept()).toEqual([]);
  });
});

test('GET /v1/agents says who can be given work: not who was removed, nor who was not here for two months', async () => {
  const { agents } = platform.scopes(TENANT);
  await ask('PUT', '/v1/me', PROFILE);
  await agents.see({ id: 'hugo', role: 'agent' }, TUESDAY - 61 * DAY);
  await agents.see({ id: 'ines', role: 'agent' }, TUESDAY);
  await agents.leave('ines', TUESDAY);
  const { items } = agentListResponse.parse((await ask('GET', '/v1/agents')).body);
  expect(items.map(({ id, presence }) => [id, presence])).toEqual([
    ['camille', 'present'],
    ['hugo', 'away'],
    ['ines', 'left'],
  ]);
});

test('GET /v1/agents lists those who signed in', async () => {
  await ask('PUT', '/v1/me', PROFILE);
  const { body } = await ask('GET', '/v1/agents');
  expect(agentListResponse.parse(body).items).toEqual([
    {
      ...CAMILLE,
      name: 'Camille Martin',
      email: 'camille@agence.example',
      lastSeenAt: toIso(TUESDAY),
      presence: 'present',
    },
  ]);
});
