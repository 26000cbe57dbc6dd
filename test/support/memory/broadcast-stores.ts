import type { Audience } from '../../../shared/domain/audience.ts';
import { type Page, takePage } from '../../../shared/domain/page.ts';
import type { Segment } from '../../../shared/domain/segment.ts';
import type { AudienceStore } from '../../../shared/ports/audience-store.ts';
import type { BroadcastPlan, BroadcastPlans, PlannedChunk } from '../../../shared/ports/broadcast-plans.ts';
import type { SegmentStore } from '../../../shared/ports/segment-store.ts';

/** The segments of one tenant. */
export class MemorySegmentStore implements SegmentStore {
  readonly #segments = new Map<string, Segment>();

  async list(): Promise<readonly Segment[]> {
    return [...this.#segments.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  }

  async get(id: string): Promise<Segment | undefined> {
    return structuredClone(this.#segments.get(id));
  }

  async put(segment: Segment): Promise<void> {
    this.#segments.set(segment.id, structuredClone(segment));
  }

  async remove(id: string): Promise<boolean> {
    return this.#segments.delete(id);
  }
}

/** The audiences of one tenant. */
export class MemoryAudienceStore implements AudienceStore {
  readonly #audiences = new Map<string, Audience>();

  async put(audience: Audience): Promise<void> {
    this.#audiences.set(audience.id, structuredClone(audience));
  }

  async get(id: string): Promise<Audience | undefined> {
    return structuredClone(this.#audiences.get(id));
  }
}

/** How the broadcasts of one tenant are planned. */
export class MemoryBroadcastPlans implements BroadcastPlans {
  readonly #plans = new Map<string, BroadcastPlan>();
  readonly #chunks = new Map<string, Map<string, PlannedChunk>>();

  async note(plan: Pick<BroadcastPlan, 'broadcastId'> & Partial<BroadcastPlan>): Promise<void> {
    const known = this.#plans.get(plan.broadcastId) ?? { audienceId: '' };
    this.#plans.set(plan.broadcastId, { ...known, ...plan });
  }

  async get(broadcastId: string): Promise<BroadcastPlan | undefined> {
    const plan = this.#plans.get(broadcastId);
    return plan && { ...plan };
  }

  async list(limit: number, after?: string): Promise<Page<string>> {
    const ids = [...this.#plans.keys()].sort().toReversed();
    const rest = ids.filter((id) => after === undefined || id < after);
    return takePage(rest, limit, (id) => id);
  }

  async record(broadcastId: string, planned: PlannedChunk): Promise<void> {
    const chunks = this.#chunks.get(broadcastId) ?? new Map<string, PlannedChunk>();
    chunks.set(`${planned.chunk} ${planned.round}`, structuredClone(planned));
    this.#chunks.set(broadcastId, chunks);
  }

  async recorded(broadcastId: string): Promise<readonly PlannedChunk[]> {
    return structuredClone([...(this.#chunks.get(broadcastId)?.values() ?? [])]);
  }
}
