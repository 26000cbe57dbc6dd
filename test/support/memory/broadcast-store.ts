import type { Broadcast, BroadcastState } from '../../../shared/domain/broadcast.ts';
import { type PackCounts, peopleCounted, sumOfCounts } from '../../../shared/domain/pack-run.ts';
import type { BroadcastStore } from '../../../shared/ports/broadcast-store.ts';

/** The broadcasts of one tenant. */
export class MemoryBroadcastStore implements BroadcastStore {
  readonly #broadcasts = new Map<string, Broadcast>();
  readonly #states = new Map<string, BroadcastState>();
  readonly #counts = new Map<string, Map<string, PackCounts>>();

  async create(broadcast: Broadcast): Promise<'created' | 'exists'> {
    if (this.#broadcasts.has(broadcast.id)) return 'exists';
    this.#broadcasts.set(broadcast.id, structuredClone(broadcast));
    this.#states.set(broadcast.id, 'planning');
    return 'created';
  }

  async get(broadcastId: string): Promise<Broadcast | undefined> {
    return structuredClone(this.#broadcasts.get(broadcastId));
  }

  async state(broadcastId: string): Promise<BroadcastState | undefined> {
    return this.#states.get(broadcastId);
  }

  async changeState(
    broadcastId: string,
    from: readonly BroadcastState[],
    to: BroadcastState,
  ): Promise<'changed' | 'refused'> {
    const state = this.#states.get(broadcastId);
    if (state === undefined || !from.includes(state)) return 'refused';
    this.#states.set(broadcastId, to);
    return 'changed';
  }

  async countPack(broadcastId: string, pack: string, counts: PackCounts): Promise<void> {
    if (!this.#broadcasts.has(broadcastId)) throw new Error(`There is no broadcast ${broadcastId}`);
    const packs = this.#counts.get(broadcastId) ?? new Map<string, PackCounts>();
    this.#counts.set(broadcastId, packs);
    const known = packs.get(pack);
    if (known !== undefined && peopleCounted(known) > peopleCounted(counts)) return;
    packs.set(pack, { ...counts });
  }

  async packCounts(broadcastId: string): Promise<PackCounts> {
    return sumOfCounts([...(this.#counts.get(broadcastId)?.values() ?? [])]);
  }
}
