import type { Agent, AgentIdentity } from '../domain/agent.ts';
import { MINUTE } from '../domain/instant.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { AgentProfile } from '../ports/agent-directory.ts';
import type { Clock } from '../ports/clock.ts';
import type { LiveEvents } from '../ports/live-events.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';

export interface AgentPorts {
  clock: Clock;
  scopes: TenantScopes;
  tenants: TenantStore;
  liveEvents: LiveEvents;
}

/** Somebody who is signed in, and where. */
export interface SignedIn {
  agent: Agent;
  tenant: Tenant;
}

/** Who is signed in. That they were here is noted once a minute at most. */
export async function readAgent(
  { clock, scopes, tenants }: Omit<AgentPorts, 'liveEvents'>,
  tenantId: string,
  identity: AgentIdentity,
): Promise<SignedIn> {
  const { agents } = scopes(tenantId);
  const now = clock.now();
  const [tenant, known] = await Promise.all([tenants.get(tenantId), agents.find(identity.id)]);
  const isRecent = known?.role === identity.role && now - known.lastSeenAt < MINUTE;
  if (!isRecent) await agents.see(identity, now);
  return { agent: { ...known, ...identity, lastSeenAt: now }, tenant };
}

/** Keeps what an agent's application says of them: colleagues see it beside what the agent does, and at once. */
export async function introduceAgent(
  { clock, scopes, tenants, liveEvents }: AgentPorts,
  tenantId: string,
  identity: AgentIdentity,
  profile: AgentProfile,
): Promise<SignedIn> {
  const tenant = await tenants.get(tenantId);
  const now = clock.now();
  await scopes(tenantId).agents.introduce(identity, profile, now);
  const { id, role } = identity;
  await liveEvents.publish(tenantId, 'agents', { agent: { id, name: profile.name, role } });
  return { agent: { ...identity, ...profile, lastSeenAt: now }, tenant };
}
