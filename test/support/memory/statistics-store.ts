import { mergeTallies, type Tally } from '../../../shared/domain/statistics.ts';
import {
  type Day,
  type DayTallies,
  type DayTally,
  type Hour,
  mergeDays,
  type TallyPage,
} from '../../../shared/domain/tally-page.ts';
import type { HourOfDay, PartRef, StatisticsStore } from '../../../shared/ports/statistics-store.ts';

/** The statistics of one tenant. */
export class MemoryStatisticsStore implements StatisticsStore {
  readonly #pages = new Map<Hour, TallyPage[]>();
  readonly #hours = new Map<string, HourOfDay & { day: Day }>();

  readonly #parts = new Map<string, TallyPage>();
  readonly #added = new Map<string, { broadcastId: string; version: number; days: DayTallies }>();

  async pages(hour: Hour): Promise<readonly TallyPage[]> {
    return structuredClone(this.#pages.get(hour) ?? []);
  }

  async savePage(hour: Hour, page: TallyPage): Promise<'saved' | 'lost'> {
    const pages = this.#pages.get(hour) ?? [];
    if ((pages[page.number - 1]?.version ?? 0) !== page.version - 1) return 'lost';
    pages[page.number - 1] = structuredClone(page);
    this.#pages.set(hour, pages);
    return 'saved';
  }

  async saveHour(day: Day, hour: Hour, added: HourOfDay): Promise<void> {
    const known = this.#hours.get(`${day}#${hour}`);
    if (known !== undefined && known.version >= added.version) return;
    this.#hours.set(`${day}#${hour}`, { day, ...structuredClone(added) });
  }

  async part(ref: PartRef): Promise<TallyPage | undefined> {
    return structuredClone(this.#parts.get(nameOf(ref)));
  }

  async savePart(ref: PartRef, page: TallyPage): Promise<'saved' | 'lost'> {
    if ((this.#parts.get(nameOf(ref))?.version ?? 0) !== page.version - 1) return 'lost';
    this.#parts.set(nameOf(ref), structuredClone(page));
    return 'saved';
  }

  async addPart(ref: PartRef, { version, days }: { version: number; days: DayTallies }): Promise<void> {
    const known = this.#added.get(nameOf(ref));
    if (known !== undefined && known.version >= version) return;
    this.#added.set(nameOf(ref), structuredClone({ broadcastId: ref.broadcastId, version, days }));
  }

  async ofBroadcast(broadcastId: string): Promise<Tally> {
    const parts = [...this.#added.values()].filter((part) => part.broadcastId === broadcastId);
    return mergeTallies(parts.flatMap(({ days }) => Object.values(days).map(({ tally }) => tally)));
  }

  async rollUp(before: Day): Promise<number> {
    let days = 0;
    const past = [...this.#hours].filter(([, { day }]) => day < before);
    for (const [day, hours] of Map.groupBy(past, ([, each]) => each.day)) {
      if (hours.length < 2) continue;
      const whole = mergeDays(hours.map(([, { tally, sample }]) => ({ [day]: { tally, sample } })))[day];
      for (const [name] of hours) this.#hours.delete(name);
      if (whole !== undefined) this.#hours.set(`${day}#ALL`, { day, version: 1, ...whole });
      days += 1;
    }
    return days;
  }

  async hours(from: Day, to: Day): Promise<readonly (DayTally & { day: Day })[]> {
    const broadcasts = Map.groupBy(this.#added.values(), ({ broadcastId }) => broadcastId);
    const added = [...broadcasts.values()].flatMap((parts) =>
      Object.entries(mergeDays(parts.map(({ days }) => days)))
        .filter(([day]) => from <= day && day <= to)
        .map(([day, known]) => structuredClone({ day, ...known })),
    );
    const hours = [...this.#hours.entries()]
      .filter(([, { day }]) => from <= day && day <= to)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { day, tally, sample }]) => structuredClone({ day, tally, sample }));
    return [...hours, ...added].sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  }
}

const nameOf = ({ broadcastId, part }: PartRef): string => `${broadcastId} ${part}`;
