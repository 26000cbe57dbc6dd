import { DAY, type Instant } from '../domain/instant.ts';
import type { PeriodStatistics } from '../domain/period-statistics.ts';
import { mergeTallies } from '../domain/statistics.ts';
import { type Day, dayIn, type DayTally } from '../domain/tally-page.ts';
import { AppError } from '../errors.ts';
import type { ProjectPorts } from './project-statistics.ts';

/** Both days are included, and the last thirty unless told. An instant stands for the day on which it falls. */
export interface Period {
  from?: Day | Instant | undefined;
  to?: Day | Instant | undefined;
}

const LONGEST = 366;
const USUAL = 30;

/** What was counted in a period, as of some minutes ago. One range of one partition. @throws AppError `invalid-request`. */
export async function readStatistics(
  ports: ProjectPorts,
  tenantId: string,
  period: Period,
): Promise<PeriodStatistics> {
  const { from, to, hours } = await readHours(ports, tenantId, period);
  const byDay = Map.groupBy(hours, ({ day }) => day);
  const days = daysBetween(from, to).map((day) => ({
    day,
    tally: mergeTallies((byDay.get(day) ?? []).map(({ tally }) => tally)),
  }));
  return { from, to, total: mergeTallies(days.map(({ tally }) => tally)), days };
}

/** What each hour added to the days of a period. @throws AppError `invalid-request`. */
export async function readHours(
  { clock, scopes, tenants }: ProjectPorts,
  tenantId: string,
  period: Period,
): Promise<{ from: Day; to: Day; hours: readonly (DayTally & { day: Day })[] }> {
  const { timeZone } = await tenants.get(tenantId);
  const dayOf = (value: Day | Instant) => (typeof value === 'number' ? dayIn(timeZone, value) : value);
  const to = dayOf(period.to ?? clock.now());
  const from = period.from === undefined ? daysBefore(to, USUAL - 1) : dayOf(period.from);
  if (from > to) throw misfit('from', 'must not be after to');
  if (daysBetween(from, to).length > LONGEST) throw misfit('to', `must be within ${LONGEST} days from from`);
  return { from, to, hours: await scopes(tenantId).statistics.hours(from, to) };
}

function misfit(path: string, message: string): AppError {
  return new AppError('invalid-request', `${path} ${message}.`, [{ path, message }]);
}

function daysBefore(day: Day, count: number): Day {
  return new Date(Date.parse(day) - count * DAY).toISOString().slice(0, 10);
}

/** At most one more than are allowed. */
function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to && days.length <= LONGEST; day = daysBefore(day, -1)) days.push(day);
  return days;
}
