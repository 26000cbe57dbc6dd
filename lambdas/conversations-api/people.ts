import { cursorOf } from '../../shared/contracts/http/list-page.ts';
import { mergeBody, prospectsQuery, searchQuery } from '../../shared/contracts/http/search-body.ts';
import { listedProspectView, searchResultView } from '../../shared/contracts/http/search-view.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { authorOf } from '../../shared/runtime/http/author.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requirePosition } from '../../shared/runtime/http/page.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import type { ConversationPorts } from '../../shared/use-cases/conversation-ports.ts';
import { listProspects } from '../../shared/use-cases/list-prospects.ts';
import { mergePeople, unmergePeople } from '../../shared/use-cases/merge-people.ts';
import { search } from '../../shared/use-cases/search.ts';
import { prospectOf } from './threads.ts';

const DEFAULT_LIMIT = 50;

/** People as agents look for them, and find that two are one. */
export function peopleRoutes(ports: ConversationPorts): Route[] {
  const find = async (request: ApiRequest): Promise<ApiResponse> => {
    const { q: query, limit = DEFAULT_LIMIT, cursor } = fitQuery(searchQuery, request);
    const name = `search ${request.tenantId} ${query}`;
    const after = requirePosition(name, cursor);
    const { items, next } = await search(ports.scopes(request.tenantId), { query, limit, after });
    const nextCursor = next === undefined ? {} : { nextCursor: cursorOf(name, next) };
    return { status: 200, body: { items: items.map(searchResultView), ...nextCursor } };
  };
  const list = async (request: ApiRequest): Promise<ApiResponse> => {
    const { q: query, limit = DEFAULT_LIMIT, cursor } = fitQuery(prospectsQuery, request);
    const name = `prospects ${request.tenantId} ${query ?? ''}`;
    const after = requirePosition(name, cursor);
    const { items, next } = await listProspects(ports.scopes(request.tenantId), { query, limit, after });
    const nextCursor = next === undefined ? {} : { nextCursor: cursorOf(name, next) };
    return { status: 200, body: { items: items.map(listedProspectView), ...nextCursor } };
  };
  const merge = async (request: ApiRequest): Promise<ApiResponse> => {
    const { into } = fit(mergeBody, readJson(request));
    const two = { prospectId: prospectOf(request), into, by: authorOf(request) };
    await mergePeople(ports, request.tenantId, two);
    return { status: 204 };
  };
  const unmerge = async (request: ApiRequest): Promise<ApiResponse> => {
    const one = { prospectId: prospectOf(request), by: authorOf(request) };
    await unmergePeople(ports, request.tenantId, one);
    return { status: 204 };
  };
  return [
    { method: 'GET', path: '/v1/search', scope: 'conversations:read', handle: find },
    { method: 'GET', path: '/v1/prospects', scope: 'prospects:read', handle: list },
    { method: 'POST', path: '/v1/prospects/{prospectId}/merge', scope: 'prospects:write', handle: merge },
    { method: 'POST', path: '/v1/prospects/{prospectId}/unmerge', scope: 'prospects:write', handle: unmerge },
  ];
}
