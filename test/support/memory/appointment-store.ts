import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { type Page, takePage } from '../../../shared/domain/page.ts';
import type { AppointmentStore } from '../../../shared/ports/appointment-store.ts';

/** The appointments of one tenant. */
export class MemoryAppointmentStore implements AppointmentStore {
  readonly #appointments = new Map<string, Appointment>();

  async create(appointment: Appointment): Promise<'created' | 'exists'> {
    if (this.#appointments.has(appointment.id)) return 'exists';
    this.#appointments.set(appointment.id, structuredClone(appointment));
    return 'created';
  }

  async load(appointmentId: string): Promise<Appointment | undefined> {
    return structuredClone(this.#appointments.get(appointmentId));
  }

  async save(appointment: Appointment, before: Appointment): Promise<'saved' | 'lost'> {
    if (this.#appointments.get(appointment.id)?.revision !== before.revision) return 'lost';
    this.#appointments.set(appointment.id, structuredClone(appointment));
    return 'saved';
  }

  async between(from: Instant, to: Instant, limit: number, after = ''): Promise<Page<Appointment>> {
    const placed = [...this.#appointments.values()]
      .filter(({ at }) => from <= at && at < to)
      .map((appointment) => ({
        appointment,
        place: `${String(appointment.at).padStart(16, '0')}${appointment.id}`,
      }))
      .filter(({ place }) => place > after)
      .sort((one, other) => (one.place < other.place ? -1 : 1));
    const page = await takePage(placed, limit, ({ place }) => place);
    return { ...page, items: structuredClone(page.items.map(({ appointment }) => appointment)) };
  }

  async ofProspect(prospectId: string): Promise<readonly Appointment[]> {
    return structuredClone(
      [...this.#appointments.values()]
        .filter(({ prospect }) => prospect.id === prospectId)
        .sort((one, other) => (one.id < other.id ? -1 : 1)),
    );
  }

  async remove({ id }: Appointment): Promise<void> {
    this.#appointments.delete(id);
  }
}
