import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noPackCounts, type PackCounts } from '../../shared/domain/pack-run.ts';
import { broadcast } from '../support/broadcast.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const counts = (some: Partial<PackCounts>): PackCounts => ({ ...noPackCounts(), ...some });

describe.each(IMPLEMENTATIONS)('Broadcasts in $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());
  const of = (tenantId: string) => stores.scopes(tenantId).broadcasts;

  test('are kept as they were accepted, once, and are being planned at first', async () => {
    const accepted = broadcast({ id: 'bc_kept', fallback: { afterMs: 3_600_000, unless: 'opened' } });
    expect(await of('tenant_a').create(accepted)).toBe('created');
    expect(await of('tenant_a').create({ ...accepted, type: 'marketing' })).toBe('exists');
    expect(await of('tenant_a').get('bc_kept')).toEqual(accepted);
    expect(await stores.elsewhere('tenant_a').broadcasts.get('bc_kept')).toEqual(accepted);
    expect(await of('tenant_a').state('bc_kept')).toBe('planning');
  });

  test('do not exist unless they were accepted', async () => {
    expect(await of('tenant_a').get('bc_none')).toBeUndefined();
    expect(await of('tenant_a').state('bc_none')).toBeUndefined();
    expect(await of('tenant_a').changeState('bc_none', ['planning'], 'sending')).toBe('refused');
    expect(await of('tenant_a').packCounts('bc_none')).toEqual(noPackCounts());
    await expect(of('tenant_a').countPack('bc_none', '1', counts({ accepted: 1 }))).rejects.toThrow(
      'bc_none',
    );
  });

  test('change from the states that were named, and from no others', async () => {
    await of('tenant_a').create(broadcast({ id: 'bc_states' }));
    expect(await of('tenant_a').changeState('bc_states', ['planning', 'paused'], 'sending')).toBe('changed');
    expect(await of('tenant_a').changeState('bc_states', ['planning', 'paused'], 'finished')).toBe('refused');
    expect(await stores.elsewhere('tenant_a').broadcasts.state('bc_states')).toBe('sending');
  });

  test('add up what became of their packs, each counted once however often it is told', async () => {
    await of('tenant_a').create(broadcast({ id: 'bc_counts' }));
    const packs = Array.from({ length: 50 }, (_, number) => `${number}-email`);
    for (const pack of packs)
      await of('tenant_a').countPack('bc_counts', pack, counts({ accepted: 90, rejected: 4, sentBack: 6 }));
    await of('tenant_a').countPack('bc_counts', '7-email', counts({ accepted: 95, cancelled: 5 }));
    expect(await of('tenant_a').packCounts('bc_counts')).toEqual({
      accepted: 4_505,
      rejected: 196,
      uncertain: 0,
      sentBack: 294,
      cancelled: 5,
    });
  });

  test('never count fewer people of a pack than were counted before', async () => {
    await of('tenant_a').create(broadcast({ id: 'bc_fewer' }));
    await of('tenant_a').countPack('bc_fewer', '0-sms', counts({ accepted: 3 }));
    await of('tenant_a').countPack('bc_fewer', '0-sms', counts({ accepted: 2 }));
    expect((await of('tenant_a').packCounts('bc_fewer')).accepted).toBe(3);
  });

  test('are each tenant’s own', async () => {
    await of('tenant_a').create(broadcast({ id: 'bc_own' }));
    await of('tenant_a').countPack('bc_own', '0-sms', counts({ accepted: 1 }));
    expect(await of('tenant_b').get('bc_own')).toBeUndefined();
    expect(await of('tenant_b').packCounts('bc_own')).toEqual(noPackCounts());
    expect(await of('tenant_b').changeState('bc_own', ['planning'], 'cancelled')).toBe('refused');
  });
});
