import type { Instant } from '../../domain/instant.ts';
import type { AttachmentStore } from '../../ports/attachment-store.ts';
import { S3Bucket } from './s3-bucket.ts';

/** Attachments in the stage's private bucket. */
export class S3Attachments implements AttachmentStore {
  readonly #bucket: S3Bucket;

  constructor(bucket: string) {
    this.#bucket = new S3Bucket(bucket);
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
