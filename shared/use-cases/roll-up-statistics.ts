import { DAY } from '../domain/instant.ts';
import { dayIn } from '../domain/tally-page.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';

export interface RollUpPorts {
  clock: Clock;
  scopes: TenantScopes;
}

/** Nothing of a day that is older is still counted: `use-cases/project-statistics.ts` leaves out what comes later. */
const SETTLED_AFTER = 50 * DAY;

/** The hours of days that are past become one, so that a year is read in as many items as it has days. */
export async function rollUpStatistics({ clock, scopes }: RollUpPorts, tenantId: string): Promise<number> {
  return scopes(tenantId).statistics.rollUp(dayIn('UTC', clock.now() - SETTLED_AFTER));
}
