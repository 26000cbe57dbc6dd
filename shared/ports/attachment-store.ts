import type { Instant } from '../domain/instant.ts';

/** Files kept for messages. Keys start with the tenant. Throws when storage does not answer. */
export interface AttachmentStore {
  put(key: string, content: Uint8Array, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array>;
  /** Nothing happens when there is no such file. */
  remove(key: string): Promise<void>;
  /** A link that a provider can fetch until an hour after `now`, without credentials. */
  temporaryUrl(key: string, now: Instant): Promise<string>;
}
