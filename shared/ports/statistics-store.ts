import type { Tally } from '../domain/statistics.ts';
import type { Day, DayTallies, DayTally, Hour, TallyPage } from '../domain/tally-page.ts';

/** What an hour adds to a day. `version` grows with what the hour knows. */
export interface HourOfDay extends DayTally {
  version: number;
}

/** Names a part of a broadcast; see `partOf`. */
export interface PartRef {
  broadcastId: string;
  part: string;
}

/** One tenant's statistics. Methods throw when storage does not answer and can be called again. */
export interface StatisticsStore {
  /** The pages of an hour in their order, consistent with every write answered before. */
  pages(hour: Hour): Promise<readonly TallyPage[]>;
  /** Writes the next version of a page. `lost`: somebody else wrote that version. */
  savePage(hour: Hour, page: TallyPage): Promise<'saved' | 'lost'>;
  /** Keeps what an hour adds to a day, unless a newer version is there. */
  saveHour(day: Day, hour: Hour, added: HourOfDay): Promise<void>;
  /** What was counted of a part of a broadcast, consistent; undefined before anything was. */
  part(ref: PartRef): Promise<TallyPage | undefined>;
  /** Writes the next version of a part's page. `lost`: somebody else wrote that version. */
  savePart(ref: PartRef, page: TallyPage): Promise<'saved' | 'lost'>;
  /** Keeps what a part adds to its broadcast and to the days on which it was sent, unless a newer version is there. */
  addPart(ref: PartRef, added: { version: number; days: DayTallies }): Promise<void>;
  /** All that was counted of a broadcast, the attempts that followed those of its packs included. */
  ofBroadcast(broadcastId: string): Promise<Tally>;
  /** Makes one of the hours of each day before `before`, of which nothing is counted any more. @returns how many days. */
  rollUp(before: Day): Promise<number>;
  /** What every hour, and every broadcast, added to the days from `from` to `to`, both included, in the order of the days. */
  hours(from: Day, to: Day): Promise<readonly (DayTally & { day: Day })[]>;
}
