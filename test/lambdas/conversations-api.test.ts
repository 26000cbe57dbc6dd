import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/conversations-api/handler.ts';
import {
  conversationDetailsResponse,
  conversationListResponse,
  countsResponse,
  syncResponse,
  threadResponse,
} from '../../shared/contracts/http/conversation-responses.ts';
import { HOUR, MINUTE, toIso } from '../../shared/domain/instant.ts';
import type { InboundReport } from '../../shared/domain/reports.ts';
import { eraseProspect } from '../../shared/use-cases/erase-prospect.ts';
import { putProspect } from '../../shared/use-cases/keep-prospect.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { prospect, TUESDAY } from '../support/routing-request.ts';
import { type Call, call, openPlatform, type Reply } from './http.ts';

const MARIE = prospect().id;
const PHONE = '+33612345678';

let platform: Platform;
let handler: ReturnType<typeof createHandler>;
let count = 0;
beforeEach(async () => {
  count = 0;
  platform = await openPlatform();
  const authorize = async (given: string | undefined) => {
    const [, tenantId = '', id = ''] = /^Bearer (\w+)\/(\w+)$/.exec(given ?? '') ?? [];
    return { tenantId, ...(id !== 'api' && { agent: { id, role: 'agent' } as const }) };
  };
  const logger = {
    info: () => {},
    warn: () => {},
    error: (_: string, error: unknown) => Promise.reject(error),
  };
  handler = createHandler(platform.ports(), { authorize, logger });
  await platform.scopes(TENANT).prospects.put(prospect({ name: 'Marie Dupont' }));
});

/** Camille asks, unless told otherwise. */
function ask(method: string, path: string, options: Call & { as?: string } = {}): Promise<Reply> {
  const { as = 'camille', ...rest } = options;
  const [, prospectId] = /^\/v1\/conversations\/([^/]+)/.exec(path) ?? [];
  const [, messageId] = /^\/v1\/messages\/([^/]+)/.exec(path) ?? [];
  const [, entryId, index] = /files\/([^/]+)\/(\d+)$/.exec(path) ?? [];
  const [, replyId] = /^\/v1\/saved-replies\/([^/]+)/.exec(path) ?? [];
  const named = { prospectId, messageId, entryId, index, replyId };
  const pathParameters = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return call(handler, method, path, { key: `${TENANT}/${as}`, pathParameters, ...rest } as Call);
}

async function receive(text: string, overrides: Partial<InboundReport> = {}): Promise<void> {
  count += 1;
  const report = { channel: 'sms', from: PHONE, to: '38123', text, providerId: `SM${count}` } as const;
  await platform.receive({ kind: 'inbound', at: platform.clock.now(), ...report, ...overrides });
  await platform.run(MINUTE);
}

const onMarie = (suffix = ''): string => `/v1/conversations/${MARIE}${suffix}`;
const thread = async () => (await ask('GET', onMarie('/messages'))).body.items;
const idsIn = async (query: string, as = 'camille') => {
  const { body } = await ask('GET', '/v1/conversations', { query, as });
  expect(conversationListResponse.safeParse(body).error?.issues).toBeUndefined();
  return body.items.map(({ prospectId }: { prospectId: string }) => prospectId);
};

describe('The list', () => {
  test('shows views, what belongs to whom, and counts', async () => {
    await receive('Bonjour');
    await receive('Salut', { from: '+33699999999' });
    const [stranger] = (await idsIn('view=all')) as [string];
    expect(await idsIn('view=to-answer')).toEqual([MARIE, stranger]);
    await ask('PUT', onMarie('/assignee'), { body: { agentId: 'camille' } });
    expect(await idsIn('view=mine')).toEqual([MARIE]);
    expect(await idsIn('view=mine', 'hugo')).toEqual([]);
    expect(await idsIn('assignee=me')).toEqual([MARIE]);
    expect(await idsIn('view=unassigned')).toEqual([stranger]);
    await ask('POST', onMarie('/done'), { body: {} });
    expect(await idsIn('waiting=true')).toEqual([stranger]);
    expect(await idsIn('assignee=camille&waiting=true')).toEqual([]);
    expect(await idsIn('unread=true&channel=sms')).toEqual([stranger, MARIE]);
    const { body } = await ask('GET', '/v1/conversations/counts');
    expect(countsResponse.safeParse(body).error?.issues).toBeUndefined();
    expect(body).toMatchObject({
      views: { 'to-answer': { count: 1 }, mine: { count: 1 }, unassigned: { count: 1 } },
      channels: { sms: { count: 1, atLeast: false }, email: { count: 0 } },
    });
  });

  test('comes page by page, and a cursor fits no other list', async () => {
    for (const number of [1, 2, 3]) await receive('Bonjour', { from: `+3369999999${number}` });
    const first = await ask('GET', '/v1/conversations', { query: 'limit=2' });
    expect(first.body.items).toHaveLength(2);
    const query = `limit=2&cursor=${first.body.nextCursor}`;
    const second = await ask('GET', '/v1/conversations', { query });
    expect(second.body.items).toHaveLength(1);
    expect(second.body.nextCursor).toBeUndefined();
    const strange = await ask('GET', '/v1/conversations', { query: `${query}&channel=sms` });
    expect([strange.status, strange.body.code]).toEqual([400, 'invalid-request']);
  });
});

describe('A thread', () => {
  test('holds what was sent, received and noted, the newest first, and pages of it', async () => {
    await platform.post({ content: { body: 'Votre visite est demain.' }, channel: 'sms' });
    await platform.run();
    await receive('Je serai en retard');
    await ask('POST', onMarie('/notes'), { body: { text: 'Prévenir Hugo' } });
    const { body } = await ask('GET', onMarie('/messages'));
    expect(threadResponse.safeParse(body).error?.issues).toBeUndefined();
    expect(body.items).toMatchObject([
      { kind: 'note', text: 'Prévenir Hugo', agent: { id: 'camille' } },
      { kind: 'inbound', channel: 'sms', text: 'Je serai en retard' },
      { kind: 'outbound', channel: 'sms', text: 'Votre visite est demain.', status: 'replied' },
    ]);
    const pages: string[] = [];
    let cursor = '';
    do {
      const page = await ask('GET', onMarie('/messages'), { query: `limit=1${cursor}` });
      pages.push(...page.body.items.map(({ kind }: { kind: string }) => kind));
      cursor = page.body.nextCursor === undefined ? '' : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== '');
    expect(pages).toEqual(['note', 'inbound', 'outbound']);
  });

  test('says why a message did not arrive, and shows the words of a template', async () => {
    await receive('Bonjour');
    platform.twilio.next({ outcome: 'rejected', errorCode: '30006', reason: 'A landline.' });
    const data = { firstName: 'Marie', appointmentTime: '15h' };
    const body = { templateId: 'APPOINTMENT_REMINDER_24H', data, channel: 'sms' };
    await ask('POST', onMarie('/messages'), { body });
    await platform.run();
    const [failed] = await thread();
    expect(failed).toMatchObject({ status: 'undeliverable', errorCode: '30006', reason: 'A landline.' });
    expect(failed.text).toContain('Bonjour Marie, rappel de votre RDV');
    expect(await idsIn('view=failed')).toEqual([MARIE]);
  });

  test('leads to the files that came with a message, and to no others', async () => {
    const providerId = 'MM1';
    const content = new Uint8Array([1]);
    platform.content.put(providerId, { files: [{ filename: 'a.jpg', contentType: 'image/jpeg', content }] });
    await receive('Voici', { providerId });
    const [{ media, id }] = await thread();
    expect(media).toMatchObject([{ filename: 'a.jpg', contentType: 'image/jpeg' }]);
    const found = await ask('GET', media[0].url);
    expect(found.body).toEqual({ url: expect.stringContaining('files.example') });
    expect(found.headers['cache-control']).toBe('no-store');
    for (const path of [`/v1/conversations/another/files/${id}/0`, onMarie(`/files/${id}/1`)])
      expect((await ask('GET', path)).status).toBe(404);
  });

  test('stands beside what is known of the person', async () => {
    await platform.scopes(TENANT).prospects.put(prospect({ id: 'double', email: 'autre@example.com' }));
    await receive('STOP');
    await ask('PUT', onMarie('/draft'), { body: { text: 'Bonj', channel: 'email' } });
    const { body } = await ask('GET', onMarie());
    expect(conversationDetailsResponse.safeParse(body).error?.issues).toBeUndefined();
    expect(body.channels).toMatchObject([
      { channel: 'sms', state: 'closed', gates: [{ rule: 'opted-out', detail: 'STOP' }] },
      { channel: 'whatsapp', state: 'open' },
      { channel: 'email', state: 'open' },
    ]);
    expect(body.draft).toMatchObject({ text: 'Bonj', channel: 'email' });
    expect(body.duplicates).toEqual([{ prospectId: 'double', because: 'phone' }]);
    expect((await ask('GET', onMarie(), { as: 'hugo' })).body.draft).toBeUndefined();
    expect((await ask('GET', '/v1/conversations/nobody')).status).toBe(404);
  });
});

describe('An answer', () => {
  const reply = (body: object, as?: string) =>
    ask('POST', onMarie('/messages'), { body, ...(as !== undefined && { as }) });

  test('goes where the person wrote last, and its ticks show', async () => {
    await receive('Bonjour');
    const { status, body } = await reply({ text: 'Bonjour Marie' });
    expect([status, body.status]).toEqual([202, 'accepted']);
    await platform.run();
    expect(platform.taken(body.id)).toMatchObject([{ channel: 'sms', text: 'Bonjour Marie' }]);
    const [{ status: tick, agent }] = await thread();
    expect([tick, agent]).toEqual(['delivered', { id: 'camille' }]);
    const [shown] = (await ask('GET', '/v1/conversations')).body.items;
    expect(shown).toMatchObject({ preview: { direction: 'outbound', status: 'delivered' } });
    expect(shown).not.toHaveProperty('waitingSince');
    const ticks = platform.screens.shown.map(({ changed }) => changed.preview.status);
    expect(ticks.filter((each) => each !== undefined)).toEqual(['accepted', 'sent', 'delivered']);
  });

  test('leaves once under its idempotency key, and takes the draft along', async () => {
    await receive('Bonjour');
    await ask('PUT', onMarie('/draft'), { body: { text: 'Bonj' } });
    const headers = { 'idempotency-key': 'answer-1' };
    const options = { body: { text: 'Bonjour' }, headers };
    const [first, again] = [
      await ask('POST', onMarie('/messages'), options),
      await ask('POST', onMarie('/messages'), options),
    ];
    expect(again.body.id).toBe(first.body.id);
    expect(again.headers['idempotent-replayed']).toBe('true');
    await platform.run();
    expect(platform.taken()).toHaveLength(1);
    expect((await ask('GET', onMarie())).body.draft).toBeUndefined();
  });

  test('is held back when a colleague has answered since, unless it is sent all the same', async () => {
    await receive('Bonjour');
    const [{ id: seen }] = await thread();
    expect((await reply({ text: 'Oui ?', seen }, 'hugo')).status).toBe(202);
    const late = await reply({ text: 'Bonjour', seen });
    expect([late.status, late.body.code]).toEqual([409, 'answered-meanwhile']);
    await platform.run();
    expect(platform.taken()).toHaveLength(1);
    expect((await reply({ text: 'Bonjour', seen, force: true })).status).toBe(202);
  });

  test('of two colleagues who press at once, only one leaves', async () => {
    await receive('Bonjour');
    const [{ id: seen }] = await thread();
    const answers = await Promise.all(['hugo', 'camille'].map((as) => reply({ text: as, seen }, as)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409]);
  });

  test('to somebody who never wrote opens a conversation', async () => {
    expect((await reply({ text: 'Bonjour', channel: 'email' })).status).toBe(202);
    expect(await idsIn('')).toEqual([MARIE]);
    expect((await ask('POST', '/v1/conversations/nobody/messages', { body: { text: 'x' } })).status).toBe(
      404,
    );
  });

  test.each([
    [{}, 'needs text or templateId'],
    [{ text: 'x', templateId: 'WELCOME' }, 'not both'],
    [{ templateId: 'NOTHING' }, 'is not a template of the catalogue'],
    [{ templateId: 'APPOINTMENT_REMINDER_24H' }, 'firstName'],
    [{ text: 'x', seen: 'y' }, 'id of an entry'],
  ])('%j is refused with a reason', async (body, reason) => {
    const { status, text } = await reply(body);
    expect(status).toBe(400);
    expect(text).toContain(reason);
  });

  test('that failed is sent once more, on the same channel or on another', async () => {
    await receive('Bonjour');
    platform.twilio.next({ outcome: 'rejected', errorCode: '30006', reason: 'A landline.' });
    const { body } = await reply({ text: 'Bonjour', channel: 'sms' });
    await platform.run();
    await ask('POST', `/v1/messages/${body.id}/retry`, { body: {} });
    await ask('POST', `/v1/messages/${body.id}/retry`, { body: { channel: 'email' } });
    await platform.run();
    expect(platform.taken().map(({ channel, text }) => [channel, text])).toEqual([
      ['sms', 'Bonjour'],
      ['email', 'Bonjour'],
    ]);
    expect(await idsIn('view=failed')).toEqual([]);
  });
});

describe('What agents do', () => {
  test('reading clears what is unread and not who waits; « Traité » the other way round', async () => {
    await receive('Bonjour');
    const [{ id: seen }] = await thread();
    await receive('Encore moi');
    expect((await ask('POST', onMarie('/read'), { body: { upTo: seen } })).body).toMatchObject({ unread: 1 });
    const done = await ask('POST', onMarie('/done'), { body: { upTo: seen } });
    expect(done.body.waitingSince).toBeDefined();
    const read = await ask('POST', onMarie('/read'));
    expect(read.body).toMatchObject({ unread: 0, waitingSince: expect.any(String) });
    expect((await ask('POST', onMarie('/done'))).body).not.toHaveProperty('waitingSince');
    expect((await ask('POST', onMarie('/unread'))).body).toMatchObject({ unread: 1 });
  });

  test('a snooze takes the conversation away until its time, and not beyond', async () => {
    await receive('Bonjour');
    const until = toIso(platform.clock.now() + HOUR);
    await ask('POST', onMarie('/snooze'), { body: { until } });
    expect(await idsIn('view=to-answer')).toEqual([]);
    expect(await idsIn('view=snoozed')).toEqual([MARIE]);
    await platform.run(HOUR + MINUTE);
    expect(await idsIn('view=to-answer')).toEqual([MARIE]);
    const past = await ask('POST', onMarie('/snooze'), { body: { until: toIso(TUESDAY - HOUR) } });
    expect([past.status, past.body.errors]).toEqual([
      400,
      [{ path: 'until', message: 'must be in the future' }],
    ]);
  });

  test('a snooze that was changed is not ended by the first one', async () => {
    await receive('Bonjour');
    const start = platform.clock.now();
    for (const hours of [1, 3])
      await ask('POST', onMarie('/snooze'), { body: { until: toIso(start + hours * HOUR) } });
    await platform.run(2 * HOUR);
    expect(await idsIn('view=snoozed')).toEqual([MARIE]);
    expect((await ask('DELETE', onMarie('/snooze'))).body).not.toHaveProperty('snoozedUntil');
  });

  test('labels are kept once each, assignments and ends are told in the thread', async () => {
    await receive('Bonjour');
    const { body } = await ask('PUT', onMarie('/labels'), { body: { labels: [' vip ', 'vip', 'T3'] } });
    expect(body.labels).toEqual(['vip', 'T3']);
    await ask('PUT', onMarie('/assignee'), { body: { agentId: 'hugo' } });
    await ask('PUT', onMarie('/assignee'), { body: { agentId: null } });
    await ask('POST', onMarie('/done'));
    const told = (await thread()).filter(({ kind }: { kind: string }) => kind === 'event');
    expect(told.map(({ event }: { event: string }) => event).sort()).toEqual([
      'assigned',
      'done',
      'unassigned',
    ]);
  });
});

test('A stranger goes by their number until somebody says who they are', async () => {
  await receive('Bonjour', { from: '+33699999999' });
  const [{ prospectId: id, name, toQualify }] = (await ask('GET', '/v1/conversations')).body.items;
  expect([name, toQualify]).toEqual(['+33699999999', true]);
  await putProspect(platform.ports(), TENANT, { id, name: 'Léa Petit', phone: '+33699999999' });
  const [known] = (await ask('GET', '/v1/conversations')).body.items;
  expect(known.name).toBe('Léa Petit');
  expect(known).not.toHaveProperty('toQualify');
});

describe('Looking for somebody', () => {
  const find = async (q: string) =>
    (await ask('GET', '/v1/search', { query: `q=${encodeURIComponent(q)}` })).body.items;
  beforeEach(async () => {
    await putProspect(
      platform.ports(),
      TENANT,
      prospect({ id: 'zoe', name: 'Zoé Lefèvre', phone: '+33611112222', email: 'zoe@lefevre.fr' }),
    );
  });

  test.each([
    ['zoe lef', 'name'],
    ['LEFÈVRE', 'name'],
    ['06 11 11 22 22', 'address'],
    ['+33 6 11 11', 'address'],
    ['zoe@lefevre.fr', 'address'],
    ['lefevre.fr', 'address'],
  ])('%s finds her by her %s', async (query, kind) => {
    expect(await find(query)).toContainEqual(
      expect.objectContaining({
        prospectId: 'zoe',
        name: 'Zoé Lefèvre',
        match: expect.objectContaining({ kind }),
      }),
    );
  });

  test('finds what people and agents wrote, the newest first, however long ago', async () => {
    await receive('Le parking est-il compris dans le loyer ?', { from: '+33611112222' });
    await platform.run(400 * 24 * HOUR);
    await ask('POST', '/v1/conversations/zoe/messages', { body: { text: 'Oui, le parking est compris.' } });
    await platform.run(MINUTE);
    await ask('POST', '/v1/conversations/zoe/notes', { body: { text: 'Parking n° 12' } });
    const found = await find('parking');
    expect(found.map(({ match }: { match: { text: string } }) => match.text)).toEqual([
      'Parking n° 12',
      'Oui, le parking est compris.',
      'Le parking est-il compris dans le loyer ?',
    ]);
    expect(await find('parking loyer')).toHaveLength(1);
    expect(await find('cave')).toEqual([]);
  });

  test('no longer finds who has another name, or was forgotten', async () => {
    await putProspect(
      platform.ports(),
      TENANT,
      prospect({ id: 'zoe', name: 'Zoé Martin', phone: '+33611112222', email: 'zoe@lefevre.fr' }),
    );
    await receive('Un mot rare : hippocampe', { from: '+33611112222' });
    expect((await find('lefevre')).map(({ match }: { match: { kind: string } }) => match.kind)).toEqual([
      'address',
    ]);
    expect(await find('martin')).toHaveLength(1);
    await eraseProspect(platform.ports(), TENANT, 'zoe');
    for (const query of ['martin', 'hippocampe', '0611112222']) expect(await find(query)).toEqual([]);
  });

  test('lists people whose ids have dots, also when who ended a page is erased before the next', async () => {
    const ids = [1, 2, 3, 4, 5].map((number) => `crm.agence.${number}`);
    for (const id of ids) await putProspect(platform.ports(), TENANT, prospect({ id, name: 'Paul Durand' }));
    const found: string[] = [];
    let cursor: string | undefined = '';
    for (let pages = 0; cursor !== undefined && pages < 10; pages += 1) {
      const query: string = `q=durand&limit=2${cursor && `&cursor=${cursor}`}`;
      const { body }: Reply = await ask('GET', '/v1/prospects', { query });
      found.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
      if (pages === 0) await eraseProspect(platform.ports(), TENANT, found.at(-1) ?? '');
    }
    expect(cursor).toBeUndefined();
    expect(found.toSorted()).toEqual(ids);
  });

  test('goes on with a cursor, which fits no other words', async () => {
    for (const id of ['a.1', 'a.2', 'a.3'])
      await putProspect(platform.ports(), TENANT, prospect({ id, name: 'Paul Durand' }));
    const search = async (query: string) => ask('GET', '/v1/search', { query });
    const first = await search('q=durand&limit=2');
    const second = await search(`q=durand&limit=2&cursor=${first.body.nextCursor}`);
    const found = [first, second].flatMap(({ body }) => body.items as { prospectId: string }[]);
    expect(new Set(found.map(({ prospectId: id }) => id))).toEqual(new Set(['a.1', 'a.2', 'a.3']));
    expect(second.body.nextCursor).toBeUndefined();
    expect((await search(`q=paul&cursor=${first.body.nextCursor}`)).status).toBe(400);
  });

  test('lists people by words, page by page, or those of the newest conversations', async () => {
    await putProspect(
      platform.ports(),
      TENANT,
      prospect({ id: 'luc', name: 'Luc Lefèvre', phone: '+33611113333', email: 'luc@a.fr' }),
    );
    const list = async (query: string) => (await ask('GET', '/v1/prospects', { query })).body;
    const first = await list('q=lefevre&limit=1');
    expect(first.items).toMatchObject([{ id: 'luc', name: 'Luc Lefèvre', phone: '+33611113333' }]);
    const second = await list(`q=lefevre&limit=1&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ id: 'zoe' }] });
    expect(second.nextCursor).toBeUndefined();
    await receive('Bonjour', { from: '+33611113333' });
    expect((await list('')).items).toMatchObject([{ id: 'luc' }]);
  });
});

describe('Two who are one person', () => {
  const DOUBLE = 'marie_d';
  const merge = (from: string, into: string) =>
    ask('POST', `/v1/prospects/${from}/merge`, { body: { into } });
  const unmerge = (id: string) => ask('POST', `/v1/prospects/${id}/unmerge`);
  beforeEach(async () => {
    await putProspect(platform.ports(), TENANT, {
      id: DOUBLE,
      name: 'Marie D.',
      email: 'marie.d@example.com',
    });
    await receive('Par SMS');
    await receive('Par e-mail', {
      channel: 'email',
      from: 'marie.d@example.com',
      to: 'contact@agence.example',
    });
  });
  const texts = async () =>
    (await thread())
      .filter(({ kind }: { kind: string }) => kind === 'inbound')
      .map(({ text }: { text: string }) => text);

  test('have one thread and one place in the list, and what they write later joins it', async () => {
    expect((await merge(DOUBLE, MARIE)).status).toBe(204);
    expect(await idsIn('')).toEqual([MARIE]);
    expect(await texts()).toEqual(['Par e-mail', 'Par SMS']);
    await receive('Encore', { channel: 'email', from: 'marie.d@example.com', to: 'contact@agence.example' });
    expect(await texts()).toEqual(['Encore', 'Par e-mail', 'Par SMS']);
    const [shown] = (await ask('GET', '/v1/conversations')).body.items;
    expect(shown).toMatchObject({ prospectId: MARIE, unread: 3, channel: 'email' });
    expect((await ask('GET', onMarie())).body.mergedFrom).toEqual([{ prospectId: DOUBLE, name: 'Marie D.' }]);
    expect((await ask('GET', `/v1/conversations/${DOUBLE}`)).status).toBe(404);
  });

  test('are two again when that is undone, each with what was said to them since', async () => {
    await merge(DOUBLE, MARIE);
    await receive('Encore', { channel: 'email', from: 'marie.d@example.com', to: 'contact@agence.example' });
    expect((await unmerge(DOUBLE)).status).toBe(204);
    expect((await idsIn('')).toSorted()).toEqual([MARIE, DOUBLE].toSorted());
    expect(await texts()).toEqual(['Par SMS']);
    const { body } = await ask('GET', `/v1/conversations/${DOUBLE}/messages`);
    expect(body.items.map(({ text }: { text: string }) => text)).toEqual(['Encore', 'Par e-mail']);
    await receive('Et encore', {
      channel: 'email',
      from: 'marie.d@example.com',
      to: 'contact@agence.example',
    });
    expect(await texts()).toEqual(['Par SMS']);
  });

  test('are merged when one of them never wrote, and what they write later is seen', async () => {
    await putProspect(platform.ports(), TENANT, { id: 'silent', email: 'silent@example.com' });
    await merge('silent', MARIE);
    await receive('Me voilà', { channel: 'email', from: 'silent@example.com', to: 'contact@agence.example' });
    expect(await texts()).toEqual(['Me voilà', 'Par SMS']);
    await unmerge('silent');
    expect(await texts()).toEqual(['Par SMS']);
  });

  test('are refused where it makes no sense', async () => {
    expect((await merge(MARIE, MARIE)).status).toBe(400);
    expect((await merge(MARIE, 'nobody')).status).toBe(404);
    expect((await unmerge(MARIE)).status).toBe(400);
    await merge(DOUBLE, MARIE);
    expect((await merge(MARIE, DOUBLE)).status).toBe(400);
    expect((await merge(DOUBLE, MARIE)).status).toBe(204);
  });

  test('are forgotten together', async () => {
    await merge(DOUBLE, MARIE);
    await eraseProspect(platform.ports(), TENANT, MARIE);
    for (const id of [MARIE, DOUBLE]) {
      expect(await platform.scopes(TENANT).prospects.get(id)).toBeUndefined();
      expect(await platform.scopes(TENANT).threads.all(id)).toEqual([]);
    }
    expect(await idsIn('')).toEqual([]);
  });
});

test('Sync tells what changed since, and again what may have been on its way', async () => {
  const { body: start } = await ask('GET', '/v1/sync');
  expect(start).toEqual({ seq: 0, items: [] });
  await receive('Bonjour');
  await platform.run(MINUTE);
  await receive('Salut', { from: '+33699999999' });
  await platform.run(MINUTE);
  const { body } = await ask('GET', '/v1/sync', { query: 'since=0' });
  expect(syncResponse.safeParse(body).error?.issues).toBeUndefined();
  expect([body.seq, body.items.length]).toEqual([2, 2]);
  expect((await ask('GET', '/v1/sync', { query: 'since=1' })).body.items).toHaveLength(1);
  expect((await ask('GET', '/v1/sync', { query: 'since=2' })).body).toEqual({ seq: 2, items: [] });
  await ask('POST', onMarie('/unread'));
  await ask('PUT', onMarie('/labels'), { body: { labels: ['vip'] } });
  const { body: recent } = await ask('GET', '/v1/sync', { query: `since=3` });
  expect(recent.items).toMatchObject([{ prospectId: MARIE, labels: ['vip'] }]);
});

test('Saved replies are kept, replaced and removed', async () => {
  const body = { title: 'Merci', text: 'Merci de votre visite !' };
  const { status, body: kept } = await ask('POST', '/v1/saved-replies', { body });
  expect([status, kept]).toEqual([201, { id: expect.stringMatching(/^reply_/), ...body }]);
  await ask('PUT', `/v1/saved-replies/${kept.id}`, { body: { ...body, title: 'Visite' } });
  expect((await ask('GET', '/v1/saved-replies')).body.items).toMatchObject([
    { id: kept.id, title: 'Visite' },
  ]);
  expect((await ask('DELETE', `/v1/saved-replies/${kept.id}`)).status).toBe(204);
  expect((await ask('DELETE', `/v1/saved-replies/${kept.id}`)).status).toBe(404);
  expect((await ask('PUT', `/v1/saved-replies/${kept.id}`, { body })).status).toBe(404);
});
