import { decisionView } from '../../shared/contracts/http/decision-view.ts';
import { LIMITS, routeBody } from '../../shared/contracts/http/message-body.ts';
import { toDraft } from '../../shared/contracts/http/to-draft.ts';
import {
  apiHandler,
  type ApiOptions,
  type ApiRequest,
  type ApiResponse,
} from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requireWithinLimits } from '../../shared/runtime/http/request-size.ts';
import { previewRoute, type PreviewPorts } from '../../shared/use-cases/preview-route.ts';

/** `POST /v1/route`: decides as routing would, and sends nothing. With routing's own rules, in a function of its own. */
export function createHandler(ports: PreviewPorts, options: ApiOptions) {
  const handle = async (request: ApiRequest): Promise<ApiResponse> => {
    const json = readJson(request);
    requireWithinLimits(request.body, json, LIMITS);
    const { at, ...body } = fit(routeBody, json);
    const { draft } = toDraft(body);
    const decision = await previewRoute(ports, request.tenantId, draft, at ?? ports.clock.now());
    return { status: 200, body: decisionView(decision) };
  };
  return apiHandler([{ method: 'POST', path: '/v1/route', scope: 'messages:read', handle }], options);
}
