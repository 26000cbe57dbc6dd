import type { EnteredChunk, Intake, IntakeProgress } from '../domain/journeys/intake.ts';
import type { Page } from '../domain/page.ts';

export interface StoredIntake {
  intake: Intake;
  progress: IntakeProgress;
}

/** The intakes of one tenant's journeys. Methods throw when storage does not answer and can be called again. */
export interface IntakeStore {
  /** Nothing happens when there is one of that id. */
  create(intake: Intake): Promise<void>;
  /** Consistent. */
  get(journeyId: string, intakeId: string): Promise<StoredIntake | undefined>;
  /** The newest first; `after`: the id that the page before ended with. */
  list(journeyId: string, limit: number, after?: string): Promise<Page<StoredIntake>>;
  /** Writes the given fields and leaves the others; the intake is there. */
  note(journeyId: string, intakeId: string, progress: IntakeProgress): Promise<void>;
  /** What became of a chunk; the same chunk again replaces. */
  record(intakeId: string, entered: EnteredChunk): Promise<void>;
  /** All that was recorded, in the order of the chunks; consistent. */
  recorded(intakeId: string): Promise<readonly EnteredChunk[]>;
}
