import { messageView } from '../../shared/contracts/http/message-view.ts';
import { apiHandler, type ApiOptions, type Route } from '../../shared/runtime/http/api.ts';
import { cancelMessage, type CancelPorts } from '../../shared/use-cases/cancel-message.ts';
import { readMessage } from '../../shared/use-cases/read-message.ts';

/** What became of messages, and their cancellation. */
export function createHandler(ports: CancelPorts, options: ApiOptions) {
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
  return apiHandler([read, cancel], options);
}
