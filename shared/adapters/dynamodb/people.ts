import type { DeliverableChannel } from '../../domain/channel.ts';
import { type Instant, startOfDay } from '../../domain/instant.ts';
import type { Addresses } from '../../domain/prospect.ts';
import type { KnownPerson } from '../../domain/segment.ts';
import type { LookedUp, People } from '../../ports/people.ts';
import { readKeys } from './address-keys.ts';
import { profileKey, profileKeyOf, ROLL_PARTITIONS, rollKey, rollPartition } from './keys.ts';
import { bookOf, byPartition, marksOf, prospectOf, tiesOf } from './prospect-items.ts';
import type { Item, Key, Table } from './table.ts';

/** Of one request to the table. */
const READ_TOGETHER = 100;
/** Requests under way at once. */
const AT_ONCE = 8;
const ROLL_PAGE = 1_000;

/**
 * The roll: an item that says nothing but that there is such a person. Profiles: the days on which they last opened
 * something (`eng`), got in contact (`con`), and on which something new was said of them (`rec`).
 */
export class DynamoPeople implements People {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async enrol(prospectId: string): Promise<void> {
    await this.#table.put({ ...rollKey(this.#tenantId, prospectId) });
  }

  async strike(prospectId: string): Promise<void> {
    await this.#table.remove(rollKey(this.#tenantId, prospectId));
  }

  async everybody(after?: string): Promise<{ people: readonly KnownPerson[]; next?: string }> {
    const letter = after?.charAt(0) ?? ROLL_PARTITIONS[0]!;
    const last = after === undefined || after.length === 1 ? undefined : after.slice(1);
    const page = { pk: rollPartition(this.#tenantId, letter), after: last, limit: ROLL_PAGE };
    const roll = await this.#table.page(page);
    const ids = roll.items.map(({ sk }) => sk as string);
    const profiles = await this.#readMany(ids.map((id) => profileKey(this.#tenantId, id)));
    const people = profiles.filter((item) => tiesOf(item).mergedInto === undefined).flatMap(personOf);
    const next = roll.next === undefined ? letterAfter(letter) : letter + roll.next;
    return { people, ...(next !== undefined && { next }) };
  }

  async lookUp(
    asked: readonly (Addresses & { id: string })[],
    channels?: readonly DeliverableChannel[],
  ): Promise<LookedUp[]> {
    const profiles = await this.#byPartition(asked.map(({ id }) => profileKey(this.#tenantId, id)));
    const found = asked.map((given) => {
      const item = profiles.get(profileKey(this.#tenantId, given.id).pk);
      const prospect = item && prospectOf(item);
      return { prospect, addresses: { ...prospect, ...given }, ...erasureOf(item) };
    });
    const known = found.map(({ addresses, ...person }) => ({
      ...person,
      at: readKeys(this.#tenantId, addresses, channels),
    }));
    const items = await this.#byPartition(known.flatMap(({ at }) => at.keys));
    return known.map(({ at, ...person }) => ({ ...person, facts: bookOf(items, at.channels) }));
  }

  async find(prospectIds: readonly string[]): Promise<KnownPerson[]> {
    const profiles = await this.#readMany(prospectIds.map((id) => profileKey(this.#tenantId, id)));
    return profiles.flatMap(personOf);
  }

  async noteEngagement(ownKey: string, at: Instant): Promise<void> {
    await this.#noteDay('eng', profileKeyOf(this.#tenantId, ownKey), at);
  }

  async noteContact(ownKey: string, at: Instant): Promise<void> {
    await this.#noteDay('con', profileKeyOf(this.#tenantId, ownKey), at);
  }

  async noteRecorded(prospectId: string, at: Instant): Promise<void> {
    await this.#table.update(profileKey(this.#tenantId, prospectId), {
      update: 'SET rec = :day',
      condition: 'attribute_exists(p) AND attribute_not_exists(rec)',
      values: { ':day': startOfDay(at) },
    });
  }

  /** An attribute of its own for each, so that the latest of either is kept by one write. */
  async #noteDay(name: 'eng' | 'con', key: Key, at: Instant): Promise<void> {
    await this.#table.update(key, {
      update: `SET ${name} = :day`,
      condition: `attribute_exists(p) AND (attribute_not_exists(${name}) OR ${name} < :day)`,
      values: { ':day': startOfDay(at) },
    });
  }

  async #byPartition(keys: readonly Key[]): Promise<Map<string, Item>> {
    // A request must not name a key twice.
    const unique = [...new Map(keys.map((key) => [key.pk, key])).values()];
    const items = await this.#readMany(unique);
    return byPartition(items);
  }

  async #readMany(keys: readonly Key[]): Promise<Item[]> {
    const requests: Key[][] = [];
    for (let next = 0; next < keys.length; next += READ_TOGETHER)
      requests.push(keys.slice(next, next + READ_TOGETHER));
    const items: Item[] = [];
    for (let next = 0; next < requests.length; next += AT_ONCE) {
      const some = requests.slice(next, next + AT_ONCE);
      for (const read of await Promise.all(some.map((each) => this.#table.getMany(each))))
        items.push(...read);
    }
    return items;
  }
}

function letterAfter(letter: string): string | undefined {
  return ROLL_PARTITIONS[ROLL_PARTITIONS.indexOf(letter) + 1];
}

/** None where no record is kept. */
function personOf(item: Item): KnownPerson[] {
  const prospect = prospectOf(item);
  if (prospect === undefined) return [];
  const { eng, con, rec } = item as { eng?: number; con?: number; rec?: number };
  const engagedAt = Math.max(eng ?? 0, con ?? 0);
  const days = {
    ...(engagedAt > 0 && { engagedAt }),
    ...(con !== undefined && { contactAt: con }),
    ...(rec !== undefined && { recordedAt: rec }),
  };
  return [{ prospect, ...days }];
}

function erasureOf(item: Item | undefined): Pick<LookedUp, 'erasedAt'> {
  const { erasedAt } = marksOf(item ?? {});
  return erasedAt === undefined ? {} : { erasedAt };
}
