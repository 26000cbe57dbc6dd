import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Intake } from '../../shared/domain/journeys/intake.ts';
import { composeTimedId } from '../../shared/domain/message-id.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const JOURNEY = 'new-property';

const intake = (number: number, journeyId = JOURNEY): Intake => ({
  id: composeTimedId('int', TUESDAY + number, new Uint8Array(10).fill(number)),
  journeyId,
  version: 2,
  createdAt: TUESDAY + number,
  audienceId: `aud_${number}`,
  data: { propertyPrice: 285_000, propertyAddress: 'Île de la Cité' },
  subjectAt: TUESDAY,
  property: 'flat-1',
});

describe.each(IMPLEMENTATIONS)('The intakes of journeys in $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());
  const of = (tenantId: string) => stores.scopes(tenantId).intakes;

  test('are read as they were written, in their journey and by their tenant alone', async () => {
    const known = intake(1);
    await of('tenant_a').create(known);
    expect(await stores.elsewhere('tenant_a').intakes.get(JOURNEY, known.id)).toEqual({
      intake: known,
      progress: {},
    });
    expect(await of('tenant_a').get('contract', known.id)).toBeUndefined();
    expect(await of('tenant_b').get(JOURNEY, known.id)).toBeUndefined();
  });

  test('keep what was written first, and what was noted bit by bit', async () => {
    const known = intake(2);
    await of('tenant_a').create(known);
    await of('tenant_a').note(JOURNEY, known.id, { people: 1_200, duplicates: 3, chunks: 3 });
    await of('tenant_a').note(JOURNEY, known.id, { isCancelled: true });
    await of('tenant_a').create({ ...known, data: {} });
    expect(await of('tenant_a').get(JOURNEY, known.id)).toEqual({
      intake: known,
      progress: { people: 1_200, duplicates: 3, chunks: 3, isCancelled: true },
    });
  });

  test('nothing is noted of one that there is not', async () => {
    await of('tenant_a').note(JOURNEY, intake(9).id, { people: 1 });
    expect(await of('tenant_a').get(JOURNEY, intake(9).id)).toBeUndefined();
  });

  test('are listed from the newest on, page by page, each journey its own', async () => {
    for (const number of [3, 5, 4]) await of('tenant_b').create(intake(number));
    await of('tenant_b').create(intake(6, 'contract'));
    const list = async (limit: number, after?: string) =>
      (await of('tenant_b').list(JOURNEY, limit, after)).items.map(
        (known) => known.intake.createdAt - TUESDAY,
      );
    expect(await list(2)).toEqual([5, 4]);
    expect(await list(2, intake(4).id)).toEqual([3]);
  });

  test('remember what became of each part, in the order of the parts; the same part again replaces', async () => {
    const { id } = intake(7);
    await of('tenant_a').record(id, { chunk: 10, entered: 500, leftOut: {} });
    await of('tenant_a').record(id, { chunk: 2, entered: 400, leftOut: { unknown: 100 } });
    await of('tenant_a').record(id, { chunk: 2, entered: 499, leftOut: { incomplete: 1 } });
    expect(await of('tenant_a').recorded(id)).toEqual([
      { chunk: 2, entered: 499, leftOut: { incomplete: 1 } },
      { chunk: 10, entered: 500, leftOut: {} },
    ]);
    expect(await of('tenant_b').recorded(id)).toEqual([]);
  });
});
