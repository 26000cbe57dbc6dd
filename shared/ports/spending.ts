import type { Instant } from '../domain/instant.ts';
import type { MicroEuros } from '../domain/price.ts';

/** What one tenant spent, by calendar month (UTC). Kept only for tenants that set a budget. */
export interface Spending {
  inMonthOf(instant: Instant): Promise<MicroEuros>;
  add(instant: Instant, amount: MicroEuros): Promise<void>;
}
