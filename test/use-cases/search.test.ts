import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { composeEntryId } from '../../shared/domain/message-id.ts';
import type { Prospect } from '../../shared/domain/prospect.ts';
import type { InboundMessage } from '../../shared/domain/thread.ts';
import type { TenantScope } from '../../shared/ports/tenant-scope.ts';
import { listProspects } from '../../shared/use-cases/list-prospects.ts';
import {
  makePersonFindable,
  makePersonUnfindable,
  makeTextFindable,
} from '../../shared/use-cases/make-findable.ts';
import { readThread } from '../../shared/use-cases/read-thread.ts';
import { search } from '../../shared/use-cases/search.ts';
import { IMPLEMENTATIONS, type OpenStores } from '../contracts/stores.ts';
import { allPages } from '../support/all-pages.ts';
import { TUESDAY } from '../support/routing-request.ts';

async function keep(scope: TenantScope, person: Prospect): Promise<void> {
  await scope.prospects.put(person);
  await makePersonFindable(scope, person, undefined);
}

function email(number: number, text: string): InboundMessage {
  const at = TUESDAY + number * SECOND;
  const id = composeEntryId('in', 'writer', at, String(number));
  const from = 'writer@example.com';
  return { kind: 'inbound', id, at, channel: 'email', from, to: 'a@b.fr', text, files: [] };
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe.each(IMPLEMENTATIONS)('Looking for people in $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
    await stores.fill(async (scopes) => {
      const scope = scopes('jeans');
      for (const number of numbers(800))
        await keep(scope, { id: `jean.${number}`, name: `Jean Petit${number}` });
      for (const number of numbers(40)) await keep(scope, { id: `jd.${number}`, name: 'Jean Dupont' });
      for (const number of numbers(30)) {
        const text = email(number, number % 3 === 0 ? 'Jean Dupont a un parking' : 'Jean a un balcon');
        await scope.threads.add('writer', text);
        await makeTextFindable(scope.search, { ...text, prospectId: 'writer', entryId: text.id });
      }
    });
  }, 60_000);
  afterAll(() => stores.close());
  const jeans = () => stores.scopes('jeans');
  const idsOf = async (scope: TenantScope, query: string, limit = 50): Promise<string[]> =>
    (await allPages((after) => listProspects(scope, { query, limit, after }))).flat().map(({ id }) => id);

  test('800 Jean and 40 Jean Dupont: all 40 of them are found, and all 840 of the first name', async () => {
    const dupont = numbers(40).map((number) => `jd.${number}`);
    expect((await idsOf(jeans(), 'jean dupont')).toSorted()).toEqual(dupont.toSorted());
    expect((await idsOf(jeans(), 'dup jean', 7)).toSorted()).toEqual(dupont.toSorted());
    const all = await idsOf(jeans(), 'jean');
    expect([all.length, new Set(all).size]).toEqual([840, 840]);
    expect(await idsOf(jeans(), 'jean martin')).toEqual([]);
  });

  test('a page says that there is more where there is, and nowhere else', async () => {
    const page = await listProspects(jeans(), { query: 'jean dupont', limit: 40, after: undefined });
    expect([page.items.length, page.next]).toEqual([40, undefined]);
    const first = await listProspects(jeans(), { query: 'jean dupont', limit: 39, after: undefined });
    expect([first.items.length, typeof first.next]).toEqual([39, 'string']);
  });

  test('searching everything goes on from people to texts, all words of each', async () => {
    const pages = await allPages((after) => search(jeans(), { query: 'jean dupont', limit: 20, after }));
    const kinds = pages.flat().map(({ match }) => match.kind);
    expect(kinds).toEqual([...Array(40).fill('name'), ...Array(10).fill('text')]);
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 10]);
    const texts = pages.flat().filter(({ match }) => match.kind === 'text');
    const instants = texts.map(({ match }) => match.at ?? 0);
    expect(instants).toEqual(instants.toSorted((a, b) => b - a));
    expect(await search(jeans(), { query: 'balcon dupont', limit: 20, after: undefined })).toEqual({
      items: [],
    });
  });

  test('by name without accents, e-mail, phone and its last digits', async () => {
    const scope = stores.scopes('marie');
    const marie = { id: 'm', name: 'Zoé Lefèvre', phone: '+33612345678', email: 'Zoe.L@example.com' };
    await keep(scope, marie);
    await keep(scope, { id: 'other', name: 'Zoé Martin', phone: '+33612349999' });
    for (const query of [
      'zoe lefevre',
      'LEFÈVRE',
      'zoe.l@example.com',
      'Zoe.L@Example.com',
      '5678',
      '345678',
    ])
      expect([query, await idsOf(scope, query)]).toEqual([query, ['m']]);
    for (const query of ['+33 6 12 34 56 78', '06 12 34 56 78', 'lefevre 5678', 'lef 0612'])
      expect([query, await idsOf(scope, query)]).toEqual([query, ['m']]);
    for (const query of ['678', 'lefevre 9999', 'lefevre martin'])
      expect(await idsOf(scope, query)).toEqual([]);
  });

  test('goes on, and ends, when the last person of a page is erased before the next', async () => {
    const scope = stores.scopes('erased');
    const people = numbers(10).map((number) => ({ id: `a.b/${number} é`, name: 'Paul Durand' }));
    for (const person of people) await keep(scope, person);
    let last: Prospect | undefined;
    const pages = await allPages(
      async (after) => {
        const page = await listProspects(scope, { query: 'durand', limit: 3, after });
        last = page.items.at(-1);
        return page;
      },
      async () => {
        if (last === undefined) return;
        await makePersonUnfindable(scope.search, last);
        await scope.prospects.remove(last.id, TUESDAY);
      },
    );
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 3, 1]);
    expect(
      pages
        .flat()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(people.map(({ id }) => id).toSorted());
  });

  test('nobody is found by what they were called before, nor after they were erased', async () => {
    const scope = stores.scopes('stale');
    await keep(scope, { id: 's', name: 'Anne Bernard' });
    await scope.prospects.put({ id: 's', name: 'Anne Petit' });
    expect(await idsOf(scope, 'bernard')).toEqual([]);
    await scope.prospects.remove('s', TUESDAY);
    expect(await idsOf(scope, 'anne')).toEqual([]);
  });

  test('a position of another search is refused', async () => {
    const asked = { query: 'jean', limit: 5, after: '7 x' };
    await expect(listProspects(jeans(), asked)).rejects.toMatchObject({ code: 'invalid-request' });
  });

  test('a thread of 24 e-mails of 60 KB and an answer is read whole, page after page', async () => {
    const scope = stores.scopes('emails');
    for (const number of numbers(24)) await scope.threads.add('writer', email(number, 'x'.repeat(60_000)));
    const answer = { ...email(30, ''), id: composeEntryId('note', 'writer', TUESDAY + MINUTE, 'n') };
    await scope.threads.add('writer', { ...answer, kind: 'note', by: 'camille', text: 'Vu' });
    const pages = await allPages((before) => readThread(scope, 'writer', { limit: 50, before }));
    expect(pages.flat()).toHaveLength(25);
    const short = await allPages((before) => readThread(scope, 'writer', { limit: 7, before }));
    expect(short.flat()).toEqual(pages.flat());
  });
});
