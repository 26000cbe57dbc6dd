import type { Instant } from '../../domain/instant.ts';
import { toIso } from '../../domain/instant.ts';
import type { MicroEuros } from '../../domain/price.ts';
import type { Spending } from '../../ports/spending.ts';
import { spendingKey } from './keys.ts';
import type { Table } from './table.ts';

const monthOf = (instant: Instant): string => toIso(instant).slice(0, 7);

/** One counter a month: `micros`. */
export class DynamoSpending implements Spending {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async inMonthOf(instant: Instant): Promise<MicroEuros> {
    const item = await this.#table.get(spendingKey(this.#tenantId, monthOf(instant)));
    return item === undefined ? 0 : (item['micros'] as number);
  }

  async add(instant: Instant, amount: MicroEuros): Promise<void> {
    const key = spendingKey(this.#tenantId, monthOf(instant));
    await this.#table.update(key, { update: 'ADD micros :amount', values: { ':amount': amount } });
  }
}
