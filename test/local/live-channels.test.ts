import { createPrivateKey, createSign, type JsonWebKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessKeyFor, LOCAL_SECRET } from '../../local/aws/caller.ts';
import { startLocalStack, type LocalStack } from '../../local/stack.ts';
import { SIGN_IN_PATH } from '../../local/template/physical.ts';
import { AppSyncEvents } from '../../shared/adapters/signed-aws/appsync-events.ts';
import { RequestRefused, SignedRequests } from '../../shared/adapters/signed-aws/signed-request.ts';
import { liveChannelOf } from '../../shared/domain/live-channel.ts';
import { openLiveSocket } from '../support/live-socket.ts';
import { temporaryFolder } from './fixture/temporary-folder.ts';

let stack: LocalStack;
const dataDir = temporaryFolder('live-channels');
beforeAll(async () => {
  stack = await startLocalStack({ port: 0, dataDir });
  Object.assign(process.env, {
    AWS_REGION: stack.model.region,
    AWS_ACCESS_KEY_ID: accessKeyFor('agents-api'),
    AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
  });
}, 60_000);
afterAll(() => stack.close());

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** What the local issuer would give an agent of a tenant, signed with its key. */
function tokenOf(tenantId: string): string {
  const key = JSON.parse(readFileSync(join(dataDir, 'sign-in-key.json'), 'utf8')) as JsonWebKey;
  const head = encode({ alg: 'RS256', kid: key['kid'] });
  const body = encode({
    iss: `${stack.url}${SIGN_IN_PATH}`,
    exp: Math.floor(Date.now() / 1_000) + 600,
    token_use: 'access',
    'cognito:groups': [`${tenantId}/agent`],
  });
  const signature = createSign('sha256')
    .update(`${head}.${body}`)
    .sign(createPrivateKey({ key, format: 'jwk' }), 'base64url');
  return `${head}.${body}.${signature}`;
}

/** What AppSync answers to a publication as a function would send it. */
async function statusOf(channel: string, event = '{}'): Promise<unknown> {
  const url = new URL(`${stack.awsUrl}/event`);
  const body = JSON.stringify({ channel, events: [event] });
  const headers = { 'content-type': 'application/json' };
  try {
    await new SignedRequests('appsync').send({ method: 'POST', url, headers, body });
    return 200;
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error;
    const { errors } = JSON.parse(Buffer.from(error.content).toString()) as { errors?: unknown };
    return { status: error.status, errors };
  }
}

const LONGEST = `a${'_'.repeat(48)}z`;
const REFUSED = { errors: [{ errorType: 'BadRequestException' }] };

describe('Live events', () => {
  it.each(['my_agency', 'a', 'agence_2_lyon', LONGEST])(
    'of tenant %s reach its own agents, and those of no other tenant',
    async (tenantId) => {
      const ours = await openLiveSocket(stack.url, tokenOf(tenantId));
      const others = await openLiveSocket(stack.url, tokenOf(`${tenantId.slice(0, 48)}x`));
      const channel = liveChannelOf(tenantId, 'conversations');
      expect((await ours.subscribe(channel)).type).toBe('subscribe_success');
      expect((await others.subscribe(channel)).errors).toMatchObject([
        { errorType: 'UnauthorizedException' },
      ]);
      const lost: unknown[] = [];
      const events = new AppSyncEvents(`${stack.awsUrl}/event`, (error) => lost.push(error));
      await events.publish(tenantId, 'conversations', { seq: 1 });
      await sleep(50);
      expect(lost).toEqual([]);
      expect([ours.events().map(({ event }) => event), others.events()]).toEqual([['{"seq":1}'], []]);
      ours.socket.close();
      others.socket.close();
    },
  );

  it.each([
    ['an underscore', '/tenants/my_agency/conversations'],
    ['a dot', '/tenants/my.agency/conversations'],
    ['a dash at the end', '/tenants/agency-/conversations'],
    ['51 characters', `/tenants/${'a'.repeat(51)}/conversations`],
    ['six segments', '/tenants/a/b/c/d/e'],
    ['an empty segment', '/tenants//conversations'],
  ])('are refused on a channel with %s, as AppSync refuses it', async (_, channel) => {
    expect(await statusOf(channel)).toMatchObject({ status: 400, ...REFUSED });
    const agent = await openLiveSocket(stack.url, tokenOf('my_agency'));
    expect(await agent.subscribe(channel)).toMatchObject({ type: 'subscribe_error', ...REFUSED });
    agent.socket.close();
  });

  it('are published on no channel with a star, which one may listen to only at the end', async () => {
    expect(await statusOf('/tenants/my-agency/*')).toMatchObject({ status: 400, ...REFUSED });
    const agent = await openLiveSocket(stack.url, tokenOf('my_agency'));
    expect((await agent.subscribe('/tenants/my-agency/*')).type).toBe('subscribe_success');
    expect(await agent.subscribe('/tenants/*/conversations')).toMatchObject(REFUSED);
    expect(await agent.subscribe('/tenants/my-agency/agents', 'a b')).toMatchObject(REFUSED);
    agent.socket.close();
  });

  it('are refused above 240 KB, and the slashes around a channel may be left out', async () => {
    const event = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));
    expect(await statusOf('tenants/my-agency/agents/', event(240 * 1_024))).toBe(200);
    expect(await statusOf('tenants/my-agency/agents/', event(240 * 1_024 + 1))).toMatchObject(REFUSED);
  });
});
