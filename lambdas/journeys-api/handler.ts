import { apiHandler, type ApiOptions } from '../../shared/runtime/http/api.ts';
import type { AppointmentPorts } from '../../shared/use-cases/keep-appointment.ts';
import { appointmentRoutes } from './appointments.ts';
import { enrolmentRoutes } from './enrolments.ts';
import { journeyRoutes } from './journeys.ts';

/** Journeys as they are declared, who goes through them, and the appointments that one of them looks after. */
export function createHandler(ports: AppointmentPorts, options: ApiOptions) {
  return apiHandler(
    [journeyRoutes, enrolmentRoutes, appointmentRoutes].flatMap((make) => make(ports)),
    options,
  );
}
