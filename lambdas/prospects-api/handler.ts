import { exportView } from '../../shared/contracts/http/export-view.ts';
import { exportQuery } from '../../shared/contracts/http/list-page.ts';
import {
  consent,
  prospectBody,
  prospectId,
  prospectPatch,
  toProspect,
  toProspectPatch,
} from '../../shared/contracts/http/prospect-body.ts';
import { MERGE_PATCH_TYPES } from '../../shared/contracts/operation.ts';
import { prospectView } from '../../shared/contracts/http/prospect-view.ts';
import { AppError } from '../../shared/errors.ts';
import { apiHandler, type ApiOptions, type ApiRequest, type Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requirePage } from '../../shared/runtime/http/page.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import { eraseProspect, type ErasePorts } from '../../shared/use-cases/erase-prospect.ts';
import { exportProspect } from '../../shared/use-cases/export-prospect.ts';
import {
  patchProspect,
  putProspect,
  readProspect,
  recordConsent,
} from '../../shared/use-cases/keep-prospect.ts';

/** People and what they agreed to. */
export function createHandler(ports: ErasePorts, options: ApiOptions) {
  const store = ({ tenantId }: ApiRequest) => ports.scopes(tenantId).prospects;
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
      const context = { prospects: store(request), now: ports.clock.now() };
      const kept = await recordConsent(context, decodedId(request), 'marketing', given);
      return { status: 200, body: prospectView(kept) };
    },
  };
  return apiHandler([...writing(ports), get, agree, ...rightsOfPeople(ports)], options);
}

/** Says all that is to be known of a person, or some of it. */
function writing(ports: ErasePorts): Route[] {
  const put: Route = {
    method: 'PUT',
    path: '/v1/prospects/{prospectId}',
    scope: 'prospects:write',
    handle: async (request) => {
      const id = fit(prospectId, decodedId(request));
      const body = requireSameId(id, fit(prospectBody, readJson(request)));
      const kept = await putProspect(ports, request.tenantId, toProspect(id, body));
      return { status: 200, body: prospectView(kept) };
    },
  };
  const patch: Route = {
    method: 'PATCH',
    path: '/v1/prospects/{prospectId}',
    scope: 'prospects:write',
    handle: async (request) => {
      const id = fit(prospectId, decodedId(request));
      const body = requireSameId(id, fit(prospectPatch, readJson(request, MERGE_PATCH_TYPES)));
      const kept = await patchProspect(ports, request.tenantId, id, toProspectPatch(body));
      return { status: 200, body: prospectView(kept) };
    },
  };
  return [put, patch];
}

/** The body again. @throws AppError `invalid-request` for another person's. */
function requireSameId<Body extends { id?: string | undefined }>(id: string, body: Body): Body {
  if (body.id === undefined || body.id === id) return body;
  throw new AppError('invalid-request', 'The id of the body is not the one of the address.', [
    { path: 'id', message: `must be ${id}` },
  ]);
}

/** To know what is kept, and to be forgotten. */
function rightsOfPeople(ports: ErasePorts): Route[] {
  const read: Route = {
    method: 'GET',
    path: '/v1/prospects/{prospectId}/export',
    scope: 'prospects:read',
    handle: async (request) => {
      const { limit, cursor } = fitQuery(exportQuery, request);
      const id = decodedId(request);
      const found = await exportProspect(ports.scopes(request.tenantId), id);
      const ids = [
        ...found.messages.map(({ message }) => message.id),
        ...found.entries.map((entry) => entry.id),
      ];
      const { items, ...next } = requirePage(ids, {
        list: `export ${request.tenantId} ${id}`,
        limit,
        cursor,
      });
      const messages = found.messages.filter(({ message }) => items.includes(message.id));
      const entries = found.entries.filter((entry) => items.includes(entry.id));
      return { status: 200, body: { ...exportView({ ...found, messages, entries }, id), ...next } };
    },
  };
  const erase: Route = {
    method: 'DELETE',
    path: '/v1/prospects/{prospectId}',
    scope: 'prospects:write',
    handle: async (request) => {
      await eraseProspect(ports, request.tenantId, decodedId(request));
      return { status: 204 };
    },
  };
  return [read, erase];
}

/** API Gateway hands path parameters over decoded; a stray percent sign stays what it is. */
function decodedId({ params }: ApiRequest): string {
  return params['prospectId'] ?? '';
}
