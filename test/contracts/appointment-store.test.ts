import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Appointment } from '../../shared/domain/appointment.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import type { AppointmentStore } from '../../shared/ports/appointment-store.ts';
import { appointment } from '../support/enrolment.ts';
import { prospect, TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

describe.each(IMPLEMENTATIONS)('Appointments in $name', ({ open }) => {
  let stores: OpenStores;
  let appointments: AppointmentStore;
  let other: AppointmentStore;
  let tenants = 0;
  beforeAll(async () => {
    stores = await open();
    other = stores.scopes('tenant_b').appointments;
  });
  afterAll(() => stores.close());
  const fresh = () => {
    appointments = stores.scopes(`tenant_a${(tenants += 1)}`).appointments;
    return appointments;
  };

  const between = async (from: number, to: number, limit = 100) => {
    const found: Appointment[] = [];
    let after: string | undefined;
    do {
      const page = await appointments.between(from, to, limit, after);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      found.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return found;
  };

  test('are read as they were written, by their tenant alone', async () => {
    const known = appointment();
    expect(await fresh().create(known)).toBe('created');
    expect(await appointments.create({ ...known, address: 'ailleurs' })).toBe('exists');
    expect(await appointments.load(known.id)).toEqual(known);
    expect(await appointments.ofProspect(known.prospect.id)).toEqual([known]);
    expect(await other.load(known.id)).toBeUndefined();
    expect(await other.ofProspect(known.prospect.id)).toEqual([]);
    expect(await other.between(known.at - DAY, known.at + 1, 10)).toEqual({ items: [] });
    expect(await appointments.load('apt_nothing')).toBeUndefined();
  });

  test('are changed by one of two who read the same revision', async () => {
    const known = appointment();
    await fresh().create(known);
    const changes = (['confirmed', 'cancelled'] as const).map((status) => ({
      ...known,
      status,
      revision: 1,
    }));
    const results = await Promise.all(changes.map((changed) => appointments.save(changed, known)));
    expect(results.toSorted()).toEqual(['lost', 'saved']);
  });

  test('that move leave their day and are found on the other, once', async () => {
    const known = appointment();
    await fresh().create(known);
    const moved: Appointment = { ...known, at: known.at + 3 * DAY, status: 'moved', moves: 1, revision: 1 };
    expect(await appointments.save(moved, known)).toBe('saved');
    expect(await between(known.at - HOUR, known.at + HOUR)).toEqual([]);
    expect(await between(known.at - HOUR, known.at + 4 * DAY)).toEqual([moved]);
  });

  test('that are forgotten are in no list', async () => {
    const known = appointment();
    await fresh().create(known);
    await appointments.remove(known);
    expect(await appointments.load(known.id)).toBeUndefined();
    expect(await between(known.at - DAY, known.at + DAY)).toEqual([]);
    expect(await appointments.ofProspect(known.prospect.id)).toEqual([]);
  });

  test('between two instants are all there in their order, however long the pages and the time', async () => {
    const anyAgenda = fc.array(fc.integer({ min: 0, max: 9 * 24 * 4 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        anyAgenda,
        fc.integer({ min: 0, max: 9 * 24 * 4 }),
        fc.integer({ min: 1, max: 5 * 24 * 4 }),
        fc.integer({ min: 1, max: 5 }),
        async (quarters, from, length, limit) => {
          fresh();
          const known = quarters.map((quarter, index) =>
            appointment({
              seed: String(index),
              at: TUESDAY + quarter * 15 * MINUTE,
              prospect: prospect({ id: `somebody_${index % 3}` }),
            }),
          );
          for (const one of known) await appointments.create(one);
          const [start, end] = [from, from + length].map((quarter) => TUESDAY + quarter * 15 * MINUTE) as [
            number,
            number,
          ];
          const found = await between(start, end, limit);
          const expected = known.filter(({ at }) => at >= start && at < end);
          expect(found.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
          expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 25 },
    );
  });
});
