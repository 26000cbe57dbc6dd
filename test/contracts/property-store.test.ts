import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

describe.each(IMPLEMENTATIONS)('Properties in $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());
  const of = (tenantId: string) => stores.scopes(tenantId).properties;
  const data = { propertyPrice: 285_000, propertyAddress: '12 rue de la Paix' };

  test('are known as they are now, and as they were in every version', async () => {
    await of('tenant_a').put('flat', { status: 'for-sale', data }, TUESDAY);
    await of('tenant_a').put(
      'flat',
      { status: 'for-sale', data: { ...data, propertyPrice: 270_000 } },
      TUESDAY + 1,
    );
    const sold = await of('tenant_a').put('flat', { status: 'sold', data: {} }, TUESDAY + 2);
    expect(sold).toEqual({ id: 'flat', version: 3, status: 'sold', data: {}, changedAt: TUESDAY + 2 });
    const { properties } = stores.elsewhere('tenant_a');
    expect(await properties.get('flat')).toEqual(sold);
    expect(await properties.get('flat', 1)).toMatchObject({ version: 1, status: 'for-sale', data });
    expect(await properties.get('flat', 2)).toMatchObject({ data: { propertyPrice: 270_000 } });
    expect(await properties.get('flat', 4)).toBeUndefined();
  });

  test('that are said to be what they are already stay in their version', async () => {
    const first = await of('tenant_a').put('house', { status: 'for-sale', data: { a: 1, b: 2 } }, TUESDAY);
    expect(
      await of('tenant_a').put('house', { status: 'for-sale', data: { b: 2, a: 1 } }, TUESDAY + 1),
    ).toEqual(first);
  });

  test('change one after the other, whoever says so at once', async () => {
    const prices = [1, 2, 3];
    await Promise.all(
      prices.map((propertyPrice) =>
        of('tenant_a').put('loft', { status: 'for-sale', data: { propertyPrice } }, TUESDAY),
      ),
    );
    const versions = await Promise.all(prices.map((version) => of('tenant_a').get('loft', version)));
    expect(
      versions.map((property) => Number(property?.data['propertyPrice'])).toSorted((a, b) => a - b),
    ).toEqual(prices);
    expect(await of('tenant_a').get('loft')).toEqual(versions[2]);
  });

  test('are each tenant’s own', async () => {
    await of('tenant_a').put('own', { status: 'for-sale', data }, TUESDAY);
    expect(await of('tenant_b').get('own')).toBeUndefined();
  });
});
