import type { LeftOut } from '../domain/broadcast-plan.ts';
import type { Recipient } from '../domain/broadcast.ts';
import type { Instant } from '../domain/instant.ts';

/** Whose audience. */
export interface AudienceRef {
  tenantId: string;
  audienceId: string;
}

/**
 * What is too large for the table: uploaded files, the people of an audience in chunks, and who was left out. Files are
 * written whole or not at all; the same name twice replaces. Throws when storage does not answer.
 */
export interface AudienceFiles {
  /** Where the client puts its file within the hour, by a PUT without credentials. */
  uploadUrl(ref: AudienceRef, now: Instant): Promise<string>;
  /** The uploaded file, in pieces; undefined when nothing was put there. */
  uploaded(ref: AudienceRef): Promise<AsyncIterable<Uint8Array> | undefined>;
  writeChunk(ref: AudienceRef, chunk: string, people: readonly Recipient[]): Promise<void>;
  /** @throws Error when there is no such chunk. */
  readChunk(ref: AudienceRef, chunk: string): Promise<readonly Recipient[]>;
  /** Rows that do not fit, as a file for people. */
  writeErrors(ref: AudienceRef, csv: string): Promise<void>;
  /** Where the file of errors can be fetched for an hour. */
  errorsUrl(ref: AudienceRef, now: Instant): Promise<string>;
  writeLeftOut(ref: AudienceRef, chunk: string, people: readonly LeftOut<string>[]): Promise<void>;
  /** Nobody when nothing was written for the chunk. */
  readLeftOut(ref: AudienceRef, chunk: string): Promise<readonly LeftOut<string>[]>;
}
