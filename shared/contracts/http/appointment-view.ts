import * as z from 'zod/mini';
import { type Appointment, APPOINTMENT_STATUSES } from '../../domain/appointment.ts';
import { toIso } from '../../domain/instant.ts';

export function appointmentView(appointment: Appointment): object {
  const { id, prospect, at, durationMinutes, address, location, agentName, status } = appointment;
  return {
    id,
    prospectId: prospect.id,
    at: toIso(at),
    durationMinutes,
    address,
    ...(location !== undefined && { location }),
    ...(agentName !== undefined && { agentName }),
    status,
    createdAt: toIso(appointment.createdAt),
    enrolmentId: appointment.enrolmentId,
  };
}

export const appointmentResponse = z.strictObject({
  id: z.string(),
  prospectId: z.string(),
  at: z.iso.datetime(),
  durationMinutes: z.int(),
  address: z.string(),
  location: z.optional(z.strictObject({ lat: z.number(), lng: z.number() })),
  agentName: z.optional(z.string()),
  status: z.enum(APPOINTMENT_STATUSES),
  createdAt: z.iso.datetime(),
  /** Its way through the journey `appointment`. */
  enrolmentId: z.string(),
});

export const appointmentsResponse = z.strictObject({
  items: z.array(appointmentResponse),
  nextCursor: z.optional(z.string()),
});
