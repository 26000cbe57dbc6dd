import {
  BROADCAST_LIMITS,
  broadcastBody,
  missingData,
  toAudience,
  toBroadcastDraft,
} from '../../shared/contracts/http/broadcast-body.ts';
import { broadcastQuery, leftOutQuery } from '../../shared/contracts/http/broadcast-query.ts';
import { broadcastView } from '../../shared/contracts/http/broadcast-response.ts';
import { dryRunView } from '../../shared/contracts/http/broadcast-view.ts';
import { cursorOf } from '../../shared/contracts/http/list-page.ts';
import { idempotencyOf } from '../../shared/runtime/http/accepted.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requirePosition } from '../../shared/runtime/http/page.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import { requireWithinLimits } from '../../shared/runtime/http/request-size.ts';
import type { BroadcastPorts } from '../../shared/use-cases/broadcast-ports.ts';
import { previewBroadcast } from '../../shared/use-cases/preview-broadcast.ts';
import { submitBroadcast } from '../../shared/use-cases/submit-broadcast.ts';
import {
  type BroadcastChange,
  changeBroadcast,
  listBroadcasts,
  listLeftOut,
  showBroadcast,
} from '../../shared/use-cases/tend-broadcast.ts';
import { namedIn } from '../../shared/runtime/http/named-in.ts';

const PATH = '/v1/broadcasts';
const BROADCAST = `${PATH}/{broadcastId}`;
const LISTED = 20;

/** One content for many people. */
export function broadcastRoutes(ports: BroadcastPorts): Route[] {
  const submit = async (request: ApiRequest): Promise<ApiResponse> => {
    const json = readJson(request);
    requireWithinLimits(request.body, json, BROADCAST_LIMITS);
    const body = fit(broadcastBody, json);
    const draft = toBroadcastDraft(body);
    const asked = {
      tenantId: request.tenantId,
      draft,
      audience: toAudience(body.audience),
      missing: missingData(draft.content),
    };
    if (body.dryRun === true) return { status: 200, body: dryRunView(await previewBroadcast(ports, asked)) };
    return acceptedBroadcast(await submitBroadcast(ports, { ...asked, ...idempotencyOf(request) }));
  };
  const get = async (request: ApiRequest): Promise<ApiResponse> => ({
    status: 200,
    body: broadcastView(await showBroadcast(ports, request.tenantId, idOf(request))),
  });
  const change = (verb: BroadcastChange): Route => ({
    method: 'POST',
    path: `${BROADCAST}/${verb}`,
    scope: 'broadcasts:write',
    handle: async (request) => ({
      status: 200,
      body: broadcastView(await changeBroadcast(ports, request.tenantId, idOf(request), verb)),
    }),
  });
  return [
    { method: 'POST', path: PATH, scope: 'broadcasts:write', handle: submit },
    { method: 'GET', path: BROADCAST, scope: 'broadcasts:read', handle: get },
    change('pause'),
    change('resume'),
    change('cancel'),
    ...listRoutes(ports),
  ];
}

function listRoutes(ports: BroadcastPorts): Route[] {
  const list = async (request: ApiRequest): Promise<ApiResponse> => {
    const { limit = LISTED, cursor } = fitQuery(broadcastQuery, request);
    const name = `broadcasts ${request.tenantId}`;
    const after = requirePosition(name, cursor);
    const { items, next } = await listBroadcasts(ports, request.tenantId, limit, after);
    return { status: 200, body: { items: items.map(broadcastView), ...nextOf(name, next) } };
  };
  const leftOut = async (request: ApiRequest): Promise<ApiResponse> => {
    const { cursor } = fitQuery(leftOutQuery, request);
    const name = `left out ${request.tenantId} ${idOf(request)}`;
    const after = requirePosition(name, cursor);
    const { items, next } = await listLeftOut(ports, request.tenantId, idOf(request), after);
    return { status: 200, body: { items, ...nextOf(name, next) } };
  };
  return [
    { method: 'GET', path: PATH, scope: 'broadcasts:read', handle: list },
    { method: 'GET', path: `${BROADCAST}/left-out`, scope: 'broadcasts:read', handle: leftOut },
  ];
}

const nextOf = (name: string, next: string | undefined): object =>
  next === undefined ? {} : { nextCursor: cursorOf(name, next) };

function acceptedBroadcast({
  broadcastId,
  replayed,
}: {
  broadcastId: string;
  replayed: boolean;
}): ApiResponse {
  return {
    status: 202,
    headers: { location: `${PATH}/${broadcastId}`, ...(replayed && { 'idempotent-replayed': 'true' }) },
    body: { id: broadcastId, status: 'accepted' },
  };
}

const idOf = (request: ApiRequest): string => namedIn(request, 'broadcastId');
