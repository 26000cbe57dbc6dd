import { consent, prospectBody, prospectId, toProspect } from '../../shared/contracts/http/prospect-body.ts';
import { prospectView } from '../../shared/contracts/http/prospect-view.ts';
import { AppError } from '../../shared/errors.ts';
import type { TenantScopes } from '../../shared/ports/tenant-scope.ts';
import { apiHandler, type ApiOptions, type ApiRequest, type Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { putProspect, readProspect, recordConsent } from '../../shared/use-cases/keep-prospect.ts';

/** People and what they agreed to. */
export function createHandler(scopes: TenantScopes, options: ApiOptions) {
  const store = ({ tenantId }: ApiRequest) => scopes(tenantId).prospects;
  const put: Route = {
    method: 'PUT',
    path: '/v1/prospects/{prospectId}',
    scope: 'prospects:write',
    handle: async (request) => {
      const id = fit(prospectId, decodedId(request));
      const body = fit(prospectBody, readJson(request));
      if (body.id !== undefined && body.id !== id) {
        throw new AppError('invalid-request', 'The id of the body is not the one of the address.', [
          { path: 'id', message: `must be ${id}` },
        ]);
      }
      return { status: 200, body: prospectView(await putProspect(store(request), toProspect(id, body))) };
    },
  };
  const get: Route = {
    method: 'GET',
    path: '/v1/prospects/{prospectId}',
    scope: 'prospects:read',
    handle: async (request) => ({
      status: 200,
      body: prospectView(await readProspect(store(request), decodedId(request))),
    }),
  };
  const agree: Route = {
    method: 'PUT',
    path: '/v1/prospects/{prospectId}/consents/{purpose}',
    scope: 'prospects:write',
    handle: async (request) => {
      if (request.params['purpose'] !== 'marketing')
        throw new AppError('not-found', 'The only purpose is marketing.');
      const given = fit(consent, readJson(request));
      return {
        status: 200,
        body: prospectView(await recordConsent(store(request), decodedId(request), 'marketing', given)),
      };
    },
  };
  return apiHandler([put, get, agree], options);
}

/** API Gateway hands path parameters over decoded; a stray percent sign stays what it is. */
function decodedId({ params }: ApiRequest): string {
  return params['prospectId'] ?? '';
}
