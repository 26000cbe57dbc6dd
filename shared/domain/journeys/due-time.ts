import type { Instant } from '../instant.ts';
import { DAY } from '../instant.ts';
import { instantOfLocal, localTime } from '../time-zone.ts';
import type { Relative, Timing } from './definition.ts';
import { elapsed, openingFrom, type Timekeeping } from './opening-hours.ts';

/** When a wait that begins now is over; undefined when it refers to an instant that there is none of. */
export function dueTime(
  timing: Timing,
  { now, subjectAt }: { now: Instant; subjectAt: Instant | undefined },
  whose: Timekeeping,
): Instant | undefined {
  if (timing.kind === 'lasting') return elapsed(timing.hours, now, timing.ms, whose);
  return subjectAt === undefined ? undefined : besideSubject(timing, subjectAt, whose);
}

function besideSubject(
  { offset, timeOfDay, hours }: Relative,
  subjectAt: Instant,
  whose: Timekeeping,
): Instant {
  if (timeOfDay === undefined) return openingFrom(hours, subjectAt + offset, whose);
  const { year, month, day } = localTime(whose.zone, subjectAt);
  const wanted = instantOfLocal(whose.zone, year, month, day + Math.round(offset / DAY), timeOfDay);
  return openingFrom(hours, wanted, whose);
}
