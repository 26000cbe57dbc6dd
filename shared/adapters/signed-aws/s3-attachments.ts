import type { Instant } from '../../domain/instant.ts';
import type { AttachmentStore } from '../../ports/attachment-store.ts';
import type { Retry } from '../retry.ts';
import { S3Bucket } from './s3-bucket.ts';

/** Attachments in the stage's private bucket. */
export class S3Attachments implements AttachmentStore {
  readonly #bucket: S3Bucket;

  constructor(bucket: string, retry?: Retry) {
    this.#bucket = new S3Bucket(bucket, retry);
  }

  put(key: string, content: Uint8Array, contentType: string): Promise<void> {
    return this.#bucket.put(key, content, contentType);
  }

  get(key: string): Promise<Uint8Array> {
    return this.#bucket.get(key);
  }

  remove(key: string): Promise<void> {
    return this.#bucket.remove(key);
  }

  temporaryUrl(key: string, now: Instant): Promise<string> {
    return this.#bucket.temporaryUrl('GET', key, now);
  }
}
