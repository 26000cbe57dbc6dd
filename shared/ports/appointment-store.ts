import type { Appointment } from '../domain/appointment.ts';
import type { Instant } from '../domain/instant.ts';
import type { Page } from '../domain/page.ts';

/** One tenant's appointments. Methods throw when storage does not answer and can be called again. */
export interface AppointmentStore {
  /** `exists`: one of that id is there already, and stays. */
  create(appointment: Appointment): Promise<'created' | 'exists'>;
  /** Consistent. */
  load(appointmentId: string): Promise<Appointment | undefined>;
  /** Writes the next revision; `lost` when the one before it is not the one that is stored. `before`: what was stored. */
  save(appointment: Appointment, before: Appointment): Promise<'saved' | 'lost'>;
  /** Those from an instant to another (exclusive), in their order; a read for every day of it. May be a moment behind. */
  between(from: Instant, to: Instant, limit: number, after?: string): Promise<Page<Appointment>>;
  /** All of a person, in the order in which they were made; consistent. */
  ofProspect(prospectId: string): Promise<readonly Appointment[]>;
  /** Forgets it. */
  remove(appointment: Appointment): Promise<void>;
}
