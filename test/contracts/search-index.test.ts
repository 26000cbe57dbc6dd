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

  test('finds by the beginning of a term, each thing once, the newest texts of a term first', async () => {
    const person: Found = { prospectId: 'a', kind: 'name' };
    await index.add(['lefevre', 'zoe'], person);
    await index.add(['lefevre'], person);
    for (const minutes of [1, 3, 2]) await index.add(['parking'], text('a', minutes));
    expect(await index.find('lef', 10)).toEqual([person]);
    expect(await index.find('lefevres', 10)).toEqual([]);
    expect(await index.find('parkin', 10)).toEqual([]);
    expect(await index.find('ze', 10)).toEqual([]);
    expect(await index.find('zo', 10)).toEqual([person]);
    await index.add(['lefevre-montparnasse'], { prospectId: 'z', kind: 'name' });
    expect(await index.find('lefevre-mon', 10)).toEqual([{ prospectId: 'z', kind: 'name' }]);
    expect(await index.find('lefevre-mai', 10)).toEqual([]);
    expect(await index.find('parking', 10)).toEqual([3, 2, 1].map((minutes) => text('a', minutes)));
    expect(await index.find('parking', 2)).toHaveLength(2);
    expect(await other.find('parking', 10)).toEqual([]);
  });

  test('forgets what is removed, and nothing else', async () => {
    const [one, same] = [text('b', 1), text('c', 1)];
    await index.add(['cave', 'balcon'], one);
    await index.add(['cave'], same);
    await other.add(['cave'], one);
    await index.remove(['cave'], one);
    expect(await index.find('cave', 10)).toEqual([same]);
    expect(await index.find('balcon', 10)).toEqual([one]);
    expect(await other.find('cave', 10)).toEqual([one]);
  });
});
