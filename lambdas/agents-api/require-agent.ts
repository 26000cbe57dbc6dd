import type { AgentIdentity } from '../../shared/domain/agent.ts';
import { AppError } from '../../shared/errors.ts';
import type { ApiRequest } from '../../shared/runtime/http/api.ts';

/** Who is signed in. @throws AppError `not-found` for an API key. */
export function requireAgent({ agent }: ApiRequest): AgentIdentity {
  if (agent === undefined) throw new AppError('not-found', 'There is no agent behind an API key.');
  return agent;
}
