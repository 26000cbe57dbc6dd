import type { Broadcast, BroadcastState } from '../domain/broadcast.ts';
import type { PackCounts } from '../domain/pack-run.ts';

/** One tenant's broadcasts. Methods throw when storage does not answer and can be called again. */
export interface BroadcastStore {
  /** Keeps an accepted broadcast, in the state `planning`; `exists` when that id is there already (nothing changes). */
  create(broadcast: Broadcast): Promise<'created' | 'exists'>;
  /** What never changes of it; may be served from memory. */
  get(broadcastId: string): Promise<Broadcast | undefined>;
  /** As it is now; undefined when there is no such broadcast. */
  state(broadcastId: string): Promise<BroadcastState | undefined>;
  /** From one of some states to another. `refused`: it is in none of them, or does not exist. */
  changeState(
    broadcastId: string,
    from: readonly BroadcastState[],
    to: BroadcastState,
  ): Promise<'changed' | 'refused'>;
  /** What became of a pack, in place of what was counted of it before, unless that was of more people. */
  countPack(broadcastId: string, pack: string, counts: PackCounts): Promise<void>;
  /** Of all packs that were counted, together. */
  packCounts(broadcastId: string): Promise<PackCounts>;
}
