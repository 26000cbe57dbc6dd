import { DAY } from '../domain/instant.ts';
import { type AttemptProgress, type Fact, factsOf, partOf } from '../domain/statistics.ts';
import {
  countOn,
  dayIn,
  emptyPage,
  type Hour,
  hourOf,
  mergeDays,
  type TallyPage,
  unknownFacts,
  withFacts,
} from '../domain/tally-page.ts';
import type { Clock } from '../ports/clock.ts';
import type { PartRef, StatisticsStore } from '../ports/statistics-store.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';

export interface ProjectPorts {
  clock: Clock;
  scopes: TenantScopes;
  tenants: TenantStore;
}

/** Longer than a record can be on its way: 14 days in the queue, 14 among the dead letters. Pages are kept longer. */
const COUNTED_WITHIN = 40 * DAY;

/**
 * Adds up what became of a tenant's attempts: exactly once, however often and in whatever order it is told, and
 * wherever a run dies. What is new is counted on a page of its hour in one conditional write that also remembers it;
 * then the sum of the hour's pages replaces what the hour had added to each day. Who comes again finds the facts on
 * their page and only does the second step. @returns how many facts were new, and how many came too late to count.
 */
export async function projectStatistics(
  ports: ProjectPorts,
  tenantId: string,
  told: readonly AttemptProgress[],
): Promise<{ counted: number; late: number }> {
  const since = ports.clock.now() - COUNTED_WITHIN;
  const facts = told.flatMap(factsOf);
  const timely = facts.filter(({ at }) => at >= since);
  const { statistics } = ports.scopes(tenantId);
  const { timeZone } = await ports.tenants.get(tenantId);
  let counted = 0;
  const ofBroadcasts = timely.filter(({ about }) => about.broadcastId !== undefined);
  const others = timely.filter(({ about }) => about.broadcastId === undefined);
  for (const [hour, ofHour] of Map.groupBy(others, ({ at }) => hourOf(at)))
    counted += await countHour(statistics, hour, ofHour, timeZone);
  for (const [broadcastId, ofBroadcast] of Map.groupBy(ofBroadcasts, ({ about }) => about.broadcastId ?? ''))
    for (const [part, ofPart] of Map.groupBy(ofBroadcast, ({ about }) => partOf(about)))
      counted += await countPart(statistics, { broadcastId, part }, ofPart, timeZone);
  return { counted, late: facts.length - timely.length };
}

async function countHour(
  store: StatisticsStore,
  hour: Hour,
  facts: readonly Fact[],
  timeZone: string,
): Promise<number> {
  for (;;) {
    const pages = await store.pages(hour);
    const fresh = unknownFacts(pages, facts);
    const zone = pages[0]?.zone ?? timeZone;
    const page = fresh.length === 0 ? undefined : countOn(pages, fresh, zone);
    if (page !== undefined && (await store.savePage(hour, page)) === 'lost') continue;
    const known =
      page === undefined ? pages : [...pages.filter(({ number }) => number !== page.number), page];
    const days = new Set(facts.map(({ about }) => dayIn(zone, about.attemptedAt)));
    await addToDays(store, hour, days, known);
    return fresh.length;
  }
}

/**
 * The same for a part of a broadcast, whose page is its own whenever something is told of it: an hour of a large
 * broadcast would have thousands.
 */
async function countPart(
  store: StatisticsStore,
  ref: PartRef,
  facts: readonly Fact[],
  timeZone: string,
): Promise<number> {
  for (;;) {
    const known = (await store.part(ref)) ?? emptyPage(timeZone);
    const fresh = unknownFacts([known], facts);
    const page = fresh.length === 0 ? known : withFacts(known, fresh);
    if (fresh.length > 0 && (await store.savePart(ref, page)) === 'lost') continue;
    await store.addPart(ref, page);
    return fresh.length;
  }
}

/** The pages of an hour change one after the other, so that the sum of their versions tells which sight is newer. */
async function addToDays(
  store: StatisticsStore,
  hour: Hour,
  days: ReadonlySet<string>,
  pages: readonly TallyPage[],
): Promise<void> {
  const version = pages.reduce((sum, page) => sum + page.version, 0);
  const sums = mergeDays(pages.map((page) => page.days));
  for (const day of days) {
    const sum = sums[day];
    if (sum !== undefined) await store.saveHour(day, hour, { version, ...sum });
  }
}
