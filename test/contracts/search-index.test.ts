import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/domain/instant.ts';
import { composeEntryId } from '../../shared/domain/message-id.ts';
import type { Found, SearchIndex } from '../../shared/ports/search-index.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

describe.each(IMPLEMENTATIONS)('Search in $name', ({ open }) => {
  let stores: OpenStores;
  let index: SearchIndex;
  let other: SearchIndex;
  beforeAll(async () => {
    stores = await open();
    index = stores.scopes('tenant_a').search;
    other = stores.scopes('tenant_b').search;
  });
  afterAll(() => stores.close());

  const text = (prospectId: string, minutes: number): Found => {
    const at = TUESDAY + minutes * MINUTE;
    return { prospectId, kind: 'text', entryId: composeEntryId('in', prospectId, at, `SM${minutes}`), at };
  };

  const people = async (asked: string): Promise<readonly Found[]> =>
    (await index.people(asked, { limit: 10 })).items.map(({ found }) => found);
  const texts = async (word: string, from = index): Promise<readonly Found[]> =>
    (await from.texts(word, { limit: 10 })).items.map(({ found }) => found);

  test('finds people by the beginning of a term, and each of their terms once', async () => {
    const person: Found = { prospectId: 'a', kind: 'name' };
    await index.add(['lefevre', 'zoe'], person);
    await index.add(['lefevre'], person);
    expect(await people('lef')).toEqual([person]);
    expect(await people('lefevres')).toEqual([]);
    expect(await people('ze')).toEqual([]);
    expect(await people('zo')).toEqual([person]);
    await index.add(['lefevre-montparnasse'], { prospectId: 'z', kind: 'name' });
    expect(await people('lefevre-mon')).toEqual([{ prospectId: 'z', kind: 'name' }]);
    expect(await people('lefevre-mai')).toEqual([]);
    expect(await texts('lefevre')).toEqual([]);
  });

  test('finds people by the last digits of a number, four or more, and by no others of them', async () => {
    const person: Found = { prospectId: 'n', kind: 'address' };
    await index.add(['33612345678', '0612345678'], person);
    for (const asked of ['0612', '33612345678', '345678']) expect(await people(asked)).toContainEqual(person);
    for (const asked of ['678', '3456', '9945678']) expect(await people(asked)).toEqual([]);
    await index.remove(['33612345678', '0612345678'], person);
    expect(await people('5678')).toEqual([]);
  });

  test('finds texts by their whole words, the newest first', async () => {
    for (const minutes of [1, 3, 2]) await index.add(['parking'], text('a', minutes));
    expect(await texts('parkin')).toEqual([]);
    expect(await texts('parking')).toEqual([3, 2, 1].map((minutes) => text('a', minutes)));
    expect(await people('parking')).toEqual([]);
    const first = await index.texts('parking', { limit: 2 });
    expect(first.items.map(({ found }) => found)).toEqual([text('a', 3), text('a', 2)]);
    const second = await index.texts('parking', { limit: 2, after: first.next });
    expect(second).toMatchObject({ items: [{ found: text('a', 1) }] });
    expect(second.next).toBeUndefined();
    expect(await texts('parking', other)).toEqual([]);
  });

  test('says which texts have other words too, and how much a term leads to', async () => {
    const [both, one] = [text('d', 1), text('d', 2)];
    await index.add(['jardin', 'piscine'], both);
    await index.add(['jardin'], one);
    expect(await index.having(['piscine'], [both, one])).toEqual([both]);
    expect(await index.having(['piscine', 'garage'], [both, one])).toEqual([]);
    expect(await index.count('jardin', 'text', 10)).toBe(2);
    expect(await index.count('jardin', 'text', 1)).toBe(1);
    expect(await index.count('jar', 'text', 10)).toBe(0);
    await index.add(['jardinier'], { prospectId: 'd', kind: 'name' });
    expect(await index.count('jardinier', 'people', 10)).toBe(1);
  });

  test('forgets what is removed, and nothing else', async () => {
    const [one, same] = [text('b', 1), text('c', 1)];
    await index.add(['cave', 'balcon'], one);
    await index.add(['cave'], same);
    await other.add(['cave'], one);
    await index.remove(['cave'], one);
    expect(await texts('cave')).toEqual([same]);
    expect(await texts('balcon')).toEqual([one]);
    expect(await texts('cave', other)).toEqual([one]);
  });
});
