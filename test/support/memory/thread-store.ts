import type { AgentId } from '../../../shared/domain/conversation.ts';
import { ulidOf } from '../../../shared/domain/message-id.ts';
import { type Page, takePage } from '../../../shared/domain/page.ts';
import type { ThreadEntry } from '../../../shared/domain/thread.ts';
import type { Draft, ThreadStore } from '../../../shared/ports/thread-store.ts';

/** What people wrote and agents noted, of one tenant. */
export class MemoryThreadStore implements ThreadStore {
  readonly #entries = new Map<string, { prospectId: string; entry: ThreadEntry }>();
  readonly #drafts = new Map<string, Map<AgentId, Draft>>();

  async add(prospectId: string, entry: ThreadEntry): Promise<'added' | 'exists'> {
    if (this.#entries.has(entry.id)) return 'exists';
    this.#entries.set(entry.id, structuredClone({ prospectId, entry }));
    return 'added';
  }

  async recent(prospectId: string, limit: number, before?: string): Promise<Page<ThreadEntry>> {
    const all = (await this.all(prospectId)).toReversed();
    const end = before === undefined ? '~' : (ulidOf(before) ?? '~');
    const earlier = all.filter(({ id }) => placeOf(id) < end);
    return takePage(earlier, limit, ({ id }) => id);
  }

  async all(prospectId: string): Promise<readonly ThreadEntry[]> {
    return [...this.#entries.values()]
      .filter((kept) => kept.prospectId === prospectId)
      .map(({ entry }) => structuredClone(entry))
      .sort((a, b) => (placeOf(a.id) < placeOf(b.id) ? -1 : 1));
  }

  async find(entryId: string): Promise<ThreadEntry | undefined> {
    return structuredClone(this.#entries.get(entryId)?.entry);
  }

  async draft(prospectId: string, agent: AgentId): Promise<Draft | undefined> {
    return structuredClone(this.#drafts.get(prospectId)?.get(agent));
  }

  async keepDraft(prospectId: string, agent: AgentId, draft: Draft | undefined): Promise<void> {
    const drafts = this.#drafts.get(prospectId) ?? new Map<AgentId, Draft>();
    this.#drafts.set(prospectId, drafts);
    if (draft === undefined) drafts.delete(agent);
    else drafts.set(agent, structuredClone(draft));
  }

  async forget(prospectId: string): Promise<void> {
    for (const [id, kept] of this.#entries) if (kept.prospectId === prospectId) this.#entries.delete(id);
    this.#drafts.delete(prospectId);
  }
}

const placeOf = (id: string): string => ulidOf(id) ?? '';
