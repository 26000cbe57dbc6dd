import { DAY } from '../../domain/instant.ts';
import { mergeTallies, type Tally } from '../../domain/statistics.ts';
import {
  type Day,
  type DayTallies,
  type DayTally,
  type Hour,
  mergeDays,
  type TallyPage,
} from '../../domain/tally-page.ts';
import type { HourOfDay, PartRef, StatisticsStore } from '../../ports/statistics-store.ts';
import { broadcastOfDayKey, broadcastTallies, partPageKey, partTallyKey } from './broadcast-keys.ts';
import { statisticsKey, tallyPageKey } from './keys.ts';
import {
  bytesOfSeen,
  dayOf,
  daysOf,
  pageOf,
  partPageOf,
  type StoredDay,
  storedDay,
  storedDays,
  storedSeen,
} from './statistics-items.ts';
import type { Item, Table } from './table.ts';

/** Longer than anything is still counted; see `use-cases/project-statistics.ts`. */
const PAGES_KEPT = 45 * DAY;
/** Statistics name nobody: two years can be compared, and a day more. */
const DAYS_KEPT = 1_100 * DAY;
const END = '~';
/** In place of an hour: all hours of a day that is past. */
const WHOLE = 'ALL';
/** In front of a part's name, the attribute that holds what it adds: its version, and the tallies by day as text. */
const PREFIX = 't_';
/** Days that this copy of a function knows to be noted. */
const NOTED_AT_MOST = 1_000;

/**
 * Pages: `v` version, `z` zone, `seen` and `ids` what was counted, `d` the tallies by day. What an hour adds to a day: `v`, `t` the
 * tally, `ids` the sample. Parts of broadcasts: pages like those of hours, their names in bytes.
 */
export class DynamoStatisticsStore implements StatisticsStore {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #noted = new Set<string>();

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async pages(hour: Hour): Promise<readonly TallyPage[]> {
    const { pk } = tallyPageKey(this.#tenantId, hour, 0);
    const items = await this.#table.query({ pk, from: 'P#', to: `P#${END}`, consistent: true });
    return items.map(pageOf);
  }

  async savePage(
    hour: Hour,
    { number, version, zone, days, ...counted }: TallyPage,
  ): Promise<'saved' | 'lost'> {
    const item = {
      ...tallyPageKey(this.#tenantId, hour, number),
      v: version,
      z: zone,
      ...storedSeen(counted),
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

  async part({ broadcastId, part }: PartRef): Promise<TallyPage | undefined> {
    const item = await this.#table.get(partPageKey(this.#tenantId, broadcastId, part), true);
    return item && partPageOf(item);
  }

  async savePart({ broadcastId, part }: PartRef, page: TallyPage): Promise<'saved' | 'lost'> {
    const { version, zone, seen, days } = page;
    const item = {
      ...partPageKey(this.#tenantId, broadcastId, part),
      v: version,
      z: zone,
      seen: bytesOfSeen(seen),
      d: JSON.stringify(storedDays(days)),
      expiresAt: Math.ceil((Date.parse(lastOf(days)) + PAGES_KEPT) / 1_000),
    };
    const condition = version === 1 ? 'attribute_not_exists(pk)' : 'v = :before';
    const values = version === 1 ? undefined : { ':before': version - 1 };
    return (await this.#table.put(item, condition, values)) ? 'saved' : 'lost';
  }

  async addPart(
    { broadcastId, part }: PartRef,
    { version, days }: { version: number; days: DayTallies },
  ): Promise<void> {
    await Promise.all(Object.keys(days).map((day) => this.#note(day, broadcastId)));
    await this.#table.update(partTallyKey(this.#tenantId, broadcastId, part), {
      update: 'SET #part = :added, expiresAt = :expires',
      condition: 'attribute_not_exists(#part) OR #part[0] < :version',
      names: { '#part': PREFIX + part },
      values: {
        ':added': [version, JSON.stringify(storedDays(days))],
        ':version': version,
        ':expires': Math.ceil((Date.parse(lastOf(days)) + DAYS_KEPT) / 1_000),
      },
    });
  }

  async ofBroadcast(broadcastId: string): Promise<Tally> {
    const days = await this.#daysOf(broadcastId);
    return mergeTallies(Object.values(days).map(({ tally }) => tally));
  }

  async hours(from: Day, to: Day): Promise<readonly (DayTally & { day: Day })[]> {
    const { pk } = statisticsKey(this.#tenantId, from, '');
    const items = await this.#table.query({ pk, from, to: to + END });
    const rolledUp = new Set(items.filter(isWhole).map(dayIn));
    const hours = items.flatMap((item) =>
      typeof item['t'] === 'string' && (isWhole(item) || !rolledUp.has(dayIn(item)))
        ? [{ day: dayIn(item), ...dayOf(JSON.parse(item['t']) as StoredDay) }]
        : [],
    );
    const ids = new Set(items.flatMap(({ bc }) => (typeof bc === 'string' ? [bc] : [])));
    const broadcasts = await Promise.all([...ids].map((id) => this.#daysOf(id)));
    const added = broadcasts.flatMap((days) =>
      Object.entries(days)
        .filter(([day]) => from <= day && day <= to)
        .map(([day, known]) => ({ day, ...known })),
    );
    return [...hours, ...added].sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  }

  async rollUp(before: Day): Promise<number> {
    const { pk } = statisticsKey(this.#tenantId, before, '');
    const items = await this.#table.query({ pk, from: '0', to: before });
    let days = 0;
    for (const [day, ofDay] of Map.groupBy(items, dayIn)) {
      const hours = ofDay.filter((item) => typeof item['t'] === 'string' && !isWhole(item));
      const isKept = ofDay.some(isWhole);
      if (hours.length === 0 || (hours.length === 1 && !isKept)) continue;
      if (!isKept) await this.#keepWhole(day, hours);
      for (const { pk: partition, sk } of hours)
        await this.#table.remove({ pk: partition as string, sk: sk as string });
      days += 1;
    }
    return days;
  }

  /** From then on the hours of the day are not read any more, whether they are still there or not. */
  async #keepWhole(day: Day, hours: readonly Item[]): Promise<void> {
    const whole = mergeDays(hours.map(({ t }) => ({ [day]: dayOf(JSON.parse(t as string) as StoredDay) })))[
      day
    ];
    if (whole === undefined) return;
    await this.#table.put({
      ...statisticsKey(this.#tenantId, day, WHOLE),
      t: JSON.stringify(storedDay(whole)),
      expiresAt: Math.ceil((Date.parse(day) + DAYS_KEPT) / 1_000),
    });
  }

  async #daysOf(broadcastId: string): Promise<DayTallies> {
    const items = await this.#table.query(broadcastTallies(this.#tenantId, broadcastId));
    return mergeDays(
      items.flatMap((item) =>
        Object.entries(item)
          .filter(([name]) => name.startsWith(PREFIX))
          .map(([, stored]) => daysOf((stored as [number, string])[1])),
      ),
    );
  }

  /** Once: whoever adds up the days finds the broadcast. */
  async #note(day: Day, broadcastId: string): Promise<void> {
    const key = broadcastOfDayKey(this.#tenantId, day, broadcastId);
    if (this.#noted.has(key.sk)) return;
    const expiresAt = Math.ceil((Date.parse(day) + DAYS_KEPT) / 1_000);
    if ((await this.#table.get(key)) === undefined)
      await this.#table.put({ ...key, bc: broadcastId, expiresAt });
    if (this.#noted.size >= NOTED_AT_MOST) this.#noted.clear();
    this.#noted.add(key.sk);
  }
}

/** Of the days on which a part was sent. */
function lastOf(days: DayTallies): Day {
  return Object.keys(days).reduce((last, day) => (day > last ? day : last), '');
}

const dayIn = ({ sk }: Item): Day => (sk as string).slice(0, '2026-11-24'.length);
const isWhole = ({ sk }: Item): boolean => (sk as string).endsWith(`#${WHOLE}`);
