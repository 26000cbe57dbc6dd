import type { SavedReplies, SavedReply } from '../../ports/saved-replies.ts';
import { savedReplyKey } from './keys.ts';
import { beginningWith } from './key-range.ts';
import type { Table } from './table.ts';

const byTitle = (a: SavedReply, b: SavedReply): number => a.title.localeCompare(b.title, 'fr');

/** `r`: the reply as text. */
export class DynamoSavedReplies implements SavedReplies {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async list(): Promise<readonly SavedReply[]> {
    const { pk, sk } = savedReplyKey(this.#tenantId, '');
    const items = await this.#table.query({ pk, ...beginningWith(sk), consistent: true });
    return items.map((item) => JSON.parse(item['r'] as string) as SavedReply).sort(byTitle);
  }

  async put(reply: SavedReply): Promise<void> {
    await this.#table.put({ ...savedReplyKey(this.#tenantId, reply.id), r: JSON.stringify(reply) });
  }

  async remove(id: string): Promise<boolean> {
    const key = savedReplyKey(this.#tenantId, id);
    if ((await this.#table.get(key, true)) === undefined) return false;
    await this.#table.remove(key);
    return true;
  }
}
