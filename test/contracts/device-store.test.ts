import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device } from '../../shared/domain/device.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const PHONE: Device = {
  id: 'phone',
  agent: 'camille',
  endpoint: 'https://fcm.googleapis.com/fcm/send/one',
  keys: { p256dh: 'B', auth: 'a' },
  locale: 'fr',
  seenAt: TUESDAY,
};

describe.each(IMPLEMENTATIONS)('Devices of agents in $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());
  const devicesOf = (tenantId: string) => stores.scopes(tenantId).devices;

  test('are kept under their id, whoever had it before', async () => {
    const devices = devicesOf('tenant_a');
    await devices.put(PHONE);
    await devices.put({ ...PHONE, agent: 'hugo', seenAt: TUESDAY + 1 });
    expect(await devices.list()).toEqual([{ ...PHONE, agent: 'hugo', seenAt: TUESDAY + 1 }]);
  });

  test('are removed by whom they belong to alone', async () => {
    const devices = devicesOf('tenant_b');
    await devices.put(PHONE);
    expect(await devices.remove('phone', 'hugo')).toBe(false);
    expect(await devices.remove('phone', 'camille')).toBe(true);
    expect(await devices.remove('phone', 'camille')).toBe(false);
    expect(await devices.list()).toEqual([]);
  });

  test('belong to their tenant', async () => {
    await devicesOf('tenant_x').put(PHONE);
    expect(await devicesOf('tenant_y').list()).toEqual([]);
    expect(await devicesOf('tenant_y').remove('phone', 'camille')).toBe(false);
  });
});
