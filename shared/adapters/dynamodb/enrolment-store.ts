import { DAY } from '../../domain/instant.ts';
import type { Enrolment } from '../../domain/journeys/enrolment.ts';
import type { Page } from '../../domain/page.ts';
import type { EnrolmentStore } from '../../ports/enrolment-store.ts';
import { enrolledKey, enrolmentKey, enrolmentsOf } from './keys.ts';
import type { Item, Key, Table } from './table.ts';

/** Enrolments: `e` as text, `rev` the revision. What a journey's list holds leads to them and never changes. */
export class DynamoEnrolmentStore implements EnrolmentStore {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async create(enrolment: Enrolment): Promise<'created' | 'exists'> {
    const { id, journeyId, createdAt } = enrolment;
    // The list first: what leads nowhere is left out of it, what is in no list would not be seen.
    const listed = enrolledKey(this.#tenantId, journeyId, id);
    await this.#table.put({ ...listed, expiresAt: this.#expiry(createdAt) });
    const isNew = await this.#table.put(this.#itemOf(enrolment), 'attribute_not_exists(pk)');
    return isNew ? 'created' : 'exists';
  }

  async load(enrolmentId: string): Promise<Enrolment | undefined> {
    const key = enrolmentKey(this.#tenantId, enrolmentId);
    const item = key === undefined ? undefined : await this.#table.get(key, true);
    return item === undefined ? undefined : enrolmentOf(item);
  }

  async loadMany(enrolmentIds: readonly string[]): Promise<readonly Enrolment[]> {
    return this.#readAll(enrolmentIds.flatMap((id) => enrolmentKey(this.#tenantId, id) ?? []));
  }

  async save(enrolment: Enrolment): Promise<'saved' | 'lost'> {
    const before = { ':before': enrolment.revision - 1 };
    return (await this.#table.put(this.#itemOf(enrolment), 'rev = :before', before)) ? 'saved' : 'lost';
  }

  async ofJourney(journeyId: string, limit: number, after?: string): Promise<Page<Enrolment>> {
    const { pk } = enrolledKey(this.#tenantId, journeyId, '');
    const listed = await this.#table.page({ pk, reverse: true, after, limit });
    const names = listed.items.map((item) => item['sk'] as string);
    const keys = names.flatMap((id) => enrolmentKey(this.#tenantId, id) ?? []);
    const found = await this.#readAll(keys);
    return { ...listed, items: names.flatMap((id) => found.find((enrolment) => enrolment.id === id) ?? []) };
  }

  async ofProspect(prospectId: string): Promise<readonly Enrolment[]> {
    const range = enrolmentsOf(this.#tenantId, prospectId);
    const found = (await this.#table.query({ ...range, consistent: true })).map(enrolmentOf);
    // What was forgotten is nobody's any more.
    return found.filter(({ prospect }) => prospect.id === prospectId);
  }

  /** What one request of `BatchGetItem` takes. */
  async #readAll(keys: readonly Key[]): Promise<Enrolment[]> {
    const found: Item[] = [];
    for (let next = 0; next < keys.length; next += 100)
      found.push(...(await this.#table.getMany(keys.slice(next, next + 100))));
    return found.map(enrolmentOf);
  }

  #itemOf(enrolment: Enrolment): Item {
    const { id, createdAt, standing, subject, log, revision } = enrolment;
    const key = enrolmentKey(this.#tenantId, id);
    if (key === undefined) throw new Error(`${id} is no id of an enrolment`);
    const last = Math.max(createdAt, standing?.until ?? 0, subject?.at ?? 0, log.at(-1)?.at ?? 0);
    return { ...key, e: JSON.stringify(enrolment), rev: revision, expiresAt: this.#expiry(last) };
  }

  #expiry(at: number): number {
    return Math.ceil((at + this.#retentionDays * DAY) / 1_000);
  }
}

const enrolmentOf = (item: Item): Enrolment => JSON.parse(item['e'] as string) as Enrolment;
