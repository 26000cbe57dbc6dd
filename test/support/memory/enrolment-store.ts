import type { Enrolment } from '../../../shared/domain/journeys/enrolment.ts';
import { type Page, takePage } from '../../../shared/domain/page.ts';
import type { EnrolmentStore } from '../../../shared/ports/enrolment-store.ts';

/** The enrolments of one tenant. */
export class MemoryEnrolmentStore implements EnrolmentStore {
  readonly #enrolments = new Map<string, Enrolment>();

  async create(enrolment: Enrolment): Promise<'created' | 'exists'> {
    if (this.#enrolments.has(enrolment.id)) return 'exists';
    this.#enrolments.set(enrolment.id, structuredClone(enrolment));
    return 'created';
  }

  async load(enrolmentId: string): Promise<Enrolment | undefined> {
    return structuredClone(this.#enrolments.get(enrolmentId));
  }

  async loadMany(enrolmentIds: readonly string[]): Promise<readonly Enrolment[]> {
    return this.all().filter(({ id }) => enrolmentIds.includes(id));
  }

  async save(enrolment: Enrolment): Promise<'saved' | 'lost'> {
    if (this.#enrolments.get(enrolment.id)?.revision !== enrolment.revision - 1) return 'lost';
    this.#enrolments.set(enrolment.id, structuredClone(enrolment));
    return 'saved';
  }

  async ofJourney(journeyId: string, limit: number, after = '~'): Promise<Page<Enrolment>> {
    const found = this.all()
      .filter((enrolment) => enrolment.journeyId === journeyId && enrolment.id < after)
      .sort((one, other) => (one.id < other.id ? 1 : -1));
    return takePage(found, limit, ({ id }) => id);
  }

  async ofProspect(prospectId: string): Promise<readonly Enrolment[]> {
    return this.all()
      .filter(({ prospect }) => prospect.id === prospectId)
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** Every enrolment, for the checks of a whole run. */
  all(): Enrolment[] {
    return [...this.#enrolments.values()].map((enrolment) => structuredClone(enrolment));
  }
}
