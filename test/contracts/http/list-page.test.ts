import { expect, test } from 'vitest';
import { cursorOf, pageOf, positionIn } from '../../../shared/contracts/http/list-page.ts';

test.each(['a.b.c', '.', 'dossier/2026', 'Zoé Lefèvre', ' ', '人🏠', '0 k7', ''])(
  'A cursor leads back to the position %j, in its own list alone',
  (position) => {
    const cursor = cursorOf('prospects tenant_a zoé', position);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(positionIn('prospects tenant_a zoé', cursor)).toBe(position);
    expect(positionIn('prospects tenant_b zoé', cursor)).toBeUndefined();
    expect(positionIn('prospects tenant_a zoé', position)).toBeUndefined();
  },
);

test('A page of names goes on where it was when the name that ended it is gone', () => {
  const names = ['a', 'b.1', 'c', 'd'];
  const { nextCursor = '' } = pageOf(names, { list: 'keys', limit: 2 }) ?? {};
  expect(pageOf(['a', 'c', 'd'], { list: 'keys', limit: 2, cursor: nextCursor })).toEqual({
    items: ['c', 'd'],
  });
  expect(pageOf(['a'], { list: 'keys', limit: 2, cursor: nextCursor })).toEqual({ items: [] });
  expect(pageOf(names, { list: 'others', limit: 2, cursor: nextCursor })).toBeUndefined();
});
