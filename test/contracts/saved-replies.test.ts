import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

describe.each(IMPLEMENTATIONS)('Saved replies in $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  test('are listed by their titles, replaced, and removed, each tenant having its own', async () => {
    const [replies, others] = ['tenant_a', 'tenant_b'].map((id) => stores.scopes(id).savedReplies);
    const thanks = { id: 'r2', title: 'Remerciement', text: 'Merci de votre visite !' };
    const address = { id: 'r1', title: 'Éléments du dossier', text: 'Il nous faut…' };
    for (const reply of [thanks, address]) await replies?.put(reply);
    expect(await replies?.list()).toEqual([address, thanks]);
    expect(await others?.list()).toEqual([]);
    await replies?.put({ ...thanks, text: 'Merci' });
    expect((await replies?.list())?.[1]?.text).toBe('Merci');
    expect(await others?.remove('r1')).toBe(false);
    expect(await replies?.remove('r1')).toBe(true);
    expect(await replies?.remove('r1')).toBe(false);
    expect(await replies?.list()).toHaveLength(1);
  });
});
