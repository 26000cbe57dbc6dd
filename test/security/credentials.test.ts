import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AGENT_ROLES, scopesOfRole } from '../../shared/domain/agent.ts';
import { SCOPES } from '../../shared/domain/api-key.ts';
import { MINUTE } from '../../shared/domain/instant.ts';
import type { Reply } from '../lambdas/http.ts';
import { ApiUnderTest, OURS, THEIRS, tokenOf } from './support/api.ts';
import { OPERATIONS } from './support/documented.ts';

const REVOKED = 'ck_test_revoked';
const FORMER = 'ck_test_former';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.open();
  const key = { tenantId: OURS.tenant, name: 'former', scopes: SCOPES };
  await api.directory.putApiKey(REVOKED, { ...key, id: 'key_revoked' });
  await api.directory.putApiKey(FORMER, { ...key, id: 'key_former' });
  await api.directory.revokeApiKey(OURS.tenant, 'key_revoked');
  for (const scope of SCOPES)
    await api.directory.putApiKey(`ck_test_${scope}`, { ...key, id: scope, scopes: [scope] });
});
afterAll(() => api.close());

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Everything that is not `Bearer` and a key that somebody was given. */
const CREDENTIALS: readonly (readonly [string, string | undefined])[] = [
  ['none', undefined],
  ['an empty one', ''],
  ['the scheme alone', 'Bearer'],
  ['the scheme and a space', 'Bearer '],
  ['a key of nobody', 'Bearer ck_test_nobody'],
  ['a revoked key', `Bearer ${REVOKED}`],
  ['the key without its scheme', OURS.key],
  ['the key under another scheme', `Basic ${OURS.key}`],
  ['the key as a password', `Basic ${Buffer.from(`key:${OURS.key}`).toString('base64')}`],
  ['the key cut short', `Bearer ${OURS.key.slice(0, -1)}`],
  ['the key with something behind it', `Bearer ${OURS.key}x`],
  ['the key in capitals', `Bearer ${OURS.key.toUpperCase()}`],
  ['the key in quotes', `Bearer "${OURS.key}"`],
  ['the key and another word', `Bearer ${OURS.key} x`],
  ['two keys', `Bearer ${OURS.key}, Bearer ${THEIRS.key}`],
  ['the hash under which the key is stored', `Bearer ${hash(OURS.key)}`],
  ['the place in the table at which the key is stored', `Bearer KEY#${hash(OURS.key)}`],
  ['the id of the key', 'Bearer key_1'],
  ['the name of the tenant', `Bearer ${OURS.tenant}`],
  ['a letter that looks like another', `Bearer ${OURS.key.replace('o', 'о')}`],
  ['a null byte behind the key', `Bearer ${OURS.key}\u0000`],
  ['half a character', 'Bearer \ud800'],
  ['a name that every object has', 'Bearer __proto__'],
  ['what has the form of a token', 'Bearer a.b.c'],
  ['something endless', `Bearer ${'k'.repeat(10_000)}`],
];

/** How a client without a credential is told so. */
const REFUSED = {
  status: 401,
  type: 'application/problem+json',
  scheme: 'Bearer',
  code: 'unauthenticated',
  leaks: [],
};

function seenBy({ status, headers, body, text }: Reply) {
  const leaks = [OURS.key, THEIRS.key, hash(OURS.key)].filter((secret) => text.includes(secret));
  return {
    status,
    type: headers['content-type'],
    scheme: headers['www-authenticate'],
    code: body?.code,
    leaks,
  };
}

describe.each(OPERATIONS)('$route', ({ method, path, scope }) => {
  const address = path.replaceAll(/\{\w+\}/g, 'x');
  const send = (authorization: string | undefined): Promise<Reply> =>
    api.send(method, address, {
      key: null,
      body: { nothing: 'that fits' },
      headers: authorization === undefined ? {} : { authorization },
    });

  test('is closed to whoever has no key, whatever is sent instead', async () => {
    const answers: Record<string, unknown> = {};
    for (const [name, credential] of CREDENTIALS) answers[name] = seenBy(await send(credential));
    expect(answers).toEqual(Object.fromEntries(CREDENTIALS.map(([name]) => [name, REFUSED])));
  });

  test('is closed to a key that may do everything else', async () => {
    for (const other of SCOPES.filter((name) => name !== scope)) {
      const { status, body } = await send(`Bearer ck_test_${other}`);
      expect([status, body.code]).toEqual([403, 'missing-scope']);
    }
    const { status } = await send(`Bearer ck_test_${scope}`);
    expect([401, 403]).not.toContain(status);
  });

  test.each(AGENT_ROLES)('is open to the role %s exactly when it has the scope', async (role) => {
    const { status, body } = await send(`Bearer ${tokenOf(OURS.tenant, role)}`);
    const isClosed = status === 401 || (status === 403 && body.code === 'missing-scope');
    expect(isClosed).toBe(!scopesOfRole(role).includes(scope));
  });

  test('asks for the key before it looks at the body', async () => {
    const reply = await api.send(method, address, { key: null, body: '{"broken":', headers: {} });
    expect(seenBy(reply)).toEqual(REFUSED);
  });
});

test('Nothing of all that reached the table or a queue', async () => {
  const items = (await api.itemsOf(OURS.tenant)).filter(({ sk }) => !/^AGENT#|^AUDIENCE$|^PROFILE$/.test(sk));
  // A key that may opens an audience, whatever is sent, and has an unknown person erased: that is remembered. The settings, and the keys that are left: one that may do all, a former one, one a scope.
  const kinds = items.map(({ sk }) => sk.split('#')[0]);
  expect(kinds).toEqual([...Array<string>(2 + SCOPES.length).fill('KEY'), 'SETTINGS']);
  expect(await api.accepted()).toBe(0);
});

test('A key that is revoked is refused within a minute', async () => {
  const ask = () => api.send('GET', '/v1/prospects/x', { key: FORMER });
  expect((await ask()).status).toBe(404);
  await api.directory.revokeApiKey(OURS.tenant, 'key_former');
  api.clock.moveTo(api.clock.now() + MINUTE);
  expect(seenBy(await ask())).toEqual(REFUSED);
});

test.each([
  '/webhooks/twilio/status',
  '/webhooks/twilio/inbound',
  '/webhooks/resend',
  `/webhooks/signature/${OURS.tenant}`,
])('%s opens to no API key: providers sign', async (path) => {
  const { status, body } = await api.send('POST', path, { key: OURS.key, body: 'MessageSid=SM1' });
  expect([status, body.code]).toEqual([403, 'invalid-signature']);
  expect(api.reports.sent).toEqual([]);
});
