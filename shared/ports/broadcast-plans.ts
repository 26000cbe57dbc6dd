import type { PlanCounts } from '../domain/broadcast-plan.ts';
import type { Instant } from '../domain/instant.ts';
import type { Page } from '../domain/page.ts';

/** How a broadcast is planned: what stands beside its content. */
export interface BroadcastPlan {
  broadcastId: string;
  audienceId: string;
  /** How many people were asked for, without duplicates; known once the audience was read. */
  people?: number;
  /** Who came again in the audience, by id or by address. */
  duplicates?: number;
  /** Parts of the audience that are planned one by one; known once planning has begun. */
  chunks?: number;
  /** When it was last paused. */
  pausedAt?: Instant;
}

/** What became of one chunk, in one round: those who had to wait are planned anew in the next. */
export interface PlannedChunk {
  chunk: number;
  round: number;
  counts: PlanCounts;
}

/** How the broadcasts of one tenant are planned. Methods throw when storage does not answer and can be called again. */
export interface BroadcastPlans {
  /** Writes the given fields and leaves the others. */
  note(plan: Pick<BroadcastPlan, 'broadcastId'> & Partial<BroadcastPlan>): Promise<void>;
  /** Consistent. */
  get(broadcastId: string): Promise<BroadcastPlan | undefined>;
  /** The newest first; `after`: the id that the page before ended with. */
  list(limit: number, after?: string): Promise<Page<string>>;
  /** The same chunk and round again replaces. */
  record(broadcastId: string, planned: PlannedChunk): Promise<void>;
  /** All that was recorded. */
  recorded(broadcastId: string): Promise<readonly PlannedChunk[]>;
}
