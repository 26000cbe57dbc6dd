import type { Appointment } from '../../domain/appointment.ts';
import { DAY, type Instant } from '../../domain/instant.ts';
import { type Page, takePage } from '../../domain/page.ts';
import type { AppointmentStore } from '../../ports/appointment-store.ts';
import { agendaKey, appointmentKey, appointmentsOf } from './keys.ts';
import type { Item, Table } from './table.ts';

/** What one request of `BatchGetItem` takes. */
const AT_ONCE = 100;

interface Span {
  from: Instant;
  to: Instant;
  after: string | undefined;
}

/** Appointments: `v` as text, `rev` the revision. A day's agenda leads to them; what moved leaves the old day last. */
export class DynamoAppointmentStore implements AppointmentStore {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async create(appointment: Appointment): Promise<'created' | 'exists'> {
    // The agenda first: what leads nowhere is left out of it, what is in no agenda would not be seen.
    await this.#enter(appointment);
    const isNew = await this.#table.put(this.#itemOf(appointment), 'attribute_not_exists(pk)');
    return isNew ? 'created' : 'exists';
  }

  async load(appointmentId: string): Promise<Appointment | undefined> {
    const key = appointmentKey(this.#tenantId, appointmentId);
    const item = key === undefined ? undefined : await this.#table.get(key, true);
    return item === undefined ? undefined : appointmentOf(item);
  }

  async save(appointment: Appointment, before: Appointment): Promise<'saved' | 'lost'> {
    const isMoved = appointment.at !== before.at;
    if (isMoved) await this.#enter(appointment);
    const item = this.#itemOf(appointment);
    const isSaved = await this.#table.put(item, 'rev = :before', { ':before': before.revision });
    if (isSaved && isMoved) await this.#table.remove(agendaKey(this.#tenantId, before.at, before.id));
    return isSaved ? 'saved' : 'lost';
  }

  async between(from: Instant, to: Instant, limit: number, after?: string): Promise<Page<Appointment>> {
    const listed = await takePage(this.#places({ from, to, after }, limit), limit, (place) => place);
    const places = listed.items;
    const found = await this.#readAll(places.map((place) => place.slice(PLACE_OF_ID)));
    // One that has moved since is listed where it went.
    const items = places.flatMap(
      (place) => found.find(({ id, at }) => agendaKey(this.#tenantId, at, id).sk === place) ?? [],
    );
    return { ...listed, items };
  }

  /** The agendas of the days, one after the other. */
  async *#places({ from, to, after }: Span, limit: number): AsyncGenerator<string> {
    const first = agendaKey(this.#tenantId, from).sk;
    const last = agendaKey(this.#tenantId, to).sk;
    for (let day = from; day < to + DAY; day += DAY) {
      const { pk } = agendaKey(this.#tenantId, day);
      for await (const { sk } of this.#table.items({ pk, from: first, to: last, after }, limit + 2))
        if ((sk as string) < last) yield sk as string;
    }
  }

  async ofProspect(prospectId: string): Promise<readonly Appointment[]> {
    const range = appointmentsOf(this.#tenantId, prospectId);
    return (await this.#table.query({ ...range, consistent: true })).map(appointmentOf);
  }

  async remove({ id, at }: Appointment): Promise<void> {
    const key = appointmentKey(this.#tenantId, id);
    if (key !== undefined) await this.#table.remove(key);
    await this.#table.remove(agendaKey(this.#tenantId, at, id));
  }

  async #enter({ id, at }: Appointment): Promise<void> {
    await this.#table.put({ ...agendaKey(this.#tenantId, at, id), expiresAt: this.#expiry(at) });
  }

  async #readAll(ids: readonly string[]): Promise<Appointment[]> {
    const keys = ids.flatMap((id) => appointmentKey(this.#tenantId, id) ?? []);
    const found: Item[] = [];
    for (let next = 0; next < keys.length; next += AT_ONCE)
      found.push(...(await this.#table.getMany(keys.slice(next, next + AT_ONCE))));
    return found.map(appointmentOf);
  }

  #itemOf(appointment: Appointment): Item {
    const { id, at, revision } = appointment;
    const key = appointmentKey(this.#tenantId, id);
    if (key === undefined) throw new Error(`${id} is no id of an appointment`);
    return { ...key, v: JSON.stringify(appointment), rev: revision, expiresAt: this.#expiry(at) };
  }

  #expiry(at: Instant): number {
    return Math.ceil((at + this.#retentionDays * DAY) / 1_000);
  }
}

/** Before it, the ten characters of its instant. */
const PLACE_OF_ID = 10;

const appointmentOf = (item: Item): Appointment => JSON.parse(item['v'] as string) as Appointment;
