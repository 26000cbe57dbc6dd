import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/domain/instant.ts';
import type { Enrolment } from '../../shared/domain/journeys/enrolment.ts';
import type { EnrolmentStore } from '../../shared/ports/enrolment-store.ts';
import { enrolment } from '../support/enrolment.ts';
import { prospect, TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

describe.each(IMPLEMENTATIONS)('Enrolments in $name', ({ open }) => {
  let stores: OpenStores;
  let enrolments: EnrolmentStore;
  let other: EnrolmentStore;
  beforeAll(async () => {
    stores = await open();
    enrolments = stores.scopes('tenant_a').enrolments;
    other = stores.scopes('tenant_b').enrolments;
  });
  afterAll(() => stores.close());

  test('are read as they were written, by their tenant alone', async () => {
    const known = enrolment({ seed: 'read' });
    expect(await enrolments.create(known)).toBe('created');
    expect(await enrolments.load(known.id)).toEqual(known);
    expect(await other.load(known.id)).toBeUndefined();
    expect(await enrolments.load('msg_nothing')).toBeUndefined();
    expect(await enrolments.load(enrolment({ seed: 'nobody' }).id)).toBeUndefined();
  });

  test('keep the first of two of one id', async () => {
    const first = enrolment({ seed: 'twice' });
    await enrolments.create(first);
    expect(await enrolments.create({ ...first, data: { firstName: 'Paul' } })).toBe('exists');
    expect(await enrolments.load(first.id)).toEqual(first);
  });

  test('are moved on by one of two who read the same revision', async () => {
    const known = enrolment({ seed: 'race' });
    await enrolments.create(known);
    const next = (step: string): Enrolment => ({
      ...known,
      standing: { step, serial: 3, until: TUESDAY },
      revision: 1,
    });
    const results = await Promise.all(['a', 'b'].map((step) => enrolments.save(next(step))));
    expect(results.toSorted()).toEqual(['lost', 'saved']);
    expect(await enrolments.save(next('c'))).toBe('lost');
    expect(await enrolments.save({ ...next('d'), revision: 2 })).toBe('saved');
    expect((await enrolments.load(known.id))?.standing?.step).toBe('d');
    expect(await other.save({ ...next('e'), revision: 3 })).toBe('lost');
  });

  test('of a journey are listed, the newest first, page by page', async () => {
    const known = [1, 2, 3, 4, 5].map((minute) =>
      enrolment({
        journeyId: 'listed',
        at: TUESDAY + minute * MINUTE,
        prospect: prospect({ id: `listed_${minute}` }),
      }),
    );
    for (const one of known) await enrolments.create(one);
    const first = await enrolments.ofJourney('listed', 2);
    expect(first.items).toEqual([known[4], known[3]]);
    const second = await enrolments.ofJourney('listed', 2, first.next);
    expect(second.items).toEqual([known[2], known[1]]);
    const last = await enrolments.ofJourney('listed', 2, second.next);
    expect(last).toEqual({ items: [known[0]] });
    expect(await enrolments.ofJourney('list', 2)).toEqual({ items: [] });
    expect(await other.ofJourney('listed', 2)).toEqual({ items: [] });
  });

  test('of a person are theirs, the oldest first', async () => {
    const marie = prospect({ id: 'marie' });
    const known = ['appointment', 'contract'].map((journeyId, minute) =>
      enrolment({ journeyId, at: TUESDAY + minute * MINUTE, prospect: marie }),
    );
    for (const one of known.toReversed()) await enrolments.create(one);
    expect(await enrolments.ofProspect('marie')).toEqual(known);
    expect(await enrolments.ofProspect('paul')).toEqual([]);
    expect(await other.ofProspect('marie')).toEqual([]);
  });
});
