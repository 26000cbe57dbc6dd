import type { LeftOut } from '../../domain/broadcast-plan.ts';
import type { Recipient } from '../../domain/broadcast.ts';
import type { Instant } from '../../domain/instant.ts';
import type { AudienceFiles, AudienceRef } from '../../ports/audience-files.ts';
import type { Retry } from '../retry.ts';
import { S3Bucket } from './s3-bucket.ts';
import { RequestRefused } from './signed-request.ts';

/** Read at a time: a file of a million rows is some dozen pieces, and one of them is in memory. */
const PIECE = 8 * 1024 * 1024;
const JSON_TYPE = 'application/json';

function keyOf({ tenantId, audienceId }: AudienceRef, name: string): string {
  return `audiences/${tenantId}/${audienceId}/${name}`;
}

/** Audiences in the stage's private bucket. */
export class S3AudienceFiles implements AudienceFiles {
  readonly #bucket: S3Bucket;

  constructor(bucket: string, retry?: Retry) {
    this.#bucket = new S3Bucket(bucket, retry);
  }

  uploadUrl(ref: AudienceRef, now: Instant): Promise<string> {
    return this.#bucket.temporaryUrl('PUT', keyOf(ref, 'upload'), now);
  }

  async uploaded(ref: AudienceRef): Promise<AsyncIterable<Uint8Array> | undefined> {
    const key = keyOf(ref, 'upload');
    const first = await this.#piece(key, 0);
    return first === undefined ? undefined : this.#pieces(key, first);
  }

  async writeChunk(ref: AudienceRef, chunk: string, people: readonly Recipient[]): Promise<void> {
    await this.#writeJson(keyOf(ref, `people/${chunk}`), people);
  }

  async readChunk(ref: AudienceRef, chunk: string): Promise<readonly Recipient[]> {
    return (await this.#readJson(keyOf(ref, `people/${chunk}`))) as readonly Recipient[];
  }

  async writeErrors(ref: AudienceRef, csv: string): Promise<void> {
    await this.#bucket.put(keyOf(ref, 'errors.csv'), Buffer.from(csv), 'text/csv; charset=utf-8');
  }

  errorsUrl(ref: AudienceRef, now: Instant): Promise<string> {
    return this.#bucket.temporaryUrl('GET', keyOf(ref, 'errors.csv'), now);
  }

  async writeLeftOut(ref: AudienceRef, chunk: string, people: readonly LeftOut<string>[]): Promise<void> {
    await this.#writeJson(keyOf(ref, `left-out/${chunk}`), people);
  }

  async readLeftOut(ref: AudienceRef, chunk: string): Promise<readonly LeftOut<string>[]> {
    try {
      return (await this.#readJson(keyOf(ref, `left-out/${chunk}`))) as readonly LeftOut<string>[];
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async *#pieces(key: string, first: Uint8Array): AsyncIterable<Uint8Array> {
    let piece: Uint8Array | undefined = first;
    let from = 0;
    while (piece !== undefined && piece.length > 0) {
      yield piece;
      from += piece.length;
      piece = piece.length < PIECE ? undefined : await this.#piece(key, from);
    }
  }

  /** Undefined when there is no file, or nothing more of it. */
  async #piece(key: string, from: number): Promise<Uint8Array | undefined> {
    try {
      return await this.#bucket.getRange(key, from, from + PIECE);
    } catch (error) {
      if (isMissing(error) || (error instanceof RequestRefused && error.status === 416)) return undefined;
      throw error;
    }
  }

  async #writeJson(key: string, value: unknown): Promise<void> {
    await this.#bucket.put(key, Buffer.from(JSON.stringify(value)), JSON_TYPE);
  }

  async #readJson(key: string): Promise<unknown> {
    return JSON.parse(Buffer.from(await this.#bucket.get(key)).toString('utf8'));
  }
}

/** S3 says 403 for what is not there to who may not list the bucket, which no function may. */
function isMissing(error: unknown): boolean {
  return error instanceof RequestRefused && (error.status === 404 || error.status === 403);
}
