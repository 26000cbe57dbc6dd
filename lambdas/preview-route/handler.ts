import { decisionView } from '../../shared/contracts/http/decision-view.ts';
import { LIMITS, routeBody } from '../../shared/contracts/http/message-body.ts';
import { contentOf } from '../../shared/contracts/http/reply-content.ts';
import { toDraft } from '../../shared/contracts/http/to-draft.ts';
import { replyRouteBody } from '../../shared/contracts/http/conversation-body.ts';
import {
  apiHandler,
  type ApiOptions,
  type ApiRequest,
  type ApiResponse,
} from '../../shared/runtime/http/api.ts';
import { authorOf } from '../../shared/runtime/http/author.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requireWithinLimits } from '../../shared/runtime/http/request-size.ts';
import { previewReply, previewRoute, type PreviewPorts } from '../../shared/use-cases/preview-route.ts';

/**
 * Decides as routing would, and sends nothing: of any message, or of an agent's answer. With routing's own rules, in a
 * function of its own.
 */
export function createHandler(ports: PreviewPorts, options: ApiOptions) {
  const handle = async (request: ApiRequest): Promise<ApiResponse> => {
    const json = readJson(request);
    requireWithinLimits(request.body, json, LIMITS);
    const { at, ...body } = fit(routeBody, json);
    const { draft } = toDraft(body);
    const decision = await previewRoute(ports, request.tenantId, draft, at ?? ports.clock.now());
    return { status: 200, body: decisionView(decision) };
  };
  const handleReply = async (request: ApiRequest): Promise<ApiResponse> => {
    const { channel, ...said } = fit(replyRouteBody, readJson(request));
    const reply = { by: authorOf(request), content: contentOf(said), channel };
    const id = request.params['prospectId'] ?? '';
    return { status: 200, body: decisionView(await previewReply(ports, request.tenantId, id, reply)) };
  };
  const reply = '/v1/conversations/{prospectId}/route';
  return apiHandler(
    [
      { method: 'POST', path: '/v1/route', scope: 'messages:read', handle },
      { method: 'POST', path: reply, scope: 'conversations:read', handle: handleReply },
    ],
    options,
  );
}
