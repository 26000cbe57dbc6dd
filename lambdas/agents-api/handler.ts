import { agentBody, noQuery } from '../../shared/contracts/http/agent-body.ts';
import { agentView, meView } from '../../shared/contracts/http/agent-view.ts';
import { withoutUndefined } from '../../shared/contracts/http/prospect-body.ts';
import type { PushKey } from '../../shared/ports/push-key.ts';
import { apiHandler, type ApiOptions, type Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import { type AgentPorts, introduceAgent, readAgent } from '../../shared/use-cases/keep-agent.ts';
import { deviceRoutes } from './device-routes.ts';
import { requireAgent } from './require-agent.ts';

/** The people who answer. */
export function createHandler(ports: AgentPorts & PushKey, options: ApiOptions) {
  const read: Route = {
    method: 'GET',
    path: '/v1/me',
    scope: 'conversations:read',
    handle: async (request) => {
      fitQuery(noQuery, request);
      const { agent, tenant } = await readAgent(ports, request.tenantId, requireAgent(request));
      return { status: 200, body: meView(agent, tenant) };
    },
  };
  const introduce: Route = {
    method: 'PUT',
    path: '/v1/me',
    scope: 'conversations:write',
    handle: async (request) => {
      const { name, email, ...rest } = fit(agentBody, readJson(request));
      const profile = { name, email, ...withoutUndefined(rest) };
      const identity = requireAgent(request);
      const { agent, tenant } = await introduceAgent(ports, request.tenantId, identity, profile);
      return { status: 200, body: meView(agent, tenant) };
    },
  };
  const list: Route = {
    method: 'GET',
    path: '/v1/agents',
    scope: 'conversations:read',
    handle: async (request) => {
      const { tenantId } = request;
      fitQuery(noQuery, request);
      const agents = await ports.scopes(tenantId).agents.list();
      const now = ports.clock.now();
      return { status: 200, body: { items: agents.map((agent) => agentView(agent, now)) } };
    },
  };
  return apiHandler([read, introduce, ...deviceRoutes(ports), list], options);
}
