import { timeOfId } from '../../domain/message-id.ts';
import type { Page } from '../../domain/page.ts';
import type { EnteredChunk, Intake, IntakeProgress } from '../../domain/journeys/intake.ts';
import type { IntakeStore, StoredIntake } from '../../ports/intake-store.ts';
import { enteredChunkKey, intakeKey } from './broadcast-keys.ts';
import { expiryAt } from './expiry.ts';
import { beginningWith } from './key-range.ts';
import type { Item, Table } from './table.ts';

/** `i`: the intake as text, beside the fields of its progress by their names. Chunks: `c` what became of one, as text. */
export class DynamoIntakeStore implements IntakeStore {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async create(intake: Intake): Promise<void> {
    const { id, journeyId } = intake;
    const key = intakeKey(this.#tenantId, journeyId, id);
    const item = { ...key, i: JSON.stringify(intake), expiresAt: this.#expiryOf(id) };
    await this.#table.put(item, 'attribute_not_exists(pk)');
  }

  async get(journeyId: string, intakeId: string): Promise<StoredIntake | undefined> {
    const item = await this.#table.get(intakeKey(this.#tenantId, journeyId, intakeId), true);
    return item === undefined ? undefined : storedIntakeOf(item);
  }

  async list(journeyId: string, limit: number, after?: string): Promise<Page<StoredIntake>> {
    const { pk } = intakeKey(this.#tenantId, journeyId, '');
    const page = await this.#table.page({ pk, after, reverse: true, consistent: true, limit });
    return { ...page, items: page.items.map(storedIntakeOf) };
  }

  async note(journeyId: string, intakeId: string, progress: IntakeProgress): Promise<void> {
    const known = Object.entries(progress).filter(([, value]) => value !== undefined);
    await this.#table.update(intakeKey(this.#tenantId, journeyId, intakeId), {
      update: `SET ${known.map(([name]) => `${name} = :${name}`).join(', ')}`,
      condition: 'attribute_exists(pk)',
      values: Object.fromEntries(known.map(([name, value]) => [`:${name}`, value])),
    });
  }

  async record(intakeId: string, entered: EnteredChunk): Promise<void> {
    const key = enteredChunkKey(this.#tenantId, intakeId, entered.chunk);
    await this.#table.put({ ...key, c: JSON.stringify(entered), expiresAt: this.#expiryOf(intakeId) });
  }

  async recorded(intakeId: string): Promise<readonly EnteredChunk[]> {
    const { pk } = enteredChunkKey(this.#tenantId, intakeId, 0);
    const items = await this.#table.query({ pk, ...beginningWith('C#'), consistent: true });
    return items.map(({ c }) => JSON.parse(c as string) as EnteredChunk);
  }

  #expiryOf(intakeId: string): number {
    return expiryAt(timeOfId(intakeId), this.#retentionDays);
  }
}

function storedIntakeOf({ pk: _pk, sk: _sk, expiresAt: _expiry, i, ...progress }: Item): StoredIntake {
  return { intake: JSON.parse(i as string) as Intake, progress };
}
