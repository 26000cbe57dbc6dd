import { clientName } from '../../shared/contracts/fields.ts';
import { propertyBody, propertyView } from '../../shared/contracts/http/property-body.ts';
import { AppError } from '../../shared/errors.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import type { BroadcastPorts } from '../../shared/use-cases/broadcast-ports.ts';
import { namedIn } from '../../shared/runtime/http/named-in.ts';

const PATH = '/v1/properties/{propertyId}';

/** What an agency sells or lets: what is said of it changes what has not left yet. */
export function propertyRoutes(ports: BroadcastPorts): Route[] {
  const store = ({ tenantId }: ApiRequest) => ports.scopes(tenantId).properties;
  const get = async (request: ApiRequest): Promise<ApiResponse> => {
    const id = namedIn(request, 'propertyId');
    const property = await store(request).get(id);
    if (property === undefined) throw new AppError('not-found', `There is no property ${id}.`);
    return { status: 200, body: propertyView(property) };
  };
  const put = async (request: ApiRequest): Promise<ApiResponse> => {
    const id = fit(clientName, request.params['propertyId'] ?? '');
    const { status, data = {} } = fit(propertyBody, readJson(request));
    const property = await store(request).put(id, { status, data }, ports.clock.now());
    return { status: 200, body: propertyView(property) };
  };
  return [
    { method: 'GET', path: PATH, scope: 'broadcasts:read', handle: get },
    { method: 'PUT', path: PATH, scope: 'broadcasts:write', handle: put },
  ];
}
