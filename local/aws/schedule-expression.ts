import { Cron } from 'croner';

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * The first instant (ms) after `after` at which an EventBridge Scheduler expression falls due; undefined when there
 * is none. A one-time schedule keeps its instant even when that has passed.
 * @throws RangeError for what is not an expression.
 */
export function dueAfter(expression: string, timeZone: string, after: number): number | undefined {
  const [, kind, argument = ''] = /^(at|rate|cron)\((.+)\)$/.exec(expression) ?? [];
  if (kind === 'at') return atInstant(argument, timeZone);
  if (kind === 'rate') return after + rateOf(argument);
  if (kind === 'cron') return nextOfCron(argument, timeZone, after);
  throw new RangeError(`Invalid Schedule Expression ${expression}`);
}

export function isOneTime(expression: string): boolean {
  return expression.startsWith('at(');
}

function atInstant(argument: string, timeZone: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(argument))
    throw new RangeError(`Invalid Schedule Expression at(${argument})`);
  const instant = timeZone === 'UTC' ? Date.parse(`${argument}Z`) : inZone(argument, timeZone);
  if (Number.isNaN(instant)) throw new RangeError(`Invalid Schedule Expression at(${argument})`);
  return instant;
}

function inZone(argument: string, timeZone: string): number {
  return (
    new Cron(argument, { timezone: timeZone, paused: true }).nextRun(new Date(0))?.getTime() ?? Number.NaN
  );
}

function rateOf(argument: string): number {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? [];
  const length = UNITS[unit ?? ''];
  if (length === undefined || Number(count) < 1)
    throw new RangeError(`Invalid Schedule Expression rate(${argument})`);
  return Number(count) * length;
}

/** AWS writes no seconds, counts Sunday as 1, and needs a `?`. */
function nextOfCron(argument: string, timeZone: string, after: number): number | undefined {
  const options = { timezone: timeZone, alternativeWeekdays: true, sloppyRanges: true, paused: true };
  return new Cron(`0 ${argument}`, options).nextRun(new Date(after))?.getTime();
}
