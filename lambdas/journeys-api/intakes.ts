import { leftOutQuery } from '../../shared/contracts/http/broadcast-query.ts';
import { BROADCAST_LIMITS, toAudience } from '../../shared/contracts/http/broadcast-body.ts';
import { intakeBody, intakeView } from '../../shared/contracts/http/intake-body.ts';
import { enrolmentsQuery } from '../../shared/contracts/http/journey-query.ts';
import { cursorOf } from '../../shared/contracts/http/list-page.ts';
import type { IntakeRef } from '../../shared/domain/journeys/intake.ts';
import { idempotencyOf } from '../../shared/runtime/http/accepted.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { namedIn } from '../../shared/runtime/http/named-in.ts';
import { requirePosition } from '../../shared/runtime/http/page.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import { requireWithinLimits } from '../../shared/runtime/http/request-size.ts';
import { currentJourney } from '../../shared/use-cases/keep-journeys.ts';
import { type IntakePorts, submitIntake } from '../../shared/use-cases/submit-intake.ts';
import { cancelIntake, listIntakes, listStayedOut, showIntake } from '../../shared/use-cases/tend-intake.ts';
import { journeyOf } from './journeys.ts';

const INTAKES = '/v1/journeys/{journeyId}/audiences';
const INTAKE = `${INTAKES}/{audienceId}`;
const DEFAULT_LIMIT = 50;

const refOf = (request: ApiRequest): IntakeRef => ({
  tenantId: request.tenantId,
  journeyId: journeyOf(request),
  intakeId: namedIn(request, 'audienceId'),
});

/** Audiences that enter a journey. */
export function intakeRoutes(ports: IntakePorts): Route[] {
  const get = async (request: ApiRequest): Promise<ApiResponse> => ({
    status: 200,
    body: intakeView(await showIntake(ports, refOf(request))),
  });
  const cancel = async (request: ApiRequest): Promise<ApiResponse> => ({
    status: 200,
    body: intakeView(await cancelIntake(ports, refOf(request))),
  });
  return [
    { method: 'POST', path: INTAKES, scope: 'journeys:write', handle: (request) => submit(ports, request) },
    { method: 'GET', path: INTAKES, scope: 'journeys:read', handle: (request) => list(ports, request) },
    { method: 'GET', path: INTAKE, scope: 'journeys:read', handle: get },
    {
      method: 'GET',
      path: `${INTAKE}/left-out`,
      scope: 'journeys:read',
      handle: (request) => leftOut(ports, request),
    },
    { method: 'POST', path: `${INTAKE}/cancel`, scope: 'journeys:write', handle: cancel },
  ];
}

async function submit(ports: IntakePorts, request: ApiRequest): Promise<ApiResponse> {
  const json = readJson(request);
  requireWithinLimits(request.body, json, BROADCAST_LIMITS);
  const { audience, data = {}, subject, property } = fit(intakeBody, json);
  const journeyId = journeyOf(request);
  const { intakeId, replayed } = await submitIntake(ports, {
    tenantId: request.tenantId,
    journeyId,
    audience: toAudience(audience),
    data,
    subjectAt: subject?.at,
    property,
    ...idempotencyOf(request),
  });
  const location = `/v1/journeys/${journeyId}/audiences/${intakeId}`;
  return {
    status: 202,
    headers: { location, ...(replayed && { 'idempotent-replayed': 'true' }) },
    body: { id: intakeId, status: 'accepted' },
  };
}

async function list({ clock, scopes }: IntakePorts, request: ApiRequest): Promise<ApiResponse> {
  const { limit = DEFAULT_LIMIT, cursor } = fitQuery(enrolmentsQuery, request);
  const scope = scopes(request.tenantId);
  const { journeyId } = await currentJourney(scope.journeys, journeyOf(request), clock.now());
  const name = `audiences ${request.tenantId} ${journeyId}`;
  const { items, next } = await listIntakes(scope, journeyId, limit, requirePosition(name, cursor));
  return { status: 200, body: { items: items.map(intakeView), ...nextOf(name, next) } };
}

async function leftOut(ports: IntakePorts, request: ApiRequest): Promise<ApiResponse> {
  const { cursor } = fitQuery(leftOutQuery, request);
  const ref = refOf(request);
  const name = `stayed out ${ref.tenantId} ${ref.intakeId}`;
  const { items, next } = await listStayedOut(ports, ref, requirePosition(name, cursor));
  return { status: 200, body: { items, ...nextOf(name, next) } };
}

const nextOf = (name: string, next: string | undefined): object =>
  next === undefined ? {} : { nextCursor: cursorOf(name, next) };
