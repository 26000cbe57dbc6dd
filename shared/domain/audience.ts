import type { FieldError } from './field-error.ts';
import type { Instant } from './instant.ts';
import type { SegmentCriteria } from './segment.ts';

/** Where the people of a broadcast come from. */
export type AudienceSource =
  /** Given with the request. */
  | { kind: 'given' }
  /** A file that the client puts where it was told to. */
  | { kind: 'upload' }
  /** Whoever has this in common when the broadcast begins. */
  | {
      kind: 'segment';
      segmentId: string;
      criteria: SegmentCriteria;
      /** Of those who live together, one alone is written to. */
      perHousehold?: true;
    };

/** `empty`: nothing was put there yet. `refused`: it cannot be read at all, or has nobody in it. */
export type AudienceStatus = 'empty' | 'reading' | 'ready' | 'refused';

/** The people of a broadcast, kept in chunks that are planned one by one. */
export interface Audience {
  id: string;
  createdAt: Instant;
  source: AudienceSource;
  status: AudienceStatus;
  /** How many people it has. */
  people: number;
  /** Rows that say somebody again, by id or by address, and were left out. */
  duplicates: number;
  /** Rows that do not fit; each is in the file of errors. */
  refused: number;
  chunks: number;
  /** Of a file: its columns that are variables of a template. */
  variables?: readonly string[];
  /** Why it was refused as a whole. */
  reason?: string;
}

/** People of one chunk: what one run of the planner decides on. */
export const CHUNK_SIZE = 500;

/** Rows of a file, without its heading. */
export const LONGEST_AUDIENCE = 1_000_000;

/** What does not fit in one row of a file; rows count from 1, without the heading. */
export interface RowError {
  row: number;
  errors: readonly FieldError[];
}
