import { inPath, type Operation } from './operation.ts';

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
    path: '/v1/me/devices/key',
    operationId: 'getPushKey',
    summary: 'What a browser is given as `applicationServerKey` to be told by Web Push; 404 for an API key',
    scope: 'conversations:read',
    answer: ['200', 'PushKey', 'The key'],
    problems: ['400', '401', '403', '404'],
  },
  {
    method: 'put',
    path: '/v1/me/devices',
    operationId: 'putDevice',
    summary:
      'Be told on this device when somebody begins to wait: whom one is assigned to, or nobody. To be said again at each start: a device is forgotten after 30 days',
    scope: 'conversations:write',
    body: 'DeviceBody',
    answer: ['200', 'Device', 'The name of the device, and until when it is kept'],
    problems: ['400', '401', '403', '404', '415'],
  },
  {
    method: 'delete',
    path: '/v1/me/devices/{deviceId}',
    operationId: 'deleteDevice',
    summary: 'Be told on this device no more',
    scope: 'conversations:write',
    parameters: [inPath('deviceId', 'What keeping it answered')],
    answer: ['204', null, 'The device is forgotten'],
    problems: ['401', '403', '404'],
  },
  {
    method: 'get',
    path: '/v1/agents',
    operationId: 'listAgents',
    summary:
      'The people of the agency who signed in at least once; `presence` says who can be given work: `away` was not here for two months, `left` was removed',
    scope: 'conversations:read',
    answer: ['200', 'Agents', 'The agents'],
    problems: ['400', '401', '403'],
  },
];
