import type { PlanCounts } from '../../domain/broadcast-plan.ts';
import { timeOfId } from '../../domain/message-id.ts';
import type { Page } from '../../domain/page.ts';
import type { BroadcastPlan, BroadcastPlans, PlannedChunk } from '../../ports/broadcast-plans.ts';
import { expiryAt } from './expiry.ts';
import { broadcastList, plannedChunkKey } from './broadcast-keys.ts';
import { beginningWith } from './key-range.ts';
import type { Key, Table } from './table.ts';

/** The list: the fields of the plan by their names. Chunks: `c` what was planned of one, as text; numbers are in the key. */
export class DynamoBroadcastPlans implements BroadcastPlans {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async note({ broadcastId, ...fields }: Pick<BroadcastPlan, 'broadcastId'> & Partial<BroadcastPlan>) {
    const known = Object.entries(fields).filter(([, value]) => value !== undefined);
    await this.#table.update(this.#key(broadcastId), {
      update: `SET ${['expiresAt = :expiresAt', ...known.map(([name]) => `${name} = :${name}`)].join(', ')}`,
      values: {
        ':expiresAt': this.#expiryOf(broadcastId),
        ...Object.fromEntries(known.map(([name, value]) => [`:${name}`, value])),
      },
    });
  }

  async get(broadcastId: string): Promise<BroadcastPlan | undefined> {
    const item = await this.#table.get(this.#key(broadcastId), true);
    if (item === undefined) return undefined;
    const { pk: _pk, sk: _sk, expiresAt: _expiry, ...plan } = item;
    return { ...(plan as Omit<BroadcastPlan, 'broadcastId'>), broadcastId };
  }

  async list(limit: number, after?: string): Promise<Page<string>> {
    const page = { pk: broadcastList(this.#tenantId), after, limit, reverse: true, consistent: true };
    const listed = await this.#table.page(page);
    return { ...listed, items: listed.items.map(({ sk }) => sk as string) };
  }

  async record(broadcastId: string, { chunk, round, counts }: PlannedChunk): Promise<void> {
    await this.#table.put({
      ...plannedChunkKey(this.#tenantId, broadcastId, chunk, round),
      c: JSON.stringify(counts),
      expiresAt: this.#expiryOf(broadcastId),
    });
  }

  async recorded(broadcastId: string): Promise<readonly PlannedChunk[]> {
    const { pk } = plannedChunkKey(this.#tenantId, broadcastId, 0, 0);
    const items = await this.#table.query({ pk, ...beginningWith('C#'), consistent: true });
    return items.map(({ sk, c }) => {
      const [, chunk, round] = (sk as string).split('#').map(Number) as [number, number, number];
      return { chunk, round, counts: JSON.parse(c as string) as PlanCounts };
    });
  }

  #key(broadcastId: string): Key {
    return { pk: broadcastList(this.#tenantId), sk: broadcastId };
  }

  #expiryOf(broadcastId: string): number {
    return expiryAt(timeOfId(broadcastId), this.#retentionDays);
  }
}
