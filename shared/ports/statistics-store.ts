import type { Day, DayTally, Hour, TallyPage } from '../domain/tally-page.ts';

/** What an hour adds to a day. `version` grows with what the hour knows. */
export interface HourOfDay extends DayTally {
  version: number;
}

/** One tenant's statistics. Methods throw when storage does not answer and can be called again. */
export interface StatisticsStore {
  /** The pages of an hour in their order, consistent with every write answered before. */
  pages(hour: Hour): Promise<readonly TallyPage[]>;
  /** Writes the next version of a page. `lost`: somebody else wrote that version. */
  savePage(hour: Hour, page: TallyPage): Promise<'saved' | 'lost'>;
  /** Keeps what an hour adds to a day, unless a newer version is there. */
  saveHour(day: Day, hour: Hour, added: HourOfDay): Promise<void>;
  /** What every hour added to the days from `from` to `to`, both included, in the order of the days. */
  hours(from: Day, to: Day): Promise<readonly (DayTally & { day: Day })[]>;
}
