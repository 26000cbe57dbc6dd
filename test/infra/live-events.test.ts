import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelHandler } from '../../local/live/channel-handler.ts';
import { membershipOf } from '../../shared/domain/agent.ts';
import { liveChannelOf } from '../../shared/domain/live-channel.ts';
import { type Properties, SynthesisedStack } from './synthesised-stack.ts';

const stack = new SynthesisedStack('prod');
const [namespace] = stack.resources('AWS::AppSync::ChannelNamespace');
const code = String(namespace?.properties['CodeHandlers']);
const handler = channelHandler(code);
const mayListen = (claimed: Properties, channel: string) => handler(claimed, channel.split('/').slice(1));
const claims = (groups: unknown, use = 'access') => ({ token_use: use, 'cognito:groups': groups });

describe('Live events', () => {
  it('are published by functions under their roles, heard by agents with their tokens', () => {
    const [api] = stack.resources('AWS::AppSync::Api');
    const types = (name: string) =>
      api?.properties['EventConfig'][name].map(({ AuthType }: { AuthType: string }) => AuthType);
    expect(types('DefaultPublishAuthModes')).toEqual(['AWS_IAM']);
    expect(types('ConnectionAuthModes')).toEqual(['AMAZON_COGNITO_USER_POOLS']);
    expect(types('DefaultSubscribeAuthModes')).toEqual(['AMAZON_COGNITO_USER_POOLS']);
    expect(namespace?.properties['Name']).toBe('tenants');
    expect(namespace?.properties).not.toHaveProperty('SubscribeAuthModes');
  });

  it('tell their address to the functions that publish', () => {
    const variables = stack.functions().get('agents-api')?.properties['Environment'].Variables;
    expect(JSON.stringify(variables['LIVE_EVENTS_URL'])).toMatch(/"https:\/\/".*Dns\.Http.*"\/event"/);
  });

  it.each([
    ['/tenants/tenant-a/conversations', true],
    ['/tenants/tenant-a/*', true],
    ['/tenants/tenant-a/conversations/prospect-1', true],
    ['/tenants/tenant-b/conversations', false],
    ['/tenants/*', false],
    ['/tenants/tenant-a', false],
    ['/tenants//conversations', false],
    ['/tenants/tenant-a-b/conversations', false],
    ['/tenants/tenant_a/conversations', false],
    ['/tenants/Tenant-A/conversations', false],
  ])('an agent of tenant_a may listen to %s: %s', (channel, expected) => {
    expect(mayListen(claims(['tenant_a/agent']), channel)).toBe(expected);
  });

  it.each([
    ['no groups', undefined, 'access'],
    ['two tenants', ['tenant_a/agent', 'tenant_b/agent'], 'access'],
    ['two roles', ['tenant_a/agent', 'tenant_a/admin'], 'access'],
    ['another role', ['tenant_a/owner'], 'access'],
    ['an ID token', ['tenant_a/agent'], 'id'],
  ])('somebody with %s may listen to nothing', (_, groups, use) => {
    expect(mayListen(claims(groups, use), '/tenants/tenant-a/conversations')).toBe(false);
  });

  it('are heard by exactly those whom the API lets in for the tenant', () => {
    const ids = ['tenant_a', 'tenant_b', 'x', 'Tenant_A', '', 'é', 'a b', 'tenant.a', '_a', 'a_'];
    const longest = ['a'.repeat(50), 'a'.repeat(51)];
    const name = fc.constantFrom(...ids, ...longest);
    const tenant = fc.oneof(name, fc.constantFrom('tenant_a/agent', 'tenant-a'));
    const role = fc.constantFrom('agent', 'admin', 'owner', '', 'agent/x', 'agent\n', 'Agent');
    const group = fc.oneof(
      fc.tuple(tenant, role).map((parts) => parts.join('/')),
      fc.constantFrom('tenant_a', 'printers'),
    );
    fc.assert(
      fc.property(fc.array(group, { maxLength: 3 }), name, (groups, asked) => {
        const membership = membershipOf(groups);
        const isTheirs = typeof membership !== 'string' && membership.tenantId === asked;
        expect(mayListen(claims(groups), liveChannelOf(asked, 'conversations'))).toBe(isTheirs);
      }),
      { numRuns: 2_000 },
    );
  });
});
