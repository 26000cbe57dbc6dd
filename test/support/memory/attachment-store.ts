import { HOUR, type Instant } from '../../../shared/domain/instant.ts';
import type { AttachmentStore } from '../../../shared/ports/attachment-store.ts';

export class MemoryAttachmentStore implements AttachmentStore {
  readonly #files = new Map<string, { content: Uint8Array; contentType: string }>();

  async put(key: string, content: Uint8Array, contentType: string): Promise<void> {
    this.#files.set(key, { content: content.slice(), contentType });
  }

  async get(key: string): Promise<Uint8Array> {
    const file = this.#files.get(key);
    if (file === undefined) throw new Error(`There is no file ${key}`);
    return file.content.slice();
  }

  async remove(key: string): Promise<void> {
    this.#files.delete(key);
  }

  async temporaryUrl(key: string, now: Instant): Promise<string> {
    return `https://files.example/${key}?until=${now + HOUR}`;
  }

  keys(): string[] {
    return [...this.#files.keys()];
  }
}
