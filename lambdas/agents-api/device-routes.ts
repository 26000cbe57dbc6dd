import { deviceBody, deviceView } from '../../shared/contracts/http/device-body.ts';
import { noQuery } from '../../shared/contracts/http/agent-body.ts';
import type { PushKey } from '../../shared/ports/push-key.ts';
import type { Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import type { AgentPorts } from '../../shared/use-cases/keep-agent.ts';
import { keepDevice, removeDevice } from '../../shared/use-cases/keep-device.ts';
import { requireAgent } from './require-agent.ts';

/** Where agents want to be told that somebody waits. */
export function deviceRoutes(ports: AgentPorts & PushKey): readonly Route[] {
  const key: Route = {
    method: 'GET',
    path: '/v1/me/devices/key',
    scope: 'conversations:read',
    handle: async (request) => {
      fitQuery(noQuery, request);
      requireAgent(request);
      return { status: 200, body: { publicKey: await ports.publicPushKey() } };
    },
  };
  const keep: Route = {
    method: 'PUT',
    path: '/v1/me/devices',
    scope: 'conversations:write',
    handle: async (request) => {
      const device = fit(deviceBody, readJson(request));
      const { id: agent } = requireAgent(request);
      const kept = await keepDevice(ports, request.tenantId, { ...device, agent });
      return { status: 200, body: deviceView(kept) };
    },
  };
  const remove: Route = {
    method: 'DELETE',
    path: '/v1/me/devices/{deviceId}',
    scope: 'conversations:write',
    handle: async (request) => {
      const { id } = requireAgent(request);
      await removeDevice(ports, request.tenantId, id, request.params['deviceId'] ?? '');
      return { status: 204 };
    },
  };
  return [key, keep, remove];
}
