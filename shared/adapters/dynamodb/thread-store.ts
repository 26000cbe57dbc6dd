import type { AgentId } from '../../domain/conversation.ts';
import { DAY } from '../../domain/instant.ts';
import { ulidOf } from '../../domain/message-id.ts';
import { type Page, takePage } from '../../domain/page.ts';
import type { ThreadEntry } from '../../domain/thread.ts';
import type { Draft, ThreadStore } from '../../ports/thread-store.ts';
import { draftKey, draftsOf, entriesBefore, entriesOf, entryKey } from './keys.ts';
import type { Item, Key, Table } from './table.ts';

/** Entries: `h` the entry as text. Drafts: `d` the draft as text. */
export class DynamoThreadStore implements ThreadStore {
  readonly #table: Table;
  readonly #tenantId: string;
  readonly #retentionDays: number;

  constructor(table: Table, tenantId: string, retentionDays: number) {
    this.#table = table;
    this.#tenantId = tenantId;
    this.#retentionDays = retentionDays;
  }

  async add(_prospectId: string, entry: ThreadEntry): Promise<'added' | 'exists'> {
    const item = { ...this.#key(entry.id), h: JSON.stringify(entry), ...this.#expiry(entry.at) };
    return (await this.#table.put(item, 'attribute_not_exists(pk)')) ? 'added' : 'exists';
  }

  async recent(prospectId: string, limit: number, before?: string): Promise<Page<ThreadEntry>> {
    const ulid = before === undefined ? undefined : ulidOf(before);
    const range = entriesBefore(this.#tenantId, prospectId, ulid);
    const items = this.#table.items({ ...range, consistent: true }, limit + 2);
    const page = await takePage(items, limit, (item) => entryOf(item).id);
    return { ...page, items: page.items.map(entryOf) };
  }

  async all(prospectId: string): Promise<readonly ThreadEntry[]> {
    const range = entriesOf(this.#tenantId, prospectId);
    return (await this.#table.query({ ...range, consistent: true })).map(entryOf);
  }

  async find(entryId: string): Promise<ThreadEntry | undefined> {
    const key = entryKey(this.#tenantId, entryId);
    const item = key === undefined ? undefined : await this.#table.get(key, true);
    return item === undefined ? undefined : entryOf(item);
  }

  async draft(prospectId: string, agent: AgentId): Promise<Draft | undefined> {
    const item = await this.#table.get(draftKey(this.#tenantId, prospectId, agent), true);
    return item === undefined ? undefined : (JSON.parse(item['d'] as string) as Draft);
  }

  async keepDraft(prospectId: string, agent: AgentId, draft: Draft | undefined): Promise<void> {
    const key = draftKey(this.#tenantId, prospectId, agent);
    if (draft === undefined) await this.#table.remove(key);
    else await this.#table.put({ ...key, d: JSON.stringify(draft), ...this.#expiry(draft.at) });
  }

  async forget(prospectId: string): Promise<void> {
    for (const range of [entriesOf(this.#tenantId, prospectId), draftsOf(this.#tenantId, prospectId)]) {
      const items = await this.#table.query({ ...range, consistent: true, only: ['pk', 'sk'] });
      for (const { pk, sk } of items) await this.#table.remove({ pk, sk } as Key);
    }
  }

  #key(entryId: string): Key {
    const key = entryKey(this.#tenantId, entryId);
    if (key === undefined) throw new Error(`${entryId} is no id of an entry`);
    return key;
  }

  #expiry(at: number): { expiresAt: number } {
    return { expiresAt: Math.ceil((at + this.#retentionDays * DAY) / 1_000) };
  }
}

const entryOf = (item: Item): ThreadEntry => JSON.parse(item['h'] as string) as ThreadEntry;
