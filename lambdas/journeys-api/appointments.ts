import {
  appointmentBody,
  appointmentChange,
  appointmentsQuery,
} from '../../shared/contracts/http/appointment-body.ts';
import { appointmentView } from '../../shared/contracts/http/appointment-view.ts';
import { cursorOf } from '../../shared/contracts/http/list-page.ts';
import { toAddressee } from '../../shared/contracts/http/to-draft.ts';
import { idempotencyOf } from '../../shared/runtime/http/accepted.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requirePosition } from '../../shared/runtime/http/page.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import {
  type AppointmentPorts,
  decideAppointment,
  makeAppointment,
  readAppointment,
} from '../../shared/use-cases/keep-appointment.ts';

const APPOINTMENTS = '/v1/appointments';
const APPOINTMENT = `${APPOINTMENTS}/{appointmentId}`;
const DEFAULT_LIMIT = 50;

const idOf = ({ params }: ApiRequest): string => params['appointmentId'] ?? '';

/** Appointments, and what becomes of them. */
export function appointmentRoutes(ports: AppointmentPorts): Route[] {
  const read = async (request: ApiRequest): Promise<ApiResponse> => ({
    status: 200,
    body: appointmentView(await readAppointment(ports.scopes(request.tenantId), idOf(request))),
  });
  const change = async (request: ApiRequest): Promise<ApiResponse> => {
    const { status, ...time } = fit(appointmentChange, readJson(request));
    const decided = status === undefined ? time : { status };
    return {
      status: 200,
      body: appointmentView(await decideAppointment(ports, request.tenantId, idOf(request), decided)),
    };
  };
  return [
    {
      method: 'POST',
      path: APPOINTMENTS,
      scope: 'appointments:write',
      handle: (request) => make(ports, request),
    },
    {
      method: 'GET',
      path: APPOINTMENTS,
      scope: 'appointments:read',
      handle: (request) => list(ports, request),
    },
    { method: 'GET', path: APPOINTMENT, scope: 'appointments:read', handle: read },
    { method: 'PATCH', path: APPOINTMENT, scope: 'appointments:write', handle: change },
  ];
}

async function make(ports: AppointmentPorts, request: ApiRequest): Promise<ApiResponse> {
  const { prospect, data = {}, ...about } = fit(appointmentBody, readJson(request));
  const { appointment, replayed } = await makeAppointment(ports, {
    tenantId: request.tenantId,
    prospect: toAddressee(prospect),
    data,
    ...about,
    ...idempotencyOf(request),
  });
  const location = `${APPOINTMENTS}/${appointment.id}`;
  return {
    status: 201,
    headers: { location, ...(replayed && { 'idempotent-replayed': 'true' }) },
    body: appointmentView(appointment),
  };
}

async function list({ scopes }: AppointmentPorts, request: ApiRequest): Promise<ApiResponse> {
  const { from, to, limit = DEFAULT_LIMIT, cursor } = fitQuery(appointmentsQuery, request);
  const name = `appointments ${request.tenantId} ${from} ${to}`;
  const { appointments } = scopes(request.tenantId);
  const { items, next } = await appointments.between(from, to, limit, requirePosition(name, cursor));
  const nextCursor = next === undefined ? {} : { nextCursor: cursorOf(name, next) };
  return { status: 200, body: { items: items.map(appointmentView), ...nextCursor } };
}
