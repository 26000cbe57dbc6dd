import type { EnteredChunk, Intake, IntakeProgress } from '../../../shared/domain/journeys/intake.ts';
import { type Page, takePage } from '../../../shared/domain/page.ts';
import type { IntakeStore, StoredIntake } from '../../../shared/ports/intake-store.ts';

/** The intakes of one tenant. */
export class MemoryIntakeStore implements IntakeStore {
  readonly #intakes = new Map<string, StoredIntake>();
  readonly #chunks = new Map<string, Map<number, EnteredChunk>>();

  async create(intake: Intake): Promise<void> {
    if (!this.#intakes.has(intake.id))
      this.#intakes.set(intake.id, { intake: structuredClone(intake), progress: {} });
  }

  async get(journeyId: string, intakeId: string): Promise<StoredIntake | undefined> {
    const known = this.#intakes.get(intakeId);
    return known?.intake.journeyId === journeyId ? structuredClone(known) : undefined;
  }

  async list(journeyId: string, limit: number, after?: string): Promise<Page<StoredIntake>> {
    const all = [...this.#intakes.values()].filter(({ intake }) => intake.journeyId === journeyId);
    const sorted = all.sort((one, other) => (one.intake.id < other.intake.id ? 1 : -1));
    const rest = sorted.filter(({ intake }) => after === undefined || intake.id < after);
    return structuredClone(await takePage(rest, limit, ({ intake }) => intake.id));
  }

  async note(journeyId: string, intakeId: string, progress: IntakeProgress): Promise<void> {
    const known = await this.get(journeyId, intakeId);
    if (known !== undefined)
      this.#intakes.set(intakeId, { ...known, progress: { ...known.progress, ...progress } });
  }

  async record(intakeId: string, entered: EnteredChunk): Promise<void> {
    const chunks = this.#chunks.get(intakeId) ?? new Map<number, EnteredChunk>();
    chunks.set(entered.chunk, structuredClone(entered));
    this.#chunks.set(intakeId, chunks);
  }

  async recorded(intakeId: string): Promise<readonly EnteredChunk[]> {
    const chunks = [...(this.#chunks.get(intakeId)?.values() ?? [])];
    return structuredClone(chunks.sort((one, other) => one.chunk - other.chunk));
  }
}
