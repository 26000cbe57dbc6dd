import { type AgentRole, membershipOf, scopesOfRole } from '../../domain/agent.ts';
import { type ApiKey, hashOfApiKey, type Scope } from '../../domain/api-key.ts';
import { AppError } from '../../errors.ts';
import type { AgentTokens } from '../../ports/agent-tokens.ts';
import type { Authorize, Caller } from './api.ts';

export interface Credentials {
  findApiKey: (hash: string) => Promise<ApiKey | undefined>;
  /** Without an issuer nobody but API keys is let in. */
  agentTokens?: AgentTokens | undefined;
}

const LONGEST_KEY = 200;
/** Cognito's own access tokens are below 2 KB, and a header of API Gateway below 10. */
const LONGEST_TOKEN = 8_192;

/** Checks API keys and the access tokens of agents. The tenant comes from the credential and from nowhere else. */
export function authorizer({ findApiKey, agentTokens }: Credentials): Authorize {
  return async (authorization, scope) => {
    const [, text] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
    if (text === undefined || text.length > LONGEST_TOKEN) throw unauthenticated(HOW);
    // A token has three parts; no key has a dot.
    if (text.split('.').length === 3) return authorizeAgent(agentTokens, text, scope);
    return authorizeKey(findApiKey, text, scope);
  };
}

const HOW = 'Send an API key or an access token as "Authorization: Bearer <credential>".';

function unauthenticated(detail: string): AppError {
  return new AppError('unauthenticated', detail);
}

/** Keys are looked up by their hash, so that comparing takes the same time whatever the key. */
async function authorizeKey(find: Credentials['findApiKey'], text: string, scope: Scope): Promise<Caller> {
  const key = text.length > LONGEST_KEY ? undefined : await find(hashOfApiKey(text));
  if (key === undefined) throw unauthenticated('The API key is not known.');
  if (!key.scopes.includes(scope))
    throw new AppError('missing-scope', `The API key lacks the scope ${scope}.`);
  return { tenantId: key.tenantId };
}

async function authorizeAgent(tokens: AgentTokens | undefined, text: string, scope: Scope): Promise<Caller> {
  const claims = await tokens?.verify(text);
  if (claims === undefined) throw unauthenticated('The access token is not valid here, or no longer.');
  const { tenantId, role } = requireMembership(claims.groups);
  if (!scopesOfRole(role).includes(scope))
    throw new AppError('missing-scope', `The role ${role} lacks the scope ${scope}.`);
  return { tenantId, agent: { id: claims.subject, role } };
}

function requireMembership(groups: readonly unknown[]): { tenantId: string; role: AgentRole } {
  const membership = membershipOf(groups);
  if (membership === 'none')
    throw new AppError('no-agency', 'The account is in no group of an agency: ask an operator.');
  if (membership === 'several')
    throw new AppError('no-agency', 'The account is in several groups of agencies: ask an operator.');
  return membership;
}
