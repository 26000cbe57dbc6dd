import { type Agent, presenceOf, scopesOfRole } from '../../domain/agent.ts';
import { type Instant, toIso } from '../../domain/instant.ts';
import type { Tenant } from '../../domain/tenant.ts';

/** `GET /v1/me`. */
export function meView(agent: Agent, { id, name, locale, timeZone }: Tenant): object {
  return {
    agent: { ...fieldsOf(agent), ...(agent.locale !== undefined && { locale: agent.locale }) },
    tenant: { id, name, locale, timeZone },
    scopes: scopesOfRole(agent.role),
  };
}

/** One of `GET /v1/agents`. */
export function agentView(agent: Agent, now: Instant): object {
  return { ...fieldsOf(agent), lastSeenAt: toIso(agent.lastSeenAt), presence: presenceOf(agent, now) };
}

function fieldsOf({ id, name = id, email, role }: Agent): object {
  return { id, name, ...(email !== undefined && { email }), role };
}
