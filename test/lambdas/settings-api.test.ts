import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/settings-api/handler.ts';
import {
  apiKeysResponse,
  newApiKeyResponse,
  replayResponse,
  settingsResponse,
} from '../../shared/contracts/http/settings-view.ts';
import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { approving, tenant, TUESDAY } from '../support/routing-request.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { apiOptions, type Call, call, KEYS, openPlatform } from './http.ts';

let platform: Platform;
let handler: ReturnType<typeof createHandler>;
let made = 0;

beforeEach(async () => {
  platform = await openPlatform();
  made = 0;
  const newApiKey = () => ({ id: `key_${(made += 1)}`, text: `ck_test_made_${made}` });
  handler = createHandler({ ...platform.ports(), newApiKey }, apiOptions(platform));
});

const get = (path: string, options: Call = {}) => call(handler, 'GET', `/v1/${path}`, options);
const put = (part: string, body: object, options: Call = {}) =>
  call(handler, 'PUT', `/v1/settings/${part}`, { body, ...options });
const post = (path: string, body: object, options: Call = {}) =>
  call(handler, 'POST', `/v1/${path}`, { body, ...options });

const POLICY = {
  quietHours: { start: '21:30', end: '07:00' },
  marketingEveningLimit: '22:00',
  softOptIn: true,
  frequencyCaps: { marketing: { max: 2, days: 7 } },
  monthlyBudget: { micros: 90_000_000, currency: 'EUR' },
  prospectRetentionMonths: 24,
};

describe('GET /v1/settings', () => {
  test('shows what is in force, in the words in which it is changed', async () => {
    const { status, body } = await get('settings');
    expect(status).toBe(200);
    settingsResponse.parse(body);
    expect(body).toMatchObject({
      id: TENANT,
      name: 'Agence du Parc',
      senders: { sms: { address: '38123', twoWay: true } },
      policy: {
        quietHours: { start: '22:00', end: '08:00' },
        marketingEveningLimit: '20:00',
        softOptIn: false,
        frequencyCaps: {},
        monthlyBudget: null,
        prospectRetentionMonths: 36,
      },
      points: { version: '2026-11', isOwn: false, cost: 20 },
      brand: {},
    });
    expect(JSON.stringify(body)).not.toContain('whatsappTemplates');
  });
});

describe('PUT /v1/settings/…', () => {
  test('changes the rules, which routing sees', async () => {
    const { status, body } = await put('policy', POLICY);
    expect(status).toBe(200);
    expect(body.policy).toEqual(POLICY);
    expect((await platform.tenants.get(TENANT)).policy).toEqual({
      quietHours: { start: 21 * 60 + 30, end: 7 * 60 },
      marketingEveningLimit: 22 * 60,
      softOptIn: true,
      frequencyCaps: { marketing: { max: 2, days: 7 } },
      monthlyBudget: 90_000_000,
      prospectRetentionMonths: 24,
    });
  });

  test('keeps how long people are kept when nothing is said of it, and says never with null', async () => {
    const months = async () => (await get('settings')).body.policy.prospectRetentionMonths;
    for (const given of [24, null] as const) {
      await put('policy', { ...POLICY, prospectRetentionMonths: given });
      const { prospectRetentionMonths: _unsaid, ...unaware } = POLICY;
      expect((await put('policy', unaware)).status).toBe(200);
      expect(await months()).toBe(given);
    }
  });

  test('changes the look, and the points, each by itself', async () => {
    const brand = { colour: '#b3231a', phone: '+33478123456', logo: { url: 'https://agence.example/l.png' } };
    expect((await put('brand', brand)).body.brand).toEqual(brand);
    const { body } = await put('points', { points: { urgency: { urgent: { email: 10 } } } });
    expect(body).toMatchObject({
      brand,
      points: { isOwn: true, urgency: { urgent: { email: 10, sms: 25 } } },
    });
    expect((await put('brand', {})).body).toMatchObject({ brand: {}, points: { isOwn: true } });
    expect((await put('points', { points: null })).body.points).toMatchObject({
      isOwn: false,
      version: '2026-11',
    });
  });

  test('loses nobody’s change: who saw an older revision is told', async () => {
    const { revision } = (await get('settings')).body;
    expect((await put('policy', { ...POLICY, basedOn: revision })).status).toBe(200);
    const late = await put('brand', { colour: '#112233', basedOn: revision });
    expect(late).toMatchObject({ status: 409, body: { code: 'version-conflict' } });
    const now = (await get('settings')).body;
    expect(now).toMatchObject({ policy: POLICY, brand: {} });
    expect((await put('points', { points: null, basedOn: now.revision })).status).toBe(200);
  });

  test('leaves alone what was learned, and what operators change', async () => {
    await put('points', { points: { cost: 40 } });
    const whatsappTemplates = approving('WELCOME', ['firstName']);
    await platform.tenants.put(tenant({ id: TENANT, name: 'Renamed', whatsappTemplates }));
    expect((await get('settings')).body).toMatchObject({ name: 'Renamed', points: { cost: 40 } });
    expect((await platform.tenants.get(TENANT)).whatsappTemplates).toEqual(whatsappTemplates);
  });

  test.each([
    ['policy', { ...POLICY, marketingEveningLimit: '22:01' }, 'marketingEveningLimit'],
    ['policy', { ...POLICY, quietHours: { start: '25:00', end: '07:00' } }, 'quietHours.start'],
    ['policy', { ...POLICY, monthlyBudget: { micros: -1, currency: 'EUR' } }, 'monthlyBudget.micros'],
    ['policy', { ...POLICY, frequencyCaps: { spam: { max: 1, days: 1 } } }, 'frequencyCaps.spam'],
    ['policy', { ...POLICY, softOptIn: undefined }, 'softOptIn'],
    ['policy', { ...POLICY, prospectRetentionMonths: 0 }, 'prospectRetentionMonths'],
    ['policy', { ...POLICY, prospectRetentionMonths: 121 }, 'prospectRetentionMonths'],
    ['policy', { ...POLICY, prospectRetentionMonths: 1.5 }, 'prospectRetentionMonths'],
    ['policy', { ...POLICY, prospectRetentionMonths: 'never' }, 'prospectRetentionMonths'],
    ['brand', { colour: 'red' }, 'colour'],
    ['brand', { logo: { url: 'http://agence.example/l.png' } }, 'logo.url'],
    ['points', { points: { urgency: { urgent: { email: 101 } } } }, 'points.urgency.urgent.email'],
    ['points', { points: { preference: [1, 2] } }, 'points.preference'],
    ['points', { points: { version: 'mine' } }, 'points.version'],
    ['points', {}, 'points'],
  ])('refuses %s %j, and names it', async (part, body, path) => {
    const reply = await put(part, body);
    expect(reply.status).toBe(400);
    expect(reply.body.errors[0].path).toContain(path);
  });

  test('needs the scope, and changes its own tenant', async () => {
    expect((await put('points', { points: null }, { key: KEYS.reader })).status).toBe(403);
    expect((await get('settings', { key: KEYS.reader })).status).toBe(403);
    await put('points', { points: { cost: 40 } });
    expect((await get('settings', { key: KEYS.other })).body.points.isOwn).toBe(false);
  });
});

describe('API keys', () => {
  test('are shown once, work at once, are listed without themselves, and are taken back', async () => {
    const created = await post('api-keys', {
      name: 'our website',
      scopes: ['settings:read', 'settings:read'],
    });
    expect(created).toMatchObject({ status: 201, headers: { 'cache-control': 'no-store' } });
    newApiKeyResponse.parse(created.body);
    const { key, ...shown } = created.body;
    expect(shown).toMatchObject({ name: 'our website', scopes: ['settings:read'] });
    expect((await get('settings', { key })).status).toBe(200);
    expect((await get('api-keys', { key })).status).toBe(403);
    const { body, text } = await get('api-keys');
    apiKeysResponse.parse(body);
    expect(body.items).toContainEqual(shown);
    expect(text).not.toContain(key);
    const revoked = { pathParameters: { keyId: shown.id } };
    expect((await call(handler, 'DELETE', `/v1/api-keys/${shown.id}`, revoked)).status).toBe(204);
    expect((await get('settings', { key })).status).toBe(401);
    expect((await call(handler, 'DELETE', `/v1/api-keys/${shown.id}`, revoked)).status).toBe(404);
  });

  test('may not do more than who makes them', async () => {
    const { body } = await post('api-keys', { name: 'admin', scopes: ['settings:write', 'settings:read'] });
    const own = { key: body.key as string };
    expect((await post('api-keys', { name: 'x', scopes: ['settings:read'] }, own)).status).toBe(201);
    const more = await post('api-keys', { name: 'x', scopes: ['settings:read', 'messages:write'] }, own);
    expect(more).toMatchObject({ status: 403, body: { code: 'missing-scope' } });
    expect(made).toBe(2);
  });

  test('are a tenant’s own, and listed page by page', async () => {
    for (const name of ['a', 'b', 'c']) await post('api-keys', { name, scopes: ['settings:read'] });
    const first = (await get('api-keys', { query: 'limit=2' })).body;
    const rest = (await get('api-keys', { query: `cursor=${first.nextCursor}` })).body;
    const ids = [...first.items, ...rest.items].map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['all', 'key_1', 'key_2', 'key_3', 'reader']);
    const gone = { key: KEYS.other, pathParameters: { keyId: 'key_1' } };
    expect((await call(handler, 'DELETE', '/v1/api-keys/key_1', gone)).status).toBe(404);
  });

  test.each([
    [{ name: '', scopes: ['messages:read'] }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['everything'] }, 'scopes'],
    [{ name: 'x' }, 'scopes'],
  ])('are refused as %j', async (body, path) => {
    const reply = await post('api-keys', body);
    expect(reply.status).toBe(400);
    expect(reply.body.errors[0].path).toContain(path);
  });
});

describe('POST /v1/settings/points/replay', () => {
  /** Forty reminders that are preferred by e-mail, and ten by SMS whatever the points. */
  async function send(): Promise<void> {
    for (let number = 0; number < 40; number += 1) {
      await platform.post({ preferences: { preferredChannels: ['email'] } });
      await platform.run(2 * MINUTE);
    }
    for (let number = 0; number < 10; number += 1) await platform.post({ channel: 'sms' });
    await platform.run(HOUR);
  }

  test('tells how a sample of what was decided would be decided under other points, and sends nothing', async () => {
    await send();
    const sent = platform.taken().length;
    const dearer = { points: { preference: [-90, 0, 0], messageType: { appointment: { sms: 90 } } } };
    const { status, body } = await post('settings/points/replay', dearer);
    expect(status).toBe(200);
    replayResponse.parse(body);
    expect(body).toMatchObject({ outOf: 50, leftOut: 0, from: '2026-10-26', to: '2026-11-24' });
    const { decisions, changed, byChannel, cost, examples } = body;
    expect(decisions).toBeGreaterThanOrEqual(3);
    expect(byChannel.before.email).toBe(changed);
    expect(byChannel.after).toEqual({ sms: decisions });
    expect(cost.after.micros).toBe(50_000 * decisions);
    expect(cost.before.micros).toBe(50_000 * (decisions - changed) + 600 * changed);
    expect(examples).toHaveLength(Math.min(20, changed));
    expect(examples[0]).toMatchObject({ before: 'email', after: 'sms' });
    expect(examples[0].reason).toMatch(/^Ce serait SMS : /);
    expect(platform.taken()).toHaveLength(sent);
  });

  test('changes nothing under the points in force, and says when nothing was decided', async () => {
    await send();
    expect((await post('settings/points/replay', { points: null })).body).toMatchObject({
      changed: 0,
      examples: [],
    });
    const before = { points: null, from: '2026-10-01', to: '2026-10-31' };
    expect((await post('settings/points/replay', before)).body).toMatchObject({
      decisions: 0,
      outOf: 0,
      byChannel: { before: {}, after: {} },
    });
  });

  test('leaves out what was decided under points that nobody knows any more', async () => {
    await put('points', { points: { cost: 10 } });
    await platform.post({ channel: 'sms' });
    await platform.run(HOUR);
    expect((await post('settings/points/replay', { points: null })).body).toMatchObject({ decisions: 1 });
    await put('points', { points: { cost: 11 } });
    expect((await post('settings/points/replay', { points: null })).body).toMatchObject({
      decisions: 0,
      leftOut: 1,
      outOf: 1,
    });
  });

  test('refuses points and periods that do not fit', async () => {
    expect((await post('settings/points/replay', { points: { cost: 1_000 } })).status).toBe(400);
    const wrong = { points: null, from: new Date(TUESDAY).toISOString(), to: '2026-11-01' };
    expect((await post('settings/points/replay', wrong)).body.errors[0].path).toBe('from');
  });
});
