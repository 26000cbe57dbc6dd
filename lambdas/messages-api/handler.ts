import { decisionView } from '../../shared/contracts/http/decision-view.ts';
import { LIMITS, routeBody } from '../../shared/contracts/http/message-body.ts';
import { messageView } from '../../shared/contracts/http/message-view.ts';
import { toDraft } from '../../shared/contracts/http/to-draft.ts';
import { apiHandler, type ApiOptions, type Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requireWithinLimits } from '../../shared/runtime/http/request-size.ts';
import { cancelMessage, type CancelPorts } from '../../shared/use-cases/cancel-message.ts';
import { previewRoute, type PreviewPorts } from '../../shared/use-cases/preview-route.ts';
import { readMessage } from '../../shared/use-cases/read-message.ts';

export type MessagesPorts = CancelPorts & PreviewPorts;

/** What became of messages, their cancellation, and decisions without sending. */
export function createHandler(ports: MessagesPorts, options: ApiOptions) {
  const read: Route = {
    method: 'GET',
    path: '/v1/messages/{messageId}',
    scope: 'messages:read',
    handle: async ({ tenantId, params }) => {
      const record = await readMessage(ports.scopes(tenantId).messages, params['messageId'] ?? '');
      return { status: 200, body: messageView(record) };
    },
  };
  const cancel: Route = {
    method: 'POST',
    path: '/v1/messages/{messageId}/cancel',
    scope: 'messages:write',
    handle: async ({ tenantId, params }) => {
      const record = await cancelMessage(ports, tenantId, params['messageId'] ?? '');
      return { status: 200, body: messageView(record) };
    },
  };
  const preview: Route = {
    method: 'POST',
    path: '/v1/route',
    scope: 'messages:read',
    handle: async (request) => {
      const json = readJson(request);
      requireWithinLimits(request.body, json, LIMITS);
      const { at, ...body } = fit(routeBody, json);
      const { draft } = toDraft(body);
      const decision = await previewRoute(ports, request.tenantId, draft, at ?? ports.clock.now());
      return { status: 200, body: decisionView(decision) };
    },
  };
  return apiHandler([read, cancel, preview], options);
}
