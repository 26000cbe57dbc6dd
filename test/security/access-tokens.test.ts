import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { OidcAgentTokens } from '../../shared/adapters/oidc/agent-tokens.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { MemoryClock } from '../support/memory/clock.ts';
import { CLIENT_ID, TestIssuer, type TokenParts } from '../support/issuer.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { ApiUnderTest, OURS, THEIRS } from './support/api.ts';

let issuer: TestIssuer;
let stranger: TestIssuer;
let api: ApiUnderTest;
const clock = new MemoryClock(TUESDAY);
beforeAll(async () => {
  // The library reads the time of the process, as in Lambda.
  vi.useFakeTimers({ toFake: ['Date'], now: TUESDAY });
  [issuer, stranger] = await Promise.all([TestIssuer.open(), TestIssuer.open()]);
  api = await ApiUnderTest.open(tokensOf(issuer));
});
afterEach(() => {
  issuer.outage = undefined;
  vi.setSystemTime(TUESDAY);
});
afterAll(async () => {
  vi.useRealTimers();
  await Promise.all([issuer.close(), stranger.close(), api.close()]);
});

function tokensOf({ url, keysUrl }: TestIssuer): OidcAgentTokens {
  return new OidcAgentTokens({ issuer: url, clientId: CLIENT_ID, keysUrl }, clock);
}

const ask = (token: string, path = '/v1/agents', method = 'GET') =>
  api.send(method, path, { key: token, ...(method === 'PUT' && { body: {} }) });

async function answerTo(parts: TokenParts): Promise<[status: number, code: string]> {
  const { status, body } = await ask(issuer.token(TUESDAY, parts));
  return [status, body.code];
}

const seconds = (at: number): number => Math.floor(at / SECOND);
const claims = (given: Record<string, unknown>): TokenParts => ({ claims: given });

test('An agent’s access token opens what the role allows, for the tenant of the group', async () => {
  const { status, body } = await ask(issuer.token(TUESDAY), '/v1/me');
  expect(status).toBe(200);
  expect(body).toMatchObject({ agent: { id: 'camille', role: 'agent' }, tenant: { id: OURS.tenant } });
  const theirs = issuer.token(TUESDAY, claims({ 'cognito:groups': [`${THEIRS.tenant}/admin`] }));
  expect((await ask(theirs, '/v1/me')).body).toMatchObject({
    agent: { role: 'admin' },
    tenant: { id: THEIRS.tenant },
  });
});

test('Groups of other applications say nothing', async () => {
  const groups = ['eu-west-1_abc_Google', 'printers/owner', `${OURS.tenant}/agent`, 7, null];
  const { status, body } = await ask(issuer.token(TUESDAY, claims({ 'cognito:groups': groups })), '/v1/me');
  expect([status, body.tenant.id]).toEqual([200, OURS.tenant]);
});

describe('A token is refused as unknown (401)', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  test.each<[string, TokenParts]>([
    ['that has expired', claims({ exp: seconds(TUESDAY) - 1 })],
    ['that is not valid yet', claims({ nbf: seconds(TUESDAY + MINUTE) })],
    ['that never ends', claims({ exp: undefined })],
    ['whose end is no number', claims({ exp: 'never' })],
    ['of another issuer', claims({ iss: 'https://cognito-idp.eu-west-1.amazonaws.com/other' })],
    ['of an issuer whose name starts like ours', claims({ iss: 'http://127.0.0.1' })],
    ['without an issuer', claims({ iss: undefined })],
    ['made for another application', claims({ client_id: 'another' })],
    ['made for none', claims({ client_id: undefined })],
    ['that is an ID token', claims({ token_use: 'id', aud: CLIENT_ID })],
    ['that does not say what it is for', claims({ token_use: undefined })],
    ['of nobody', claims({ sub: undefined })],
    ['of somebody without a name', claims({ sub: '' })],
    ['of somebody whose name leads elsewhere in the table', claims({ sub: 'x#M#1 y' })],
    ['that is not signed', { header: { alg: 'none' } }],
    ['that is signed with the public key as a secret', { header: { alg: 'HS256' } }],
    ['signed in another way than the key is for', { header: { alg: 'RS512' } }],
    ['signed by a key that nobody published', { header: { kid: 'key-of-nobody' } }],
    ['that names no key', { header: { kid: undefined } }],
    ['that brings its own key', { header: { kid: 'key-1', jwk: { kty: 'RSA' } }, key: other }],
    ['whose signature is another’s', { key: other }],
  ])('%s', async (_, parts) => {
    expect(await answerTo(parts)).toEqual([401, 'unauthenticated']);
  });

  test('of another issuer, by its own keys', async () => {
    const { status, body, headers } = await ask(stranger.token(TUESDAY));
    expect([status, body.code, headers['www-authenticate']]).toEqual([401, 'unauthenticated', 'Bearer']);
    expect(stranger.asked).toBe(0);
  });

  test('of which something was changed', async () => {
    const [head = '', , signature = ''] = issuer.token(TUESDAY).split('.');
    const [, admin = ''] = issuer
      .token(TUESDAY, claims({ 'cognito:groups': ['tenant_ours/admin'] }))
      .split('.');
    for (const text of [
      `${head}.${admin}.${signature}`,
      `${head}.${admin}.`,
      '..',
      'a.b.c',
      `${head}.e30.x`,
    ]) {
      const { status, text: said } = await ask(text);
      expect([text, status]).toEqual([text, 401]);
      expect(said).not.toContain(admin);
    }
  });

  test('once its time is over', async () => {
    const token = issuer.token(TUESDAY);
    expect((await ask(token)).status).toBe(200);
    vi.setSystemTime(TUESDAY + HOUR);
    expect((await ask(token)).status).toBe(401);
  });

  test('where the stage has no issuer', async () => {
    const keysOnly = await ApiUnderTest.open({ verify: async () => undefined });
    expect((await keysOnly.send('GET', '/v1/agents', { key: issuer.token(TUESDAY) })).status).toBe(401);
    await keysOnly.close();
  });
});

describe('A person is refused (403)', () => {
  test.each<[string, unknown]>([
    ['in no group', undefined],
    ['in an empty list of groups', []],
    ['in groups of other applications alone', ['admins', 'tenant_ours', 'tenant_ours/owner', '/agent']],
    ['in a group that only looks like ours', [`x ${OURS.tenant}/agent`, `${OURS.tenant}/agent\n`]],
    ['whose groups are no list', 'tenant_ours/admin'],
    ['in groups of two tenants', [`${OURS.tenant}/agent`, `${THEIRS.tenant}/agent`]],
    ['in two groups of one tenant', [`${OURS.tenant}/agent`, `${OURS.tenant}/admin`]],
  ])('%s', async (_, groups) => {
    expect(await answerTo(claims({ 'cognito:groups': groups }))).toEqual([403, 'no-agency']);
  });

  test('who may not do what only admins may', async () => {
    const asAgent = await ask(issuer.token(TUESDAY), '/v1/templates/WELCOME', 'PUT');
    expect([asAgent.status, asAgent.body.code]).toEqual([403, 'missing-scope']);
    const admin = issuer.token(TUESDAY, claims({ 'cognito:groups': [`${OURS.tenant}/admin`] }));
    expect((await ask(admin, '/v1/templates/WELCOME', 'PUT')).status).toBe(400);
  });
});

describe('The issuer’s keys', () => {
  const verifier = async () => {
    const own = await TestIssuer.open();
    const tokens = tokensOf(own);
    return { own, tokens, verify: (parts?: TokenParts) => tokens.verify(own.token(TUESDAY, parts)) };
  };

  test('are asked for once, also by many at a time', async () => {
    const { own, verify } = await verifier();
    await Promise.all(Array.from({ length: 20 }, () => verify()));
    expect(await verify()).toMatchObject({ subject: 'camille' });
    expect(own.asked).toBe(1);
    await own.close();
  });

  test('are asked for again when one is new, but not as often as somebody invents names', async () => {
    const { own, verify } = await verifier();
    await verify();
    const key = own.addKey('key-2');
    clock.moveTo(clock.now() + 10 * SECOND);
    expect(await verify({ header: { kid: 'key-2' }, key })).toMatchObject({ subject: 'camille' });
    for (let count = 0; count < 30; count += 1)
      expect(await verify({ header: { kid: `invented-${count}` } })).toBeUndefined();
    expect(own.asked).toBe(2);
    await own.close();
  });

  test.each([500, 404, 'silence', 'nonsense'] as const)(
    'that cannot be read (%s) say nothing of the token, and are asked for again',
    async (outage) => {
      const { own, verify } = await verifier();
      own.outage = outage;
      await expect(verify()).rejects.toThrow(/issuer|timeout/i);
      own.outage = undefined;
      expect(await verify()).toMatchObject({ subject: 'camille' });
      await own.close();
    },
  );

  test('that cannot be read are our fault, not the caller’s: 500', async () => {
    const { own, tokens } = await verifier();
    own.outage = 500;
    const down = await ApiUnderTest.open(tokens);
    const { status, body, text } = await down.send('GET', '/v1/agents', { key: own.token(TUESDAY) });
    expect([status, body.code]).toEqual([500, 'internal']);
    expect(text).not.toContain(own.url);
    await Promise.all([down.close(), own.close()]);
  });

  test('that are known go on opening while the issuer is away', async () => {
    const { own, verify } = await verifier();
    await verify();
    own.outage = 500;
    expect(await verify()).toMatchObject({ subject: 'camille' });
    await own.close();
  });
});
