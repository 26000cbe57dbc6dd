import { noQuery } from '../../shared/contracts/http/agent-body.ts';
import { clientName } from '../../shared/contracts/fields.ts';
import { segmentView } from '../../shared/contracts/http/broadcast-view.ts';
import { segmentBody, toCriteria } from '../../shared/contracts/http/segment-body.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import type { BroadcastPorts } from '../../shared/use-cases/broadcast-ports.ts';
import { readSegment, removeSegment } from '../../shared/use-cases/keep-segments.ts';
import { namedIn } from '../../shared/runtime/http/named-in.ts';

const PATH = '/v1/segments';

/** What people have in common. */
export function segmentRoutes(ports: BroadcastPorts): Route[] {
  const store = ({ tenantId }: ApiRequest) => ports.scopes(tenantId).segments;
  const list = async (request: ApiRequest): Promise<ApiResponse> => {
    fitQuery(noQuery, request);
    return { status: 200, body: { items: (await store(request).list()).map(segmentView) } };
  };
  const get = async (request: ApiRequest): Promise<ApiResponse> => ({
    status: 200,
    body: segmentView(await readSegment(store(request), idOf(request))),
  });
  const put = async (request: ApiRequest): Promise<ApiResponse> => {
    const id = fit(clientName, request.params['segmentId'] ?? '');
    const { name, criteria } = fit(segmentBody, readJson(request));
    const segment = { id, name, criteria: toCriteria(criteria) };
    await store(request).put(segment);
    return { status: 200, body: segmentView(segment) };
  };
  const remove = async (request: ApiRequest): Promise<ApiResponse> => {
    await removeSegment(store(request), idOf(request));
    return { status: 204 };
  };
  return [
    { method: 'GET', path: PATH, scope: 'broadcasts:read', handle: list },
    { method: 'GET', path: `${PATH}/{segmentId}`, scope: 'broadcasts:read', handle: get },
    { method: 'PUT', path: `${PATH}/{segmentId}`, scope: 'broadcasts:write', handle: put },
    { method: 'DELETE', path: `${PATH}/{segmentId}`, scope: 'broadcasts:write', handle: remove },
  ];
}

const idOf = (request: ApiRequest): string => namedIn(request, 'segmentId');
