import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessKeyFor, LOCAL_SECRET } from '../../local/aws/caller.ts';
import { seed } from '../../local/demo-data.ts';
import { startLocalStack, type LocalStack } from '../../local/stack.ts';
import { AppSyncEvents } from '../../shared/adapters/signed-aws/appsync-events.ts';
import { openLiveSocket } from '../support/live-socket.ts';
import { accessToken } from '../support/local-stack.ts';
import { temporaryFolder } from './fixture/temporary-folder.ts';

let stack: LocalStack;
const dataDir = temporaryFolder('agents');
const webFolder = temporaryFolder('web');
const start = (): Promise<LocalStack> => startLocalStack({ port: 0, dataDir, webFolder, seed });
beforeAll(async () => {
  stack = await start();
}, 60_000);
afterAll(() => stack.close());

const get = (path: string, init: RequestInit = {}) =>
  fetch(stack.url + path, { redirect: 'manual', ...init });
const json = async (answer: Promise<Response>) => (await (await answer).json()) as Record<string, unknown>;
const me = (token: unknown) => get('/v1/me', { headers: { authorization: `Bearer ${String(token)}` } });
const claimsIn = (token: unknown) =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;

describe('Signing in on one machine', () => {
  const verifier = randomBytes(32).toString('base64url');
  let settings: Record<string, string>;
  let discovered: Record<string, string>;
  beforeAll(async () => {
    settings = (await json(get('/app-config.json'))) as Record<string, string>;
    const answer = await fetch(`${settings['authority']}/.well-known/openid-configuration`);
    discovered = (await answer.json()) as Record<string, string>;
  });

  const asked = (changes: Record<string, string> = {}) =>
    `${discovered['authorization_endpoint']}?${new URLSearchParams({
      client_id: settings['clientId'] ?? '',
      redirect_uri: settings['redirectUri'] ?? '',
      response_type: 'code',
      scope: settings['scope'] ?? '',
      state: 'state-1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    }).toString()}`;

  /** What the application is led back with after a click on somebody. */
  async function click(name: string): Promise<string> {
    const page = await (await fetch(asked())).text();
    const [, href = ''] = new RegExp(`<a href="([^"]+)">(?:(?!</a>).)*${name}`).exec(page) ?? [];
    const answer = await fetch(new URL(href.replaceAll('&amp;', '&'), asked()), { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([
      `${stack.url}/`,
      'state-1',
    ]);
    return back.searchParams.get('code') ?? '';
  }

  const ask = (form: Record<string, string>) =>
    fetch(discovered['token_endpoint'] ?? '', {
      method: 'POST',
      body: new URLSearchParams({ client_id: settings['clientId'] ?? '', ...form }),
    });
  const redeem = (code: string, changes: Record<string, string> = {}) =>
    ask({
      grant_type: 'authorization_code',
      code,
      redirect_uri: settings['redirectUri'] ?? '',
      code_verifier: verifier,
      ...changes,
    });

  it('takes one click on one of four people', async () => {
    const page = await fetch(asked());
    const text = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const name of ['Camille Martin', 'Hugo Bernard', 'Inès Moreau', 'Paul Autre'])
      expect(text).toContain(name);
    const answer = await redeem(await click('Hugo Bernard'));
    const tokens = (await answer.json()) as Record<string, unknown>;
    expect(claimsIn(tokens['access_token'])).toMatchObject({
      iss: settings['authority'],
      client_id: settings['clientId'],
      token_use: 'access',
      'cognito:groups': ['tenant_demo/agent'],
      sub: 'hugo',
    });
    expect(claimsIn(tokens['id_token'])).toMatchObject({
      aud: settings['clientId'],
      name: 'Hugo Bernard',
      email: 'hugo@agence-coccinelle.example',
    });
    expect(await json(me(tokens['access_token']))).toMatchObject({
      agent: { id: 'hugo', role: 'agent' },
      tenant: { id: 'tenant_demo' },
    });
    // An ID token opens nothing.
    expect((await me(tokens['id_token'])).status).toBe(401);
  });

  it('gives tokens for a code once, to who asked for it, with the verifier of the challenge', async () => {
    const code = await click('Camille Martin');
    expect((await redeem(code)).status).toBe(200);
    expect((await redeem(code)).status).toBe(400);
    expect((await redeem(await click('Paul'), { code_verifier: 'x'.repeat(43) })).status).toBe(400);
    const { code_verifier: _without, ...bare } = { code_verifier: '', grant_type: 'authorization_code' };
    expect((await ask({ ...bare, code: await click('Paul') })).status).toBe(400);
    expect((await redeem(await click('Paul'), { client_id: 'another' })).status).toBe(400);
    for (const grant_type of ['password', 'client_credentials'])
      expect((await ask({ grant_type, username: 'camille', password: 'x' })).status).toBe(400);
  });

  it.each([
    ['without PKCE', { code_challenge_method: 'plain' }],
    ['of an unknown application', { client_id: 'another' }],
    ['that would lead to another machine', { redirect_uri: 'https://attacker.example/' }],
    ['for a token in the address', { response_type: 'token' }],
  ])('refuses a request %s', async (_, changes) => {
    const answer = await fetch(asked({ ...changes, agent: 'camille' }), { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  });

  it('lasts, renewed silently, and also over a jump of the clock', async () => {
    const tokens = (await (await redeem(await click('Inès'))).json()) as Record<string, string>;
    await stack.advance(16 * 60_000);
    expect((await me(tokens['access_token'])).status).toBe(401);
    const answer = await ask({ grant_type: 'refresh_token', refresh_token: tokens['refresh_token'] ?? '' });
    const renewed = (await answer.json()) as Record<string, string>;
    expect((await me(renewed['access_token'])).status).toBe(200);
    expect(claimsIn(renewed['access_token'])['sub']).toBe('ines');
    expect(claimsIn(renewed['id_token'])['name']).toBe('Inès Moreau');
    expect((await ask({ grant_type: 'refresh_token', refresh_token: 'refresh.nobody.1' })).status).toBe(400);
  });

  it('ends on this machine alone', async () => {
    const leave = (back: string) =>
      get(`/_local/sign-in/logout?${new URLSearchParams({ client_id: 'x', logout_uri: back }).toString()}`);
    const home = await leave(`${stack.url}/`);
    expect([home.status, home.headers.get('location')]).toEqual([302, `${stack.url}/`]);
    expect((await leave('https://attacker.example/')).status).toBe(400);
  });

  it('needs no browser: the stack says who there is, and hands out tokens', async () => {
    const { agents } = await json(get('/_local'));
    expect(agents).toContainEqual({
      id: 'paul',
      name: 'Paul Autre',
      email: 'paul@autre-agence.example',
      role: 'admin',
      tenantId: 'tenant_other',
    });
    expect(await json(me(await accessToken(stack.url, 'paul')))).toMatchObject({
      tenant: { id: 'tenant_other' },
    });
    expect((await get('/_local/sign-in/token', { method: 'POST', body: '{"agent":"nobody"}' })).status).toBe(
      400,
    );
  });
});

describe('The application on one machine', () => {
  it('is the start page until it is built; the start page stays where it is', async () => {
    expect(await (await get('/')).text()).toContain('/_local/pages/start.js');
    expect((await get('/inbox')).status).toBe(404);
    mkdirSync(join(webFolder, 'assets'), { recursive: true });
    writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Application</title>');
    writeFileSync(join(webFolder, 'sw.js'), '// worker');
    writeFileSync(join(webFolder, 'assets/index-3f2a.js'), `// ${'x'.repeat(4_000)}`);
    expect(await (await get('/')).text()).toContain('<title>Application</title>');
    expect(await (await get('/_local/start')).text()).toContain('/_local/pages/start.js');
  });

  it.each(['/inbox', '/inbox/prospect_456?view=mine', '/v2/anything'])(
    'answers %s with itself',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(await answer.text()).toContain('<title>Application</title>');
    },
  );

  it('says to browsers what CloudFront would', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'; style-src 'self'");
    expect(policy).toContain(stack.url.replace('http', 'ws'));
    // What people sent, which lies at S3.
    expect(policy).toContain(`img-src 'self' ${stack.awsUrl} data:`);
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect(headers.get('permissions-policy')).toContain('camera=()');
  });

  it('keeps what has a hash, asks again for the rest, and compresses', async () => {
    const asset = await get('/assets/index-3f2a.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-encoding')).toBe('br');
    expect((await asset.text()).length).toBe(4_003);
    expect((await get('/sw.js')).headers.get('cache-control')).toBe('no-cache');
    const { headers } = await get('/');
    const again = await get('/', { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('has no file that was not built, and leaves the API its own 404', async () => {
    for (const path of ['/assets/gone.js', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json'])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    const api = await get('/v1/nothing');
    expect([api.status, api.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    expect((await get('/webhooks/nothing')).status).toBe(404);
    expect((await get('/inbox', { method: 'POST' })).status).toBe(404);
    expect((await get('/_local/nothing')).status).toBe(404);
  });

  it('tells browsers where to sign in and where to listen', async () => {
    expect(await json(get('/app-config.json'))).toMatchObject({
      authority: `${stack.url}/_local/sign-in`,
      redirectUri: `${stack.url}/`,
      scope: 'openid email profile',
      live: { kind: 'appsync', realtime: `${stack.url.replace('http', 'ws')}/event/realtime` },
      logoutUrl: `${stack.url}/_local/sign-in/logout`,
    });
  });
});

describe('Live events on one machine', () => {
  const connect = (token: string) => openLiveSocket(stack.url, token);

  const publisher = (label: string) => {
    Object.assign(process.env, {
      AWS_REGION: stack.model.region,
      AWS_ACCESS_KEY_ID: accessKeyFor(label),
      AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
    });
    const lost: unknown[] = [];
    return { events: new AppSyncEvents(`${stack.awsUrl}/event`, (error) => lost.push(error)), lost };
  };
  const token = (agent: string) => accessToken(stack.url, agent);
  const OURS = '/tenants/tenant-demo/conversations';

  it('reach the agents of their tenant, and nobody else', async () => {
    const [camille, paul] = await Promise.all([
      connect(await token('camille')),
      connect(await token('paul')),
    ]);
    expect(await camille.tell({ type: 'connection_init' })).toEqual({
      type: 'connection_ack',
      connectionTimeoutMs: 300_000,
    });
    expect(await camille.subscribe(OURS)).toEqual({ type: 'subscribe_success', id: 'one' });
    for (const channel of [OURS, '/tenants/*', '/tenants/tenant-demo/*'])
      expect(await paul.subscribe(channel)).toMatchObject({
        type: 'subscribe_error',
        id: 'one',
        errors: [{ errorType: 'UnauthorizedException' }],
      });
    expect((await paul.subscribe('/tenants/tenant-other/*')).type).toBe('subscribe_success');
    const { events, lost } = publisher('agents-api');
    await events.publish('tenant_demo', 'conversations', { seq: 7, text: 'é' });
    await events.publish('tenant_other', 'conversations', { seq: 1 });
    await events.publish('tenant_demo', 'agents', { agent: { id: 'hugo' } });
    await sleep(50);
    expect(lost).toEqual([]);
    expect(camille.events()).toEqual([{ type: 'data', id: 'one', event: '{"seq":7,"text":"é"}' }]);
    expect(paul.events().map(({ event }) => event)).toEqual(['{"seq":1}']);
    camille.socket.close();
    paul.socket.close();
  });

  it('come from functions: a colleague who introduces themselves appears at once', async () => {
    const camille = await connect(await token('camille'));
    await camille.subscribe('/tenants/tenant-demo/agents');
    const profile = { name: 'Hugo Bernard', email: 'hugo@agence-coccinelle.example' };
    await get('/v1/me', {
      method: 'PUT',
      headers: { authorization: `Bearer ${await token('hugo')}`, 'content-type': 'application/json' },
      body: JSON.stringify(profile),
    });
    await sleep(50);
    expect(camille.events().map(({ event }) => JSON.parse(event ?? ''))).toEqual([
      { agent: { id: 'hugo', name: 'Hugo Bernard', role: 'agent' } },
    ]);
    camille.socket.close();
  });

  it('are published by nobody whose role does not allow it, nor without a signature', async () => {
    const { events, lost } = publisher('openapi');
    await events.publish('tenant_demo', 'conversations', { seq: 8 });
    expect(lost).toHaveLength(1);
    const body = JSON.stringify({ channel: OURS, events: ['{}'] });
    expect((await fetch(`${stack.awsUrl}/event`, { method: 'POST', body })).status).toBe(403);
    expect((await get('/event', { method: 'POST', body })).status).toBe(404);
  });

  it('are heard until somebody stops listening', async () => {
    const hugo = await connect(await token('hugo'));
    await hugo.subscribe(OURS);
    expect((await hugo.subscribe(OURS)).errors).toMatchObject([{ errorType: 'DuplicatedOperationError' }]);
    expect(await hugo.tell({ type: 'unsubscribe', id: 'one' })).toEqual({
      type: 'unsubscribe_success',
      id: 'one',
    });
    expect((await hugo.tell({ type: 'unsubscribe', id: 'one' })).type).toBe('unsubscribe_error');
    await publisher('agents-api').events.publish('tenant_demo', 'conversations', { seq: 9 });
    await sleep(50);
    expect(hugo.events()).toEqual([]);
    expect((await hugo.tell({ type: 'dance', id: 'two' })).type).toBe('error');
    hugo.socket.close();
  });

  it('are not for whoever has no token, a false one or one that has run out', async () => {
    const old = await token('camille');
    const camille = await connect(old);
    await stack.advance(16 * 60_000);
    expect((await camille.subscribe(OURS)).errors).toMatchObject([{ errorType: 'UnauthorizedException' }]);
    expect((await camille.subscribe(OURS, 'two', await token('camille'))).type).toBe('subscribe_success');
    camille.socket.close();
    const [head, body] = (await token('camille')).split('.');
    for (const refused of ['', old, 'a.b.c', `${head}.${body}.AAAA`, 'ck_local_demo'])
      await expect(connect(refused)).rejects.toThrow('401');
  });
});

it('A restart signs nobody out', async () => {
  const token = await accessToken(stack.url, 'camille');
  const { port } = new URL(stack.url);
  await stack.close();
  stack = await startLocalStack({ port: Number(port), dataDir, webFolder, seed });
  expect((await me(token)).status).toBe(200);
}, 60_000);
