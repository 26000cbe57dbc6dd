import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOfApiKey } from '../../shared/domain/api-key.ts';
import { MINUTE } from '../../shared/domain/instant.ts';
import { pointsOverride } from '../../shared/domain/points.ts';
import { approving, tenant, TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

describe.each(IMPLEMENTATIONS)('In $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());
  const agency = async (id: string) => {
    await stores.directory.put(tenant({ id, senders: {}, whatsappTemplates: approving('A', ['x']) }));
    return stores.scopes(id).settings;
  };

  describe('what an agency’s own people decide', () => {
    test('takes the place of what the operators did, for functions within a minute', async () => {
      const settings = await agency('tenant_own');
      const operators = await stores.tenants.get('tenant_own');
      const { own, revision, tenant: before } = await settings.read();
      expect({ own, before }).toEqual({ own: {}, before: operators });
      const policy = { ...operators.policy, softOptIn: true };
      const chosen = { policy, brand: { colour: '#112233' }, points: pointsOverride({ cost: 30 }) };
      expect(await settings.write(chosen, revision)).toBe('written');
      stores.clock.moveTo(stores.clock.now() + MINUTE);
      const after = { ...operators, ...chosen };
      expect(await stores.tenants.get('tenant_own')).toEqual(after);
      expect(await settings.read()).toMatchObject({ own: chosen, tenant: after });
    });

    test('stands when the operators change theirs, and may be taken back', async () => {
      const settings = await agency('tenant_kept');
      const chosen = { points: pointsOverride({ cost: 30 }) };
      await settings.write(chosen, (await settings.read()).revision);
      await stores.directory.put(tenant({ id: 'tenant_kept', name: 'Renamed', senders: {} }));
      const { tenant: found, own, revision } = await settings.read();
      expect({ name: found.name, points: found.points, own }).toEqual({
        name: 'Renamed',
        ...chosen,
        own: chosen,
      });
      expect(await settings.write({}, revision)).toBe('written');
      expect((await settings.read()).tenant.points).toBeUndefined();
    });

    test('is written by one of fifty who saw the same, and by none who saw an older one', async () => {
      const settings = await agency('tenant_race');
      const compete = async () => {
        const { revision } = await settings.read();
        const writes = Array.from({ length: 50 }, (_, cost) =>
          settings.write({ points: pointsOverride({ cost }) }, revision),
        );
        expect((await Promise.all(writes)).filter((outcome) => outcome === 'written')).toHaveLength(1);
        return revision;
      };
      const first = await compete();
      const second = await compete();
      expect(second).not.toBe(first);
      expect(await settings.write({}, first)).toBe('lost');
      expect(await settings.write({}, second)).toBe('lost');
    });

    test('is a tenant’s that there is', async () => {
      await expect(stores.scopes('tenant_none').settings.read()).rejects.toThrow('There is no tenant');
    });
  });

  describe('API keys', () => {
    const key = (tenantId: string, id: string) =>
      ({ id, tenantId, name: `for ${id}`, scopes: ['messages:read'], createdAt: TUESDAY }) as const;

    test('are listed by their tenant, found by their hash, and refused once revoked', async () => {
      const { apiKeys } = stores.scopes('tenant_keys');
      expect(await apiKeys.list()).toEqual([]);
      await apiKeys.add(hashOfApiKey('one'), key('tenant_keys', 'key_1'));
      await apiKeys.add(hashOfApiKey('two'), key('tenant_keys', 'key_2'));
      await stores.scopes('tenant_other').apiKeys.add(hashOfApiKey('three'), key('tenant_other', 'key_3'));
      expect(await apiKeys.list()).toEqual([key('tenant_keys', 'key_1'), key('tenant_keys', 'key_2')]);
      expect(await stores.tenants.findApiKey(hashOfApiKey('one'))).toEqual(key('tenant_keys', 'key_1'));
      expect(await apiKeys.revoke('key_1')).toBe(true);
      expect(await apiKeys.revoke('key_1')).toBe(false);
      expect(await apiKeys.revoke('key_3')).toBe(false);
      stores.clock.moveTo(stores.clock.now() + MINUTE);
      expect(await stores.tenants.findApiKey(hashOfApiKey('one'))).toBeUndefined();
      expect(await stores.tenants.findApiKey(hashOfApiKey('three'))).toEqual(key('tenant_other', 'key_3'));
      expect(await apiKeys.list()).toEqual([key('tenant_keys', 'key_2')]);
    });
  });
});
