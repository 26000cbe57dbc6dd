import { DAY } from '../../domain/instant.ts';
import { type Counters, COUNTERS, type Tally } from '../../domain/statistics.ts';
import type { Day, DayTallies, DayTally, Hour, TallyPage } from '../../domain/tally-page.ts';
import type { HourOfDay, StatisticsStore } from '../../ports/statistics-store.ts';
import { statisticsKey, tallyPageKey } from './keys.ts';
import type { Item, Table } from './table.ts';

/** Longer than anything is still counted; see `use-cases/project-statistics.ts`. */
const PAGES_KEPT = 45 * DAY;
/** Statistics name nobody: two years can be compared, and a day more. */
const DAYS_KEPT = 1_100 * DAY;
const END = '~';
/** Of an attempt's name (`domain/message-id.ts`), and of its milestones as two hexadecimal digits. */
const NAME = 16;
const ENTRY = NAME + 2;

/**
 * Pages: `v` version, `z` zone, `seen` what was counted, `d` the tallies by day. What an hour adds to a day: `v`, `t` the
 * tally, `ids` the sample.
 */
export class DynamoStatisticsStore implements StatisticsStore {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async pages(hour: Hour): Promise<readonly TallyPage[]> {
    const { pk } = tallyPageKey(this.#tenantId, hour, 0);
    const items = await this.#table.query({ pk, from: 'P#', to: `P#${END}`, consistent: true });
    return items.map(pageOf);
  }

  async savePage(hour: Hour, { number, version, zone, seen, days }: TallyPage): Promise<'saved' | 'lost'> {
    const item = {
      ...tallyPageKey(this.#tenantId, hour, number),
      v: version,
      z: zone,
      seen: [...seen].map(([id, bits]) => id + bits.toString(16).padStart(2, '0')).join(''),
      d: JSON.stringify(storedDays(days)),
      expiresAt: Math.ceil((Date.parse(`${hour}:00:00Z`) + PAGES_KEPT) / 1_000),
    };
    const isFirst = version === 1;
    const condition = isFirst ? 'attribute_not_exists(pk)' : 'v = :before';
    const values = isFirst ? undefined : { ':before': version - 1 };
    return (await this.#table.put(item, condition, values)) ? 'saved' : 'lost';
  }

  async saveHour(day: Day, hour: Hour, { version, ...added }: HourOfDay): Promise<void> {
    const item = {
      ...statisticsKey(this.#tenantId, day, hour),
      v: version,
      t: JSON.stringify(storedDay(added)),
      expiresAt: Math.ceil((Date.parse(day) + DAYS_KEPT) / 1_000),
    };
    await this.#table.put(item, 'attribute_not_exists(pk) OR v < :version', { ':version': version });
  }

  async hours(from: Day, to: Day): Promise<readonly (DayTally & { day: Day })[]> {
    const { pk } = statisticsKey(this.#tenantId, from, '');
    const items = await this.#table.query({ pk, from, to: to + END });
    return items.map((item) => ({
      day: (item['sk'] as string).slice(0, from.length),
      ...dayOf(JSON.parse(item['t'] as string) as StoredDay),
    }));
  }
}

/** Counters by their places. */
type StoredDay = [tally: Record<string, number[]>, sample: readonly string[]];

function storedDay({ tally, sample }: DayTally): StoredDay {
  const channels = Object.entries(tally).map(([channel, counters]) => [
    channel,
    COUNTERS.map((counter) => counters[counter]),
  ]);
  return [Object.fromEntries(channels) as StoredDay[0], sample];
}

function dayOf([channels, sample]: StoredDay): DayTally {
  const tally = Object.entries(channels).map(([channel, values]) => [
    channel,
    Object.fromEntries(COUNTERS.map((counter, place) => [counter, values[place] ?? 0])) as Counters,
  ]);
  return { tally: Object.fromEntries(tally) as Tally, sample };
}

function storedDays(days: DayTallies): Record<Day, StoredDay> {
  return Object.fromEntries(Object.entries(days).map(([day, known]) => [day, storedDay(known)]));
}

function pageOf(item: Item): TallyPage {
  const text = item['seen'] as string;
  const seen = new Map<string, number>();
  for (let start = 0; start < text.length; start += ENTRY) {
    const end = start + NAME;
    seen.set(text.slice(start, end), Number.parseInt(text.slice(end, start + ENTRY), 16));
  }
  const days = Object.entries(JSON.parse(item['d'] as string) as Record<Day, StoredDay>);
  return {
    number: Number((item['sk'] as string).slice(2)),
    version: item['v'] as number,
    zone: item['z'] as string,
    seen,
    days: Object.fromEntries(days.map(([day, known]) => [day, dayOf(known)])),
  };
}
