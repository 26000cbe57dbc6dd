import type { Segment } from '../domain/segment.ts';

/** The segments of one tenant. Methods throw when storage does not answer and can be called again. */
export interface SegmentStore {
  /** By their names. */
  list(): Promise<readonly Segment[]>;
  get(id: string): Promise<Segment | undefined>;
  put(segment: Segment): Promise<void>;
  /** False when there is none of this id. */
  remove(id: string): Promise<boolean>;
}
