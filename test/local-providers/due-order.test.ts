import { array, assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { DueOrder } from '../../local/providers/due-order.ts';

function taken(order: DueOrder<{ id: string; dueAt: number }>, now: number): string[] {
  const ids: string[] = [];
  for (let item = order.takeDue(now); item !== undefined; item = order.takeDue(now)) ids.push(item.id);
  return ids;
}

test('what is due comes in the order of its time, and of what came at once the first', () => {
  const dueTimes = array(integer({ min: 0, max: 20 }), { maxLength: 60 });
  assert(
    property(dueTimes, integer({ min: 0, max: 20 }), (times, now) => {
      const order = new DueOrder<{ id: string; dueAt: number }>();
      const items = times.map((dueAt, index) => ({ id: `${index}`, dueAt }));
      for (const item of items) order.set(item);
      const due = items.filter(({ dueAt }) => dueAt <= now).sort((one, other) => one.dueAt - other.dueAt);
      expect(taken(order, now)).toEqual(due.map(({ id }) => id));
      const later = items.filter(({ dueAt }) => dueAt > now).map(({ dueAt }) => dueAt);
      expect(order.nextDue()).toBe(later.length === 0 ? undefined : Math.min(...later));
    }),
  );
});

test('what is done before its time does not come, and what is put off comes once', () => {
  const order = new DueOrder<{ id: string; dueAt: number }>();
  order.set({ id: 'done', dueAt: 1 });
  order.set({ id: 'put off', dueAt: 2 });
  order.delete('done');
  order.set({ id: 'put off', dueAt: 5 });
  expect(order.nextDue()).toBe(5);
  expect(taken(order, 4)).toEqual([]);
  expect(taken(order, 5)).toEqual(['put off']);
});

test('a turn that was given away can be taken again, unless it was done meanwhile', () => {
  const order = new DueOrder<{ id: string; dueAt: number }>();
  const [waiting, done] = [
    { id: 'waiting', dueAt: 1 },
    { id: 'done', dueAt: 1 },
  ] as const;
  order.set(waiting);
  order.set(done);
  expect(taken(order, 1)).toEqual(['waiting', 'done']);
  order.delete('done');
  order.enter(waiting);
  order.enter(done);
  expect(taken(order, 1)).toEqual(['waiting']);
  expect([...order.values()]).toEqual([waiting]);
});
