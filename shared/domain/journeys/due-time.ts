import type { Instant } from '../instant.ts';
import { DAY } from '../instant.ts';
import { instantOfLocal, localTime } from '../time-zone.ts';
import type { BranchStep, Relative, Timing, WaitStep } from './definition.ts';
import { elapsed, openingFrom, type Timekeeping } from './opening-hours.ts';

/** When somebody who comes to a step now goes on from it at the latest; undefined when that is past, or later than it allows. */
export function waitsUntil(
  step: WaitStep | BranchStep,
  subjectAt: Instant | undefined,
  context: Timekeeping & { now: Instant },
): Instant | undefined {
  const { now } = context;
  const times = { now, subjectAt };
  const due = dueTime(step.kind === 'wait' ? step.timing : step.within, times, context);
  if (due === undefined || due <= now) return undefined;
  const notAfter = step.kind === 'wait' ? step.notAfter : undefined;
  const latest = notAfter === undefined ? undefined : dueTime(notAfter, times, context);
  return latest !== undefined && due > latest ? undefined : due;
}

/** When a wait that begins now is over; undefined when it refers to an instant that there is none of. */
function dueTime(
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
