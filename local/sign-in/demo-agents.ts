import { type AgentRole, groupOf } from '../../shared/domain/agent.ts';

/** Somebody who may sign in here with one click. */
export interface DemoAgent {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: AgentRole;
  readonly tenantId: string;
}

/** Those of the demonstration agency, and one of the other. */
export const DEMO_AGENTS: readonly DemoAgent[] = [
  agent('camille', 'Camille Martin', 'admin', 'tenant_demo'),
  agent('hugo', 'Hugo Bernard', 'agent', 'tenant_demo'),
  agent('ines', 'Inès Moreau', 'agent', 'tenant_demo'),
  agent('paul', 'Paul Autre', 'admin', 'tenant_other'),
];

function agent(id: string, name: string, role: AgentRole, tenantId: string): DemoAgent {
  const host = tenantId === 'tenant_demo' ? 'agence-coccinelle.example' : 'autre-agence.example';
  return { id, name, email: `${id}@${host}`, role, tenantId };
}

export const findAgent = (id: unknown): DemoAgent | undefined => DEMO_AGENTS.find((known) => known.id === id);

/** What Cognito would put into the tokens of this agent. */
export const groupsOf = ({ tenantId, role }: DemoAgent): readonly string[] => [groupOf({ tenantId, role })];
