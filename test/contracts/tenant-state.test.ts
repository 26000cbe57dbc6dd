import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPES } from '../../shared/domain/api-key.ts';
import { DAY, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { approving, at, tenant, TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe.each(IMPLEMENTATIONS)('In $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  describe('an idempotency key', () => {
    const request = { bodyHash: 'hash', messageId: 'msg_1', expiresAt: TUESDAY + DAY };

    test('is claimed by one of fifty, and tells the others by whom', async () => {
      const { idempotency } = stores.scopes('tenant_a');
      const requests = Array.from({ length: 50 }, (_, index) => ({ ...request, messageId: `msg_${index}` }));
      const answers = await Promise.all(requests.map((one) => idempotency.claim('many', one, TUESDAY)));
      const winner = requests[answers.indexOf('claimed')];
      expect(answers.filter((answer) => answer === 'claimed')).toHaveLength(1);
      expect(answers.filter((answer) => answer !== 'claimed')).toEqual(
        Array.from({ length: 49 }, () => winner),
      );
    });

    test('belongs to its tenant', async () => {
      for (const id of ['tenant_a', 'tenant_b'])
        expect(await stores.scopes(id).idempotency.claim('mine', request, TUESDAY)).toBe('claimed');
    });

    test('is free when its time has come, and not before', async () => {
      const { idempotency } = stores.scopes('tenant_a');
      await idempotency.claim('daily', request, TUESDAY);
      const next = { ...request, messageId: 'msg_2', expiresAt: TUESDAY + 2 * DAY };
      expect(await idempotency.claim('daily', next, TUESDAY + DAY - 1)).toEqual(request);
      expect(await idempotency.claim('daily', next, TUESDAY + DAY)).toBe('claimed');
      expect(await idempotency.claim('daily', request, TUESDAY + DAY)).toEqual(next);
    });
  });

  describe('spending', () => {
    test('adds up by calendar month, at the same moment too, for its tenant alone', async () => {
      const { spending } = stores.scopes('tenant_a');
      const [november, december] = [at('2026-11-30T23:59:59Z'), at('2026-12-01T00:00:00Z')];
      expect(await spending.inMonthOf(november)).toBe(0);
      await Promise.all(Array.from({ length: 20 }, () => spending.add(november, 50_000)));
      await spending.add(december, 600);
      expect(await spending.inMonthOf(TUESDAY)).toBe(1_000_000);
      expect(await spending.inMonthOf(december)).toBe(600);
      expect(await stores.scopes('tenant_b').spending.inMonthOf(november)).toBe(0);
    });
  });

  describe('a circuit', () => {
    test('opens for a minute after five silences in a row, for every function and for its tenant alone', async () => {
      const { health } = stores.scopes('tenant_c');
      for (let turn = 0; turn < 4; turn += 1) await health.report('sms', false, TUESDAY);
      await health.report('sms', true, TUESDAY);
      for (let turn = 0; turn < 4; turn += 1) await health.report('sms', false, TUESDAY);
      expect((await health.downUntil(TUESDAY)).sms ?? 0).toBeLessThanOrEqual(TUESDAY);
      await health.report('sms', false, TUESDAY + SECOND);
      const seenElsewhere = await stores.elsewhere('tenant_c').health.downUntil(TUESDAY + 10 * SECOND);
      expect(seenElsewhere).toEqual({ sms: TUESDAY + SECOND + MINUTE });
      expect(await stores.scopes('tenant_d').health.downUntil(TUESDAY)).toEqual({});
    });
  });

  describe('a tenant', () => {
    test('is read with everything that was decided for it', async () => {
      const agency = tenant({
        id: 'tenant_full',
        senders: { email: { address: 'full@example.com', name: 'Île', twoWay: true } },
        whatsappTemplates: approving('A', ['x']),
        policy: { frequencyCaps: { marketing: { max: 1, days: 7 } }, monthlyBudget: 5 },
      });
      await stores.directory.put(agency);
      expect(await stores.tenants.get('tenant_full')).toEqual(agency);
      await expect(stores.tenants.get('tenant_none')).rejects.toThrow('There is no tenant tenant_none');
    });

    test('is found by its address however it is spelled, which is nobody else’s in any spelling', async () => {
      const email = (address: string) => ({ email: { address, name: 'Agence', twoWay: true } });
      await stores.directory.put(tenant({ id: 'tenant_spelled', senders: email('Bonjour@agence.example') }));
      for (const address of ['Bonjour@agence.example', 'bonjour@agence.example', 'BONJOUR@Agence.example'])
        expect(await stores.tenants.findBySender('email', address)).toBe('tenant_spelled');
      const other = tenant({ id: 'tenant_other_spelling', senders: email('bonjour@agence.example') });
      await expect(stores.directory.put(other)).rejects.toThrow('belongs to another tenant');
    });

    test('is found by the senders that are its own', async () => {
      const senders = { sms: { address: '38999', twoWay: true } };
      await stores.directory.put(tenant({ id: 'tenant_first', senders }));
      await expect(stores.directory.put(tenant({ id: 'tenant_second', senders }))).rejects.toThrow(
        'another tenant',
      );
      expect(await stores.tenants.findBySender('sms', '38999')).toBe('tenant_first');
      expect(await stores.tenants.findBySender('whatsapp', '38999')).toBeUndefined();
    });

    test('may show the same name as another where nobody can answer it', async () => {
      const senders = { sms: { address: 'AGENCE', twoWay: false } };
      await stores.directory.put(tenant({ id: 'tenant_first', senders }));
      await stores.directory.put(tenant({ id: 'tenant_third', senders }));
      expect((await stores.tenants.get('tenant_third')).senders.sms?.address).toBe('AGENCE');
    });

    test('has keys that are found by their hash', async () => {
      const key = { id: 'key_1', tenantId: 'tenant_full', name: 'Website', scopes: SCOPES };
      await stores.directory.putApiKey('ck_test_1', key);
      expect(await stores.tenants.findApiKey(sha256('ck_test_1'))).toEqual(key);
      expect(await stores.tenants.findApiKey('ck_test_1')).toBeUndefined();
      expect(await stores.tenants.findApiKey(sha256('ck_test_2'))).toBeUndefined();
    });

    test('is up to date within a minute', async () => {
      await stores.directory.put(tenant({ id: 'tenant_new', name: 'Before', senders: {} }));
      await stores.tenants.get('tenant_new');
      await stores.directory.put(tenant({ id: 'tenant_new', name: 'After', senders: {} }));
      stores.clock.moveTo(stores.clock.now() + MINUTE);
      expect((await stores.tenants.get('tenant_new')).name).toBe('After');
    });
  });
});
