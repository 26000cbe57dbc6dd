import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const CAMILLE = { id: 'camille', role: 'admin' } as const;
const HUGO = { id: 'hugo', role: 'agent' } as const;
const PROFILE = { name: 'Camille Martin', email: 'camille@agence.example', locale: 'fr' } as const;

describe.each(IMPLEMENTATIONS)('Agents in $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());
  const agentsOf = (tenantId: string) => stores.scopes(tenantId).agents;

  test('are not there until they were seen', async () => {
    expect(await agentsOf('tenant_none').find('camille')).toBeUndefined();
    expect(await agentsOf('tenant_none').list()).toEqual([]);
  });

  test('are known by what their application says, and stay so whenever they come', async () => {
    const agents = agentsOf('tenant_a');
    await agents.see(HUGO, TUESDAY);
    expect(await agents.find('hugo')).toEqual({ ...HUGO, lastSeenAt: TUESDAY });
    await agents.introduce(CAMILLE, PROFILE, TUESDAY + 1);
    await agents.see(CAMILLE, TUESDAY + 2);
    expect(await agents.find('camille')).toEqual({ ...CAMILLE, ...PROFILE, lastSeenAt: TUESDAY + 2 });
    expect((await agents.list()).map(({ id }) => id)).toEqual(['camille', 'hugo']);
  });

  test('may change their role, their name and their language', async () => {
    const agents = agentsOf('tenant_b');
    await agents.introduce(CAMILLE, PROFILE, TUESDAY);
    const { locale: _forgotten, ...renamed } = { ...PROFILE, name: 'Camille Durand' };
    await agents.introduce({ ...CAMILLE, role: 'agent' }, renamed, TUESDAY + 1);
    expect(await agents.find('camille')).toEqual({
      id: 'camille',
      role: 'agent',
      ...renamed,
      lastSeenAt: TUESDAY + 1,
    });
  });

  test('who were removed have left for good, whatever their open screens still say', async () => {
    const agents = agentsOf('tenant_l');
    await agents.leave('nobody', TUESDAY);
    expect(await agents.list()).toEqual([]);
    await agents.see(HUGO, TUESDAY);
    await agents.leave('hugo', TUESDAY + 1);
    await agents.see(HUGO, TUESDAY + 2);
    await agents.introduce(HUGO, PROFILE, TUESDAY + 3);
    expect(await agents.find('hugo')).toMatchObject({ leftAt: TUESDAY + 1, lastSeenAt: TUESDAY + 3 });
  });

  test('belong to their tenant', async () => {
    await agentsOf('tenant_x').introduce(CAMILLE, PROFILE, TUESDAY);
    expect(await agentsOf('tenant_y').find('camille')).toBeUndefined();
    expect(await agentsOf('tenant_y').list()).toEqual([]);
  });
});
