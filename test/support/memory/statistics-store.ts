import type { Day, DayTally, Hour, TallyPage } from '../../../shared/domain/tally-page.ts';
import type { HourOfDay, StatisticsStore } from '../../../shared/ports/statistics-store.ts';

/** The statistics of one tenant. */
export class MemoryStatisticsStore implements StatisticsStore {
  readonly #pages = new Map<Hour, TallyPage[]>();
  readonly #hours = new Map<string, HourOfDay & { day: Day }>();

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

  async hours(from: Day, to: Day): Promise<readonly (DayTally & { day: Day })[]> {
    return [...this.#hours.entries()]
      .filter(([, { day }]) => from <= day && day <= to)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { day, tally, sample }]) => structuredClone({ day, tally, sample }));
  }
}
