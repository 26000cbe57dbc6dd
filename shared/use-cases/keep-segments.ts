import type { Segment } from '../domain/segment.ts';
import { AppError } from '../errors.ts';
import type { SegmentStore } from '../ports/segment-store.ts';

/** @throws AppError `not-found`. */
export async function readSegment(segments: SegmentStore, id: string): Promise<Segment> {
  const segment = await segments.get(id);
  if (segment === undefined) throw unknown(id);
  return segment;
}

/** @throws AppError `not-found`. */
export async function removeSegment(segments: SegmentStore, id: string): Promise<void> {
  if (!(await segments.remove(id))) throw unknown(id);
}

const unknown = (id: string): AppError => new AppError('not-found', `There is no segment ${id}.`);
