import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audience } from '../../shared/domain/audience.ts';
import { noPlanCounts } from '../../shared/domain/broadcast-plan.ts';
import { composeTimedId } from '../../shared/domain/message-id.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const idOf = (number: number): string =>
  composeTimedId('bc', TUESDAY + number, new Uint8Array(10).fill(number));

describe.each(IMPLEMENTATIONS)('In $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  describe('the plans of broadcasts', () => {
    const of = (tenantId: string) => stores.scopes(tenantId).broadcastPlans;

    test('are noted bit by bit, and what was noted before stays', async () => {
      await of('tenant_a').note({ broadcastId: idOf(1), audienceId: 'aud_1' });
      await of('tenant_a').note({ broadcastId: idOf(1), people: 1_200, duplicates: 3, chunks: 3 });
      await of('tenant_a').note({ broadcastId: idOf(1), pausedAt: TUESDAY });
      expect(await stores.elsewhere('tenant_a').broadcastPlans.get(idOf(1))).toEqual({
        broadcastId: idOf(1),
        audienceId: 'aud_1',
        people: 1_200,
        duplicates: 3,
        chunks: 3,
        pausedAt: TUESDAY,
      });
      expect(await of('tenant_a').get(idOf(9))).toBeUndefined();
    });

    test('are listed from the newest on, page by page, each tenant its own', async () => {
      for (const number of [2, 4, 3])
        await of('tenant_b').note({ broadcastId: idOf(number), audienceId: `aud_${number}` });
      expect(await of('tenant_b').list(2)).toEqual({ items: [idOf(4), idOf(3)], next: idOf(3) });
      expect(await of('tenant_b').list(2, idOf(3))).toEqual({ items: [idOf(2)] });
      expect(await of('tenant_c').list(2)).toEqual({ items: [] });
      expect(await of('tenant_c').get(idOf(4))).toBeUndefined();
    });

    test('remember what became of every chunk and round, the last word on each', async () => {
      const counts = { ...noPlanCounts(), leftOut: { 'opted-out': 2 } };
      for (const [chunk, round] of [
        [0, 0],
        [11, 0],
        [11, 1],
      ] as const)
        await of('tenant_a').record(idOf(5), { chunk, round, counts: noPlanCounts() });
      await of('tenant_a').record(idOf(5), { chunk: 11, round: 1, counts });
      const recorded = await of('tenant_a').recorded(idOf(5));
      expect(recorded).toHaveLength(3);
      expect(recorded).toContainEqual({ chunk: 11, round: 1, counts });
      expect(recorded).toContainEqual({ chunk: 11, round: 0, counts: noPlanCounts() });
      expect(await of('tenant_b').recorded(idOf(5))).toEqual([]);
    });
  });

  describe('audiences', () => {
    const of = (tenantId: string) => stores.scopes(tenantId).audiences;
    const audience: Audience = {
      id: 'aud_1',
      createdAt: TUESDAY,
      source: { kind: 'segment', segmentId: 'buyers', criteria: { budget: { max: 300_000 } } },
      status: 'ready',
      people: 12,
      duplicates: 1,
      refused: 2,
      chunks: 1,
      variables: ['ville'],
    };

    test('are kept as they are put, each tenant its own', async () => {
      await of('tenant_a').put({ ...audience, status: 'reading' });
      await of('tenant_a').put(audience);
      expect(await stores.elsewhere('tenant_a').audiences.get('aud_1')).toEqual(audience);
      expect(await of('tenant_b').get('aud_1')).toBeUndefined();
    });
  });

  describe('segments', () => {
    const of = (tenantId: string) => stores.scopes(tenantId).segments;

    test('are replaced, listed by name as people sort them, and removed', async () => {
      await of('tenant_a').put({ id: 'b', name: 'Zone nord', criteria: { areas: ['Lille'] } });
      await of('tenant_a').put({ id: 'c', name: 'autre', criteria: {} });
      await of('tenant_a').put({ id: 'a', name: 'Été', criteria: { customer: true } });
      await of('tenant_a').put({ id: 'c', name: 'Économes', criteria: { budget: { max: 100_000 } } });
      const names = (await of('tenant_a').list()).map(({ name }) => name);
      expect(names).toEqual(['Économes', 'Été', 'Zone nord']);
      expect(await of('tenant_a').get('c')).toEqual({
        id: 'c',
        name: 'Économes',
        criteria: { budget: { max: 100_000 } },
      });
      expect(await of('tenant_b').list()).toEqual([]);
      expect(await of('tenant_b').remove('c')).toBe(false);
      expect(await of('tenant_a').remove('c')).toBe(true);
      expect(await of('tenant_a').get('c')).toBeUndefined();
    });
  });
});
