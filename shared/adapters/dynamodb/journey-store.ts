import type { JourneyDefinition, JourneyVersion } from '../../domain/journeys/definition.ts';
import type { JourneyHead, JourneyStore } from '../../ports/journey-store.ts';
import { journeyHeadKey, journeyVersionKey } from './keys.ts';
import type { Item, Table } from './table.ts';

const KEPT_AT_MOST = 100;

/** Versions: `def` the definition as text, `at` their instant, `own` unless the product brought it. Heads: `n` and `name`. */
export class DynamoJourneyStore implements JourneyStore {
  readonly #table: Table;
  readonly #tenantId: string;
  /** Versions never change, so what was read once is true for good. */
  readonly #versions = new Map<string, JourneyVersion>();

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async latest(journeyId: string): Promise<JourneyVersion | undefined> {
    const { pk } = journeyVersionKey(this.#tenantId, journeyId, 0);
    for await (const item of this.#table.items({ pk, reverse: true, consistent: true }, 1))
      return versionOf(journeyId, item);
    return undefined;
  }

  async read(journeyId: string, number: number): Promise<JourneyVersion | undefined> {
    const name = `${journeyId} ${number}`;
    const known = this.#versions.get(name);
    if (known !== undefined) return known;
    const item = await this.#table.get(journeyVersionKey(this.#tenantId, journeyId, number), true);
    if (item === undefined) return undefined;
    const found = versionOf(journeyId, item);
    if (this.#versions.size >= KEPT_AT_MOST) this.#versions.clear();
    this.#versions.set(name, found);
    return found;
  }

  async add(version: JourneyVersion): Promise<'added' | 'taken'> {
    const { journeyId, number, createdAt, definition, isBuiltIn } = version;
    const key = journeyVersionKey(this.#tenantId, journeyId, number);
    const item = {
      ...key,
      at: createdAt,
      def: JSON.stringify(definition),
      own: isBuiltIn ? undefined : true,
    };
    if (!(await this.#table.put(item, 'attribute_not_exists(pk)'))) return 'taken';
    // Never back: whoever wrote a later version may have been quicker.
    await this.#table.update(journeyHeadKey(this.#tenantId, journeyId), {
      update: `SET n = :n, #name = :name${isBuiltIn ? ' REMOVE own' : ', own = :own'}`,
      condition: 'attribute_not_exists(n) OR n < :n',
      names: { '#name': 'name' },
      values: { ':n': number, ':name': definition.name, ':own': isBuiltIn ? undefined : true },
    });
    return 'added';
  }

  async list(): Promise<readonly JourneyHead[]> {
    const { pk } = journeyHeadKey(this.#tenantId, '');
    const items = await this.#table.query({ pk });
    return items.map((item) => ({
      journeyId: item['sk'] as string,
      name: item['name'] as string,
      number: item['n'] as number,
      isBuiltIn: item['own'] !== true,
    }));
  }
}

function versionOf(journeyId: string, item: Item): JourneyVersion {
  return {
    journeyId,
    number: Number((item['sk'] as string).slice(2)),
    createdAt: item['at'] as number,
    definition: JSON.parse(item['def'] as string) as JourneyDefinition,
    isBuiltIn: item['own'] !== true,
  };
}
