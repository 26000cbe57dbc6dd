import type { Operation } from './operation.ts';

/** Whoever is signed in, and their colleagues. */
export const AGENT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/me',
    operationId: 'getMe',
    summary: 'Who is signed in, for which agency, and what they may do; 404 for an API key',
    scope: 'conversations:read',
    answer: ['200', 'Me', 'The agent'],
    problems: ['400', '401', '403', '404'],
  },
  {
    method: 'put',
    path: '/v1/me',
    operationId: 'putMe',
    summary: 'Say the name and the address that the ID token has, for colleagues to see',
    scope: 'conversations:write',
    body: 'AgentBody',
    answer: ['200', 'Me', 'The agent'],
    problems: ['400', '401', '403', '404', '415'],
  },
  {
    method: 'get',
    path: '/v1/agents',
    operationId: 'listAgents',
    summary: 'The people of the agency who signed in at least once',
    scope: 'conversations:read',
    answer: ['200', 'Agents', 'The agents'],
    problems: ['400', '401', '403'],
  },
];
