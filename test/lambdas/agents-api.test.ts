import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/agents-api/handler.ts';
import { agentListResponse, meResponse } from '../../shared/contracts/http/agent-responses.ts';
import { scopesOfRole } from '../../shared/domain/agent.ts';
import { MINUTE, SECOND, toIso } from '../../shared/domain/instant.ts';
import type { ApiOptions } from '../../shared/runtime/http/api.ts';
import { MemoryLiveEvents } from '../support/memory/live-events.ts';
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
const ports = () => ({ ...platform.ports(), liveEvents: live });

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
  for (const method of ['GET', 'PUT']) {
    const { status, body } = await call(handler, method, '/v1/me', { body: PROFILE });
    expect([status, body.code]).toEqual([404, 'not-found']);
  }
});

test('GET /v1/agents lists those who signed in', async () => {
  await ask('PUT', '/v1/me', PROFILE);
  const { body } = await ask('GET', '/v1/agents');
  expect(agentListResponse.parse(body).items).toEqual([
    { ...CAMILLE, name: 'Camille Martin', email: 'camille@agence.example', lastSeenAt: toIso(TUESDAY) },
  ]);
});
