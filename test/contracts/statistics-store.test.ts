import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factsOf, mergeTallies, type Tally } from '../../shared/domain/statistics.ts';
import { countOn, emptyPage, type TallyPage, withFacts } from '../../shared/domain/tally-page.ts';
import { progress } from '../support/progress.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const HOUR = '2026-11-24T13';
const ZONE = 'Europe/Paris';

function pageWith(pages: readonly TallyPage[], ...numbers: readonly number[]): TallyPage {
  const facts = numbers.flatMap((number) =>
    factsOf(progress(number, { sent: TUESDAY, delivered: TUESDAY + 1 })),
  );
  return countOn(pages, facts, ZONE);
}

describe.each(IMPLEMENTATIONS)('Statistics in $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());
  const of = (tenantId: string) => stores.scopes(tenantId).statistics;

  test('are empty before anything was counted', async () => {
    expect(await of('tenant_none').pages(HOUR)).toEqual([]);
    expect(await of('tenant_none').hours('2026-01-01', '2026-12-31')).toEqual([]);
  });

  test('keep the pages of an hour as they were written, in their order', async () => {
    const store = of('tenant_a');
    const first = pageWith([], 1, 2);
    expect(await store.savePage(HOUR, first)).toBe('saved');
    const second = { ...pageWith([], 3), number: 2 };
    expect(await store.savePage(HOUR, second)).toBe('saved');
    expect(await store.pages(HOUR)).toEqual([first, second]);
    expect(await store.pages('2026-11-24T14')).toEqual([]);
    expect(await stores.elsewhere('tenant_a').statistics.pages(HOUR)).toEqual([first, second]);
  });

  test('let one of fifty writers write the next version of a page', async () => {
    const store = of('tenant_race');
    const compete = (pages: readonly TallyPage[], from: number) =>
      Promise.all(
        Array.from({ length: 50 }, (_, number) => store.savePage(HOUR, pageWith(pages, number + from))),
      );
    expect((await compete([], 100)).filter((outcome) => outcome === 'saved')).toHaveLength(1);
    const pages = await store.pages(HOUR);
    expect((await compete(pages, 200)).filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect((await store.pages(HOUR)).map(({ version, seen }) => [version, seen.size])).toEqual([[2, 2]]);
  });

  test('keep the newest of what an hour adds to a day, and find the days of a range in their order', async () => {
    const store = of('tenant_days');
    const day = '2026-11-24';
    const added = (sent: number) => {
      const known = pageWith([], ...Array.from({ length: sent }, (_, number) => number)).days[day];
      if (known === undefined) throw new Error('Nothing was counted');
      return known;
    };
    await store.saveHour(day, HOUR, { version: 2, ...added(2) });
    await store.saveHour(day, HOUR, { version: 1, ...added(1) });
    await store.saveHour(day, '2026-11-26T08', { version: 1, ...added(4) });
    await store.saveHour('2026-11-23', HOUR, { version: 1, ...added(3) });
    await store.saveHour('2026-11-25', HOUR, { version: 1, ...added(5) });
    expect(await store.hours('2026-11-23', day)).toEqual([
      { day: '2026-11-23', ...added(3) },
      { day, ...added(2) },
      { day, ...added(4) },
    ]);
  });

  test('make one of the hours of a day that is past, and say the same of it as before', async () => {
    const store = of('tenant_past');
    const day = '2026-11-24';
    const added = (from: number, sent: number) => {
      const numbers = Array.from({ length: sent }, (_, number) => from + number);
      const known = pageWith([], ...numbers).days[day];
      if (known === undefined) throw new Error('Nothing was counted');
      return { version: 1, ...known };
    };
    for (const [past, hour, from] of [
      [day, HOUR, 0],
      [day, '2026-11-24T14', 10],
      [day, '2026-11-26T08', 20],
      ['2026-11-25', '2026-11-25T08', 30],
      ['2026-11-26', '2026-11-26T08', 40],
      ['2026-11-26', '2026-11-26T09', 50],
    ] as const)
      await store.saveHour(past, hour, added(from, 2));
    const figuresOf = async () => {
      const hours = await stores.elsewhere('tenant_past').statistics.hours('2026-11-20', '2026-11-30');
      const days = Map.groupBy(hours, (each) => each.day);
      return [...days].map(([name, all]) => [name, mergeTallies(all.map(({ tally }) => tally))]);
    };
    const before = await figuresOf();
    expect(await store.rollUp('2026-11-26')).toBe(1);
    expect(await figuresOf()).toEqual(before);
    expect(await store.hours(day, day)).toHaveLength(1);
    expect(await store.hours('2026-11-26', '2026-11-26')).toHaveLength(2);
    expect(await store.rollUp('2026-11-26')).toBe(0);
    expect(await of('tenant_a').rollUp(day)).toBe(0);
  });

  describe('of a broadcast', () => {
    const partWith = (known: TallyPage, broadcastId: string, ...numbers: readonly number[]): TallyPage => {
      const told = numbers.map((number) => ({
        ...progress(number, { sent: TUESDAY }),
        broadcastId,
        pack: 'p',
      }));
      return withFacts(known, told.flatMap(factsOf));
    };

    test('keep each part’s page as it was written, its next version once', async () => {
      const store = of('tenant_a');
      const ref = { broadcastId: 'bc_1', part: '0.0.email.1' };
      expect(await store.part(ref)).toBeUndefined();
      const first = partWith(emptyPage(ZONE), 'bc_1', 1, 2);
      expect(await store.savePart(ref, first)).toBe('saved');
      expect(await store.savePart(ref, first)).toBe('lost');
      expect(await stores.elsewhere('tenant_a').statistics.part(ref)).toEqual(first);
      const second = partWith(first, 'bc_1', 3);
      expect(await store.savePart(ref, second)).toBe('saved');
      expect(await store.savePart(ref, second)).toBe('lost');
      expect((await store.part(ref))?.seen.size).toBe(3);
    });

    test('add up over their parts, the newest of each, and count among the days of the tenant', async () => {
      const store = of('tenant_bc');
      const sum = (broadcastId: string, count: number) =>
        partWith(emptyPage(ZONE), broadcastId, ...Array.from({ length: count }, (_, number) => number));
      const add = (broadcastId: string, part: string, version: number, count: number) =>
        store.addPart({ broadcastId, part }, { ...sum(broadcastId, count), version });
      await add('bc_1', 'a', 2, 5);
      await add('bc_1', 'a', 1, 3);
      await add('bc_1', 'b', 1, 4);
      await add('bc_2', 'a', 1, 7);
      const sentOf = (tally: Tally) => Object.values(tally).reduce((all, { sent }) => all + sent, 0);
      expect(sentOf(await store.ofBroadcast('bc_1'))).toBe(9);
      expect(sentOf(await store.ofBroadcast('bc_2'))).toBe(7);
      expect(sentOf(await store.ofBroadcast('bc_3'))).toBe(0);
      const day = '2026-11-24';
      const days = await stores.elsewhere('tenant_bc').statistics.hours(day, day);
      expect(days.map((known) => known.day)).toEqual([day, day]);
      expect(sentOf(mergeTallies(days.map(({ tally }) => tally)))).toBe(16);
      expect(await store.hours('2026-11-25', '2026-11-30')).toEqual([]);
      expect(await of('tenant_other').ofBroadcast('bc_1')).toEqual({});
    });
  });

  test('are each tenant’s own', async () => {
    await of('tenant_b').savePage(HOUR, pageWith([], 9));
    expect(await of('tenant_c').pages(HOUR)).toEqual([]);
    expect(await of('tenant_c').hours('2026-01-01', '2026-12-31')).toEqual([]);
  });
});
