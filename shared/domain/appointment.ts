import type { AnsweredAppointment } from './conversation.ts';
import type { Instant } from './instant.ts';
import { DAY, MINUTE } from './instant.ts';
import type { Prospect } from './prospect.ts';

export const APPOINTMENT_STATUSES = ['to-confirm', 'confirmed', 'cancelled', 'moved', 'honoured'] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** A visit or a meeting of an agency with a person. */
export interface Appointment {
  id: string;
  prospect: Prospect;
  at: Instant;
  durationMinutes: number;
  address: string;
  location?: { lat: number; lng: number };
  agentName?: string;
  status: AppointmentStatus;
  createdAt: Instant;
  /** The journey that looks after it. */
  enrolmentId: string;
  /** How often it was moved. */
  moves: number;
  /** The instant of the last answer that was taken into account. */
  answeredAt?: Instant;
  /** Grows with every write. */
  revision: number;
}

/** Nothing changes any more. */
const isOver = ({ status }: Appointment): boolean => status === 'cancelled' || status === 'honoured';

/** The agency moved it: nobody has confirmed the new time. Itself when it is there already, undefined when it is over. */
export function moved(
  appointment: Appointment,
  to: { at: Instant; durationMinutes: number },
): Appointment | undefined {
  if (isOver(appointment)) return undefined;
  const { at, durationMinutes } = to;
  const moves = appointment.moves + 1;
  if (at !== appointment.at) return { ...appointment, at, durationMinutes, status: 'moved', moves };
  return durationMinutes === appointment.durationMinutes
    ? appointment
    : { ...appointment, durationMinutes, moves };
}

/** The agency said how it ended. Undefined when it had ended otherwise. */
export function ended(appointment: Appointment, status: 'cancelled' | 'honoured'): Appointment | undefined {
  if (appointment.status === status) return appointment;
  return isOver(appointment) ? undefined : { ...appointment, status };
}

/**
 * What the person's answer makes of it. An answer about a time that has moved since, or older than one that was taken
 * into account, changes nothing, so that answers may be told again and in any order.
 */
export function answered(
  appointment: Appointment,
  { status, about, at }: { status: 'confirmed' | 'cancelled' | 'to-confirm'; about: Instant; at: Instant },
): Appointment {
  const isOld = about !== appointment.at || (appointment.answeredAt ?? -Infinity) >= at;
  return isOld || isOver(appointment) ? appointment : { ...appointment, status, answeredAt: at };
}

/** As the list of conversations shows it. */
export function asShown({ id, at, status }: Appointment): AnsweredAppointment {
  return { id, at, status };
}

/** For how long a conversation goes on showing an appointment that is past. */
const SHOWN_FOR = 30 * DAY;

/** Of several, the one that a conversation shows: the next one, else the last. */
export function shownOf(appointments: readonly Appointment[], now: Instant): Appointment | undefined {
  const sorted = appointments.toSorted((one, other) => one.at - other.at);
  const isAhead = ({ at, durationMinutes, status }: Appointment) =>
    at + durationMinutes * MINUTE > now && status !== 'cancelled';
  return sorted.find(isAhead) ?? sorted.findLast(({ at }) => at > now - SHOWN_FOR);
}
