import { noQuery } from '../../shared/contracts/http/agent-body.ts';
import { audienceView } from '../../shared/contracts/http/broadcast-view.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import type { BroadcastPorts } from '../../shared/use-cases/broadcast-ports.ts';
import { createAudience, requestReading, showAudience } from '../../shared/use-cases/keep-audience.ts';
import { namedIn } from '../../shared/runtime/http/named-in.ts';

const PATH = '/v1/audiences';

/** Files of people. */
export function audienceRoutes(ports: BroadcastPorts): Route[] {
  const create = async (request: ApiRequest): Promise<ApiResponse> => {
    fitQuery(noQuery, request);
    const shown = await createAudience(ports, request.tenantId);
    const location = `${PATH}/${shown.audience.id}`;
    return { status: 201, headers: { location }, body: audienceView(shown) };
  };
  const get = async (request: ApiRequest): Promise<ApiResponse> => ({
    status: 200,
    body: audienceView(await showAudience(ports, request.tenantId, idOf(request))),
  });
  const read = async (request: ApiRequest): Promise<ApiResponse> => ({
    status: 202,
    body: audienceView(await requestReading(ports, request.tenantId, idOf(request))),
  });
  return [
    { method: 'POST', path: PATH, scope: 'broadcasts:write', handle: create },
    { method: 'GET', path: `${PATH}/{audienceId}`, scope: 'broadcasts:read', handle: get },
    { method: 'POST', path: `${PATH}/{audienceId}/read`, scope: 'broadcasts:write', handle: read },
  ];
}

const idOf = (request: ApiRequest): string => namedIn(request, 'audienceId');
