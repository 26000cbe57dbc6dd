import { apiHandler, type ApiOptions } from '../../shared/runtime/http/api.ts';
import type { AppointmentPorts } from '../../shared/use-cases/keep-appointment.ts';
import type { IntakePorts } from '../../shared/use-cases/submit-intake.ts';
import { appointmentRoutes } from './appointments.ts';
import { enrolmentRoutes } from './enrolments.ts';
import { intakeRoutes } from './intakes.ts';
import { journeyRoutes } from './journeys.ts';

/** Journeys as they are declared, who goes through them, and the appointments that one of them looks after. */
export function createHandler(ports: AppointmentPorts & IntakePorts, options: ApiOptions) {
  return apiHandler(
    [journeyRoutes, enrolmentRoutes, intakeRoutes, appointmentRoutes].flatMap((make) => make(ports)),
    options,
  );
}
