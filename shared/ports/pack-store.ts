import type { Instant } from '../domain/instant.ts';
import type { PackedResult, PackRun } from '../domain/pack-run.ts';

/** Names a pack within its tenant. */
export interface PackRef {
  broadcastId: string;
  pack: string;
}

/** What a run sets out with. */
export type PackStart = Pick<PackRun, 'owner' | 'leaseUntil' | 'mayHaveLeft' | 'people'> & { at: Instant };

/** What a run leaves behind. */
export interface PackEnd {
  /** Of this run, by `nameInPack`. */
  results: ReadonlyMap<string, PackedResult>;
  /** `finished`, or how it was put back. */
  as:
    | 'finished'
    /** Given back: to the command with the ticket, or without one to the same command, delivered again. */
    | { ticket?: string; mayHaveLeft: boolean };
}

/** How far packs have come. Every write is one conditional write of one item; methods throw when storage does not answer. */
export interface PackStore {
  /** Consistent with every write answered before. */
  load(ref: PackRef): Promise<PackRun | undefined>;
  /**
   * Takes a pack up: for the first time, or after the run of `before`. `lost`: another run was quicker, or it is
   * finished.
   */
  begin(ref: PackRef, start: PackStart, before?: string): Promise<'begun' | 'lost'>;
  /** Keeps what a run found out, also when another has taken over since; then the pack stays with that one. */
  end(ref: PackRef, owner: string, end: PackEnd): Promise<void>;
}
