import type { Enrolment } from '../domain/journeys/enrolment.ts';
import type { Page } from '../domain/page.ts';

/**
 * One tenant's people in journeys. Every write is one conditional write of one item. Methods throw when storage does
 * not answer and can be called again.
 */
export interface EnrolmentStore {
  /** `exists`: one of that id is there already, and stays. */
  create(enrolment: Enrolment): Promise<'created' | 'exists'>;
  /** Consistent. */
  load(enrolmentId: string): Promise<Enrolment | undefined>;
  /** Those of them that there are, in no order; may be a moment behind. */
  loadMany(enrolmentIds: readonly string[]): Promise<readonly Enrolment[]>;
  /** Writes the next revision; `lost` when the one before it is not the one that is stored. */
  save(enrolment: Enrolment): Promise<'saved' | 'lost'>;
  /** The newest first; may be a moment behind. */
  ofJourney(journeyId: string, limit: number, after?: string): Promise<Page<Enrolment>>;
  /** Everything of a person, the oldest first; consistent. */
  ofProspect(prospectId: string): Promise<readonly Enrolment[]>;
}
