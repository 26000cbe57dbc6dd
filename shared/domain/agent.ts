import { type Scope, SCOPES } from './api-key.ts';
import { DAY, type Instant } from './instant.ts';
import type { Locale } from './prospect.ts';
import { TENANT_ID } from './tenant.ts';

export const AGENT_ROLES = ['agent', 'admin'] as const;
export type AgentRole = (typeof AGENT_ROLES)[number];

/** A person of an agency who is signed in. */
export interface AgentIdentity {
  /** The `sub` of their tokens: the same for good, whatever becomes of name and address. */
  id: string;
  role: AgentRole;
}

/** What colleagues see of an agent. The name and the address are known once the agent's application has said them. */
export interface Agent extends AgentIdentity {
  name?: string;
  email?: string;
  locale?: Locale;
  lastSeenAt: Instant;
  /** When they were removed, for good: whoever is let in again is somebody new to the issuer. */
  leftAt?: Instant;
}

/** Nobody waits for somebody who has not been here for this long. */
const AWAY_AFTER = 60 * DAY;

export const PRESENCES = ['present', 'away', 'left'] as const;

/** Can somebody be given work? `away`: not seen for two months. `left`: removed. Their names stay with what they did. */
export function presenceOf({ leftAt, lastSeenAt }: Agent, now: Instant): (typeof PRESENCES)[number] {
  if (leftAt !== undefined) return 'left';
  return now - lastSeenAt < AWAY_AFTER ? 'present' : 'away';
}

const SCOPES_OF_AGENTS: readonly Scope[] = [
  'messages:write',
  'messages:read',
  'prospects:write',
  'prospects:read',
  'templates:read',
  'conversations:write',
  'conversations:read',
  'broadcasts:read',
  'appointments:write',
  'appointments:read',
  'journeys:read',
  'stats:read',
];

export function scopesOfRole(role: AgentRole): readonly Scope[] {
  return role === 'admin' ? SCOPES : SCOPES_OF_AGENTS;
}

/** Where somebody belongs. */
export interface Membership {
  tenantId: string;
  role: AgentRole;
}

/** `<tenant>/agent` or `<tenant>/admin`: how the issuer names the people of a tenant. */
export const groupOf = ({ tenantId, role }: Membership): string => `${tenantId}/${role}`;

/**
 * What a person's groups say. Groups of other applications say nothing; two of ours contradict each other, even within
 * one tenant, and are not guessed at.
 */
export function membershipOf(groups: readonly unknown[]): Membership | 'none' | 'several' {
  const ours = groups.flatMap((group) => {
    const [tenantId = '', role, ...others] = typeof group === 'string' ? group.split('/') : [];
    return others.length === 0 && TENANT_ID.test(tenantId) && (role === 'agent' || role === 'admin')
      ? [{ tenantId, role } as const]
      : [];
  });
  const [membership, ...others] = ours;
  if (membership === undefined) return 'none';
  return others.length > 0 ? 'several' : membership;
}
