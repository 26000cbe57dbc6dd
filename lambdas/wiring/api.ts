import { systemClock } from '../../shared/adapters/node/system-clock.ts';
import { OidcAgentTokens } from '../../shared/adapters/oidc/agent-tokens.ts';
import { readEnv, requireEnv } from '../../shared/env.ts';
import type { AgentTokens } from '../../shared/ports/agent-tokens.ts';
import type { ApiOptions } from '../../shared/runtime/http/api.ts';
import { authorizer } from '../../shared/runtime/http/authorize.ts';
import { logger } from './common.ts';
import { tenantStore } from './tenants.ts';

/** Routes behind an API key or an agent's access token. */
export function apiOptions(): ApiOptions {
  const tenants = tenantStore();
  return {
    authorize: authorizer({ findApiKey: (hash) => tenants.findApiKey(hash), agentTokens: agentTokens() }),
    logger: logger(),
  };
}

function agentTokens(): AgentTokens | undefined {
  const issuer = readEnv('signInIssuer');
  if (issuer === undefined) return undefined;
  const clientId = requireEnv('signInClientId');
  return new OidcAgentTokens({ issuer, clientId, keysUrl: requireEnv('signInKeysUrl') }, systemClock);
}
