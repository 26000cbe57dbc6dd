import type { AgentId } from '../../domain/conversation.ts';
import type { ApiRequest } from './api.ts';

/** Whoever a client application speaks for. */
const APPLICATION: AgentId = 'api';

/** Who does something to a conversation: the agent who is signed in, or a client application. */
export function authorOf({ agent }: Pick<ApiRequest, 'agent'>): AgentId {
  return agent?.id ?? APPLICATION;
}
