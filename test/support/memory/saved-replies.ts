import type { SavedReplies, SavedReply } from '../../../shared/ports/saved-replies.ts';

/** The saved replies of one tenant. */
export class MemorySavedReplies implements SavedReplies {
  readonly #replies = new Map<string, SavedReply>();

  async list(): Promise<readonly SavedReply[]> {
    return [...this.#replies.values()].sort((a, b) => a.title.localeCompare(b.title, 'fr'));
  }

  async put(reply: SavedReply): Promise<void> {
    this.#replies.set(reply.id, structuredClone(reply));
  }

  async remove(id: string): Promise<boolean> {
    return this.#replies.delete(id);
  }
}
