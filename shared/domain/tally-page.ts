import type { Instant } from './instant.ts';
import { toIso } from './instant.ts';
import { shortHash } from './message-id.ts';
import { type Milestone, MILESTONES } from './milestone.ts';
import { contributionOf, type Fact, mergeTallies, type Tally } from './statistics.ts';
import { localTime } from './time-zone.ts';

/** A civil day such as `2026-11-24`. */
export type Day = string;

/** The UTC hour in which a fact was first known to happen, such as `2026-11-24T13`: where it is counted. */
export type Hour = string;

export const hourOf = (at: Instant): Hour => toIso(at).slice(0, 13);

export function dayIn(zone: string, at: Instant): Day {
  const { year, month, day } = localTime(zone, at);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** What was counted of the attempts taken up on one day. `sample`: some of their messages, picked by chance. */
export interface DayTally {
  tally: Tally;
  sample: readonly string[];
}

export type DayTallies = Readonly<Record<Day, DayTally>>;

/** Messages of each hour and day that are kept in mind. */
const SAMPLED = 3;

/**
 * Those with the smallest hashes: chance as far as the messages are concerned, and the same whatever the order in
 * which they are looked at.
 */
export function pickSample(messageIds: readonly string[], size: number): string[] {
  const hashed = [...new Set(messageIds)].map((id) => [shortHash(id), id] as const);
  hashed.sort(([a], [b]) => (a < b ? -1 : 1));
  return hashed.slice(0, size).map(([, id]) => id);
}

/**
 * A part of what was counted of one hour, together with what it was counted of: both are written at once, so that
 * a fact that comes again is known. Only the last page of an hour is added to, and none that is full.
 */
export interface TallyPage {
  number: number;
  /** 1 when it is written first, then one more each time. */
  version: number;
  /** Decides on which day an attempt counts, for the whole hour, whatever the tenant chooses meanwhile. */
  zone: string;
  /** By attempt, a bit for each milestone. */
  seen: ReadonlyMap<string, number>;
  /** Which attempts those are, where the page says so: pages of hours do, those of parts of broadcasts do not. */
  attempts: ReadonlyMap<string, CountedAttempt>;
  days: DayTallies;
}

/** An attempt that was counted: which one of which message. */
export interface CountedAttempt {
  messageId: string;
  number: number;
}

/** Attempts on a page that takes no more: its item stays within a few write units, and so does adding to it. */
const FULL = 125;

const bitOf = (milestone: Milestone): number => 1 << MILESTONES.indexOf(milestone);

/** What all the pages know together. */
function seenOn(pages: readonly TallyPage[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const page of pages) for (const [id, bits] of page.seen) seen.set(id, (seen.get(id) ?? 0) | bits);
  return seen;
}

/** Facts that none of the pages knows, each once. */
export function unknownFacts(pages: readonly TallyPage[], facts: readonly Fact[]): Fact[] {
  const seen = seenOn(pages);
  return facts.filter(({ id, milestone }) => {
    const known = seen.get(id) ?? 0;
    seen.set(id, known | bitOf(milestone));
    return (known & bitOf(milestone)) === 0;
  });
}

/** The page on which unknown facts are counted, with them on it: the last one of its hour, or the one after. */
export function countOn(pages: readonly TallyPage[], facts: readonly Fact[], zone: string): TallyPage {
  const last = pages.at(-1);
  const page = last === undefined || last.seen.size >= FULL ? emptyPage(zone, pages.length + 1) : last;
  return withFacts(page, facts);
}

/** A page that nothing was counted on. */
export function emptyPage(zone: string, number = 1): TallyPage {
  return { number, version: 0, zone, seen: new Map(), attempts: new Map(), days: {} };
}

/** The next version of a page, with facts counted on it that it did not know. */
export function withFacts(page: TallyPage, facts: readonly Fact[]): TallyPage {
  const seen = new Map(page.seen);
  const attempts = new Map(page.attempts);
  for (const { id, milestone, about } of facts) {
    const { messageId, number, broadcastId } = about;
    seen.set(id, (seen.get(id) ?? 0) | bitOf(milestone));
    if (broadcastId === undefined) attempts.set(id, { messageId, number });
  }
  const added = facts.map((fact) => ({ [dayIn(page.zone, fact.about.attemptedAt)]: dayTallyOf(fact) }));
  return { ...page, version: page.version + 1, seen, attempts, days: mergeDays([page.days, ...added]) };
}

/** Attempts that a provider took in this hour, and of which nothing final was counted in it, by all its pages. */
export function unfinishedOf(pages: readonly TallyPage[]): CountedAttempt[] {
  const seen = seenOn(pages);
  const known = new Map(pages.flatMap(({ attempts }) => [...attempts]));
  const final = bitOf('failed') | bitOf('delivered');
  return [...known]
    .filter(([id]) => ((seen.get(id) ?? 0) & (bitOf('sent') | final)) === bitOf('sent'))
    .map(([, attempt]) => attempt);
}

/** A message is sampled with its first decision. */
function dayTallyOf(fact: Fact): DayTally {
  const { channel, number, messageId, broadcastId } = fact.about;
  // The many of a broadcast would leave no room for anything else.
  const isDecision =
    broadcastId === undefined && number === 1 && (fact.milestone === 'sent' || fact.milestone === 'refused');
  return { tally: { [channel]: contributionOf(fact) }, sample: isDecision ? [messageId] : [] };
}

export function mergeDays(all: readonly DayTallies[]): DayTallies {
  const byDay = Map.groupBy(
    all.flatMap((each) => Object.entries(each)),
    ([day]) => day,
  );
  return Object.fromEntries(
    [...byDay].map(([day, entries]) => {
      const tally = mergeTallies(entries.map(([, known]) => known.tally));
      return [
        day,
        {
          tally,
          sample: pickSample(
            entries.flatMap(([, { sample }]) => sample),
            SAMPLED,
          ),
        },
      ];
    }),
  );
}
