import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/prospects-api/handler.ts';
import type { Prospect } from '../../shared/domain/prospect.ts';
import { patchProspect, putProspect } from '../../shared/use-cases/keep-prospect.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { apiOptions, type Call, call, KEYS, openPlatform } from './http.ts';

let platform: Platform;
let handler: ReturnType<typeof createHandler>;
beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler(platform.ports(), apiOptions(platform));
  await on('PUT', { body: MARIE });
});

const ID = 'crm:12@agence.example';
const CONSENT = { granted: true, text: 'J’accepte', source: 'form', at: '2026-11-01T09:00:00.000Z' };
const MARIE = {
  name: 'Marie Dupont',
  phone: '+33612345678',
  email: 'marie@example.com',
  tags: ['acheteur', 'Lyon'],
  project: { budget: 300_000, areas: ['Lyon 3e'], rooms: 3 },
  preferences: { preferredChannels: ['sms'], quietHoursStart: '21:30', allowSMSDuringQuietHours: true },
  consents: { marketing: CONSENT },
};

const on = (method: string, options: Call = {}, id = ID) =>
  call(handler, method, `/v1/prospects/${encodeURIComponent(id)}`, {
    pathParameters: { prospectId: id },
    ...options,
  });
const read = async () => (await on('GET')).body;

describe('A patch', () => {
  test.each([
    ['{}', {}, {}],
    ['one field', { customer: true }, { customer: true }],
    ['a phone number as it is written in France', { phone: '06 11 11 11 11' }, { phone: '+33611111111' }],
    ['the same id', { id: ID, locale: 'en' }, { locale: 'en' }],
    ['a null', { email: null, household: null }, { email: undefined }],
    ['another list', { tags: ['vendeur'] }, { tags: ['vendeur'] }],
    ['a part of the project', { project: { rooms: 4 } }, { project: { ...MARIE.project, rooms: 4 } }],
    [
      'parts of the preferences',
      { preferences: { quietHoursStart: null, quietHoursEnd: '08:00', allowSMSDuringQuietHours: false } },
      {
        preferences: { preferredChannels: ['sms'], quietHoursEnd: '08:00', allowSMSDuringQuietHours: false },
      },
    ],
    ['no preferences', { preferences: null }, { preferences: undefined }],
  ])('of %s changes that and keeps all else', async (_, body, changed) => {
    const before = await read();
    const patched = await on('PATCH', { body });
    expect([patched.status, patched.body]).toEqual([200, { ...before, ...changed }]);
    expect(await read()).toEqual(patched.body);
  });

  test.each([
    'application/merge-patch+json',
    'application/json',
    'Application/Merge-Patch+JSON; charset=utf-8',
  ])('is taken as %s', async (type) => {
    const reply = await on('PATCH', { body: { customer: true }, headers: { 'content-type': type } });
    expect([reply.status, reply.body.customer, reply.body.name]).toEqual([200, true, 'Marie Dupont']);
  });

  test.each([
    ['a person who is not known', { body: {} }, 'nobody', 404],
    ['another tenant’s person', { body: { customer: true }, key: KEYS.other }, ID, 404],
    ['an unknown field', { body: { age: 40 } }, ID, 400],
    ['an unknown field that is taken out', { body: { age: null } }, ID, 400],
    ['an unknown preference', { body: { preferences: { colour: null } } }, ID, 400],
    ['consents, which have their own address', { body: { consents: { marketing: CONSENT } } }, ID, 400],
    ['consents that are to be forgotten', { body: { consents: null } }, ID, 400],
    ['what only the product says', { body: { toQualify: true } }, ID, 400],
    ['another id', { body: { id: 'p2' } }, ID, 400],
    ['no id', { body: { id: null } }, ID, 400],
    ['a number that is none', { body: { phone: 'twelve' } }, ID, 400],
    ['a list in place of an object', { body: [{ customer: true }] }, ID, 400],
    ['null', { body: 'null' }, ID, 400],
    [
      'a list of operations (RFC 6902)',
      { body: [], headers: { 'content-type': 'application/json-patch+json' } },
      ID,
      415,
    ],
    ['a key that may only read', { body: { customer: true }, key: KEYS.reader }, ID, 403],
  ] as const)('of %s is refused and changes nothing', async (_, options, id, status) => {
    const before = await read();
    const reply = await on('PATCH', options, id);
    expect([reply.status, reply.headers['content-type']]).toEqual([status, 'application/problem+json']);
    expect(await read()).toEqual(before);
  });
});

test('A patch makes nobody whom the agency does not know', async () => {
  expect((await on('PATCH', { body: { name: 'Léa' } }, 'lea')).status).toBe(404);
  expect((await on('GET', {}, 'lea')).status).toBe(404);
});

describe('What follows from a patch', () => {
  const found = async (term: string) =>
    (await platform.scopes(TENANT).search.people(term, { limit: 10 })).items.map(
      (placed) => placed.found.prospectId,
    );
  const shown = () => platform.scopes(TENANT).conversations.get('p1');
  const say = (person: Omit<Prospect, 'id'>) =>
    putProspect(platform.ports(), TENANT, { id: 'p1', ...person });
  const patch = (body: Parameters<typeof patchProspect>[3]) =>
    patchProspect(platform.ports(), TENANT, 'p1', body);

  async function writes(from: string): Promise<void> {
    const report = {
      kind: 'inbound',
      channel: 'sms',
      from,
      to: '38123',
      text: 'Oui',
      providerId: 'SM1',
    } as const;
    await platform.receive({ ...report, at: platform.clock.now() });
    await platform.run(60_000);
  }

  test('is that a new name and number lead to the person, and the former ones no longer', async () => {
    await say({ name: 'Nina Simon', phone: '+33600000001' });
    await writes('+33600000001');
    await patch({ name: 'Nina Morel', phone: '+33600000002' });
    expect([await found('simon'), await found('morel'), await found('nina')]).toEqual([[], ['p1'], ['p1']]);
    expect((await shown())?.name).toBe('Nina Morel');
  });

  test('is that a name that is taken away is in no search and on no conversation', async () => {
    await say({ name: 'Nina Simon', phone: '+33600000001' });
    await writes('+33600000001');
    await patch({ name: null });
    expect([await found('nina'), await found('simon')]).toEqual([[], []]);
    expect(await shown()).not.toHaveProperty('name');
    expect(await shown()).not.toHaveProperty('toQualify');
  });

  test('is that of two at once the later leads, although the earlier clears up after it', async () => {
    await say({ name: 'Nina Simon', phone: '+33600000001' });
    const { search } = platform.scopes(TENANT);
    const remove = search.remove.bind(search);
    let undo: Promise<unknown> | undefined;
    // The patch back comes when the first one has written the record and is about to drop the former name.
    search.remove = async (...args) => {
      search.remove = remove;
      undo ??= patch({ name: 'Nina Simon' });
      await undo;
      await remove(...args);
    };
    await patch({ name: 'Nina Morel' });
    expect((await platform.scopes(TENANT).prospects.get('p1'))?.name).toBe('Nina Simon');
    expect([await found('simon'), await found('morel')]).toEqual([['p1'], []]);
  });

  test('is the same when a PUT leaves the name out', async () => {
    await say({ name: 'Nina Simon', phone: '+33600000001' });
    await writes('+33600000001');
    await say({ phone: '+33600000001' });
    expect(await found('nina')).toEqual([]);
    expect(await shown()).not.toHaveProperty('name');
  });

  test('is that a stranger stays one until they are named', async () => {
    await writes('+33699999999');
    const [id = ''] = await found('33699999999');
    const stranger = (body: Parameters<typeof patchProspect>[3]) =>
      patchProspect(platform.ports(), TENANT, id, body);
    const conversation = () => platform.scopes(TENANT).conversations.get(id);
    expect(await stranger({ locale: 'en' })).toMatchObject({ toQualify: true, locale: 'en' });
    expect(await conversation()).toMatchObject({ name: '+33699999999', toQualify: true });
    expect(await stranger({ name: 'Léa Petit' })).not.toHaveProperty('toQualify');
    expect((await conversation())?.name).toBe('Léa Petit');
    expect(await conversation()).not.toHaveProperty('toQualify');
  });
});
