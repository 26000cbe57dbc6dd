import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/prospects-api/handler.ts';
import { apiOptions, type Call, call, KEYS, openPlatform } from './http.ts';

let handler: ReturnType<typeof createHandler>;
beforeEach(async () => {
  const platform = await openPlatform();
  handler = createHandler(platform.ports(), apiOptions(platform));
});

const on = (method: string, id: string, options: Call = {}, rest = '') =>
  call(handler, method, `/v1/prospects/${encodeURIComponent(id)}${rest}`, {
    pathParameters: { prospectId: id, ...(rest !== '' && { purpose: rest.split('/').pop() ?? '' }) },
    ...options,
  });

const MARIE = {
  name: 'Marie Dupont',
  phone: '06 12 34 56 78',
  preferences: { preferredChannels: ['sms'], quietHoursStart: '21:30', allowSMSDuringQuietHours: false },
};
const CONSENT = { granted: true, text: 'J’accepte', source: 'form', at: '2026-11-01T10:00:00+01:00' };

test('A prospect is kept, read and replaced under any id that is allowed', async () => {
  for (const id of ['prospect_456', 'crm:12@agence.example', '+33612345678']) {
    const put = await on('PUT', id, { body: MARIE });
    expect(put.status).toBe(200);
    expect(put.body).toEqual({ ...MARIE, id, phone: '+33612345678' });
    expect((await on('GET', id)).body).toEqual(put.body);
    const replaced = await on('PUT', id, { body: { id, email: 'marie@example.com' } });
    expect(replaced.body).toEqual({ id, email: 'marie@example.com' });
  }
});

describe('The newest consent stands', () => {
  const refusal = {
    granted: false,
    text: 'Lien de désabonnement',
    source: 'link',
    at: '2026-11-20T10:00:00+01:00',
  };
  const ofJune = { ...CONSENT, at: '2026-06-01T10:00:00+02:00' };
  const granted = async () => (await on('GET', 'p1')).body.consents.marketing.granted;
  beforeEach(async () => {
    await on('PUT', 'p1', { body: MARIE });
    await on('PUT', 'p1', { body: refusal }, '/consents/marketing');
  });

  test('when a nightly copy of the person repeats the consent of June', async () => {
    const answer = await on('PUT', 'p1', { body: { ...MARIE, consents: { marketing: ofJune } } });
    expect([answer.status, answer.body.consents.marketing.granted]).toEqual([200, false]);
    expect(await granted()).toBe(false);
  });

  test('when a consent of 2020 is recorded late', async () => {
    const late = { ...CONSENT, at: '2020-01-01T10:00:00+01:00' };
    const answer = await on('PUT', 'p1', { body: late }, '/consents/marketing');
    expect([answer.status, answer.body.consents.marketing.granted]).toEqual([200, false]);
  });

  test('when the person agrees again', async () => {
    const again = { ...CONSENT, at: '2026-11-23T10:00:00+01:00' };
    expect((await on('PUT', 'p1', { body: again }, '/consents/marketing')).status).toBe(200);
    expect(await granted()).toBe(true);
  });

  test.each([
    ['PUT', '/consents/marketing', { ...CONSENT, at: '2098-01-01T00:00:00Z' }, 'at'],
    [
      'PUT',
      '',
      { ...MARIE, consents: { marketing: { ...CONSENT, at: '2098-01-01T00:00:00Z' } } },
      'consents.marketing.at',
    ],
  ])('and one of the future is refused: %s %s', async (method, rest, body, path) => {
    const answer = await on(method, 'p1', { body }, rest);
    expect([answer.status, answer.body.code, answer.body.errors[0].path]).toEqual([
      400,
      'invalid-request',
      path,
    ]);
    expect(await granted()).toBe(false);
  });
});

test('A consent is recorded with its proof and survives a replacement', async () => {
  await on('PUT', 'p1', { body: MARIE });
  const agreed = await on('PUT', 'p1', { body: CONSENT }, '/consents/marketing');
  const consents = { marketing: { ...CONSENT, at: '2026-11-01T09:00:00.000Z' } };
  expect([agreed.status, agreed.body.consents]).toEqual([200, consents]);
  expect((await on('PUT', 'p1', { body: MARIE })).body.consents).toEqual(consents);
});

test.each([
  ['an unknown prospect', 'GET', 'nobody', {}, '', 404],
  ['another tenant’s prospect', 'GET', 'p1', { key: KEYS.other }, '', 404],
  ['a consent of nobody', 'PUT', 'nobody', { body: CONSENT }, '/consents/marketing', 404],
  ['a consent to something else', 'PUT', 'p1', { body: CONSENT }, '/consents/cookies', 404],
  ['a consent without proof', 'PUT', 'p1', { body: { granted: true } }, '/consents/marketing', 400],
  ['another id in the body', 'PUT', 'p1', { body: { id: 'p2' } }, '', 400],
  ['an id with a slash', 'PUT', 'a/b', { body: MARIE }, '', 400],
  ['an unknown field', 'PUT', 'p1', { body: { ...MARIE, age: 40 } }, '', 400],
  ['an unknown zone', 'PUT', 'p1', { body: { timeZone: 'Paris' } }, '', 400],
  ['writing with a key that may only read', 'PUT', 'p1', { body: MARIE, key: KEYS.reader }, '', 403],
  ['no key', 'GET', 'p1', { key: null }, '', 401],
  ['no JSON', 'PUT', 'p1', { body: 'Marie' }, '', 400],
] as const)('%s is answered with a problem', async (_, method, id, options, rest, status) => {
  await on('PUT', 'p1', { body: MARIE });
  const reply = await on(method, id, options, rest);
  expect([reply.status, reply.headers['content-type']]).toEqual([status, 'application/problem+json']);
});

test.each(['.', '..', 'erased'])(
  'Nobody is called %s: no path names them, or what was forgotten is theirs',
  async (id) => {
    const answer = await on('PUT', id, { body: MARIE });
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-request']);
  },
);
