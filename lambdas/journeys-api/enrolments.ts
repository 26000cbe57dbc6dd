import { enrolmentBody, journeyEventBody } from '../../shared/contracts/http/journey-body.ts';
import { enrolmentsQuery } from '../../shared/contracts/http/journey-query.ts';
import { enrolmentHeadView, enrolmentView } from '../../shared/contracts/http/journey-view.ts';
import { cursorOf } from '../../shared/contracts/http/list-page.ts';
import { toAddressee } from '../../shared/contracts/http/to-draft.ts';
import { withoutUndefined } from '../../shared/contracts/http/prospect-body.ts';
import type { Enrolment } from '../../shared/domain/journeys/enrolment.ts';
import { idempotencyOf } from '../../shared/runtime/http/accepted.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requirePosition } from '../../shared/runtime/http/page.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import { type EnrolPorts, enrolProspect } from '../../shared/use-cases/enrol-prospect.ts';
import { currentJourney } from '../../shared/use-cases/keep-journeys.ts';
import { readEnrolment, stopEnrolment, tellEnrolment } from '../../shared/use-cases/steer-enrolment.ts';
import { journeyOf } from './journeys.ts';

const ENROLMENTS = '/v1/journeys/{journeyId}/enrolments';
const ENROLMENT = `${ENROLMENTS}/{enrolmentId}`;
const DEFAULT_LIMIT = 50;

/** Who goes through a journey, step by step. */
export function enrolmentRoutes(ports: EnrolPorts): Route[] {
  const change = (
    method: Route['method'],
    path: string,
    act: (request: ApiRequest) => Promise<Enrolment>,
  ): Route => ({
    method,
    path,
    scope: method === 'GET' ? 'journeys:read' : 'journeys:write',
    handle: async (request) => ({ status: 200, body: enrolmentView(await act(request)) }),
  });
  const enrolmentOf = (request: ApiRequest) => ({
    journeyId: journeyOf(request),
    enrolmentId: request.params['enrolmentId'] ?? '',
  });
  return [
    { method: 'POST', path: ENROLMENTS, scope: 'journeys:write', handle: (request) => enrol(ports, request) },
    { method: 'GET', path: ENROLMENTS, scope: 'journeys:read', handle: (request) => list(ports, request) },
    change('GET', ENROLMENT, (request) => {
      const { journeyId, enrolmentId } = enrolmentOf(request);
      return readEnrolment(ports.scopes(request.tenantId), journeyId, enrolmentId);
    }),
    change('DELETE', ENROLMENT, (request) => stopEnrolment(ports, request.tenantId, enrolmentOf(request))),
    change('POST', `${ENROLMENT}/events`, (request) => {
      const { type } = fit(journeyEventBody, readJson(request));
      return tellEnrolment(ports, request.tenantId, { ...enrolmentOf(request), type });
    }),
  ];
}

async function enrol(ports: EnrolPorts, request: ApiRequest): Promise<ApiResponse> {
  const { prospect, subject, data = {}, property, attachments } = fit(enrolmentBody, readJson(request));
  const { enrolment, replayed } = await enrolProspect(ports, {
    tenantId: request.tenantId,
    journeyId: journeyOf(request),
    prospect: toAddressee(prospect),
    data,
    subjectAt: subject?.at,
    property,
    documents: attachments?.map(({ filename, ...file }) => ({ filename, ...withoutUndefined(file) })),
    ...idempotencyOf(request),
  });
  const location = `/v1/journeys/${enrolment.journeyId}/enrolments/${enrolment.id}`;
  return {
    status: 201,
    headers: { location, ...(replayed && { 'idempotent-replayed': 'true' }) },
    body: enrolmentView(enrolment),
  };
}

async function list({ clock, scopes }: EnrolPorts, request: ApiRequest): Promise<ApiResponse> {
  const { limit = DEFAULT_LIMIT, cursor } = fitQuery(enrolmentsQuery, request);
  const scope = scopes(request.tenantId);
  const { journeyId } = await currentJourney(scope.journeys, journeyOf(request), clock.now());
  const name = `enrolments ${request.tenantId} ${journeyId}`;
  const { items, next } = await scope.enrolments.ofJourney(journeyId, limit, requirePosition(name, cursor));
  const nextCursor = next === undefined ? {} : { nextCursor: cursorOf(name, next) };
  return { status: 200, body: { items: items.map(enrolmentHeadView), ...nextCursor } };
}
