import type { AgentId } from '../domain/conversation.ts';
import type { ThreadEntry } from '../domain/thread.ts';
import type { Channel } from '../domain/channel.ts';
import type { Instant } from '../domain/instant.ts';
import type { Page } from '../domain/page.ts';

/** An answer that an agent has begun. */
export interface Draft {
  text: string;
  channel?: Channel;
  at: Instant;
}

/**
 * What people wrote and agents noted, of one tenant; what was sent lies with the messages. Methods throw when storage
 * does not answer and can be called again.
 */
export interface ThreadStore {
  /** `exists`: an entry of that id is there already, and stays. */
  add(prospectId: string, entry: ThreadEntry): Promise<'added' | 'exists'>;
  /** The newest first, those before an id if one is given. */
  recent(prospectId: string, limit: number, before?: string): Promise<Page<ThreadEntry>>;
  /** Everything, the oldest first; consistent. */
  all(prospectId: string): Promise<readonly ThreadEntry[]>;
  /** One entry by its id. */
  find(entryId: string): Promise<ThreadEntry | undefined>;
  draft(prospectId: string, agent: AgentId): Promise<Draft | undefined>;
  /** Undefined forgets it. */
  keepDraft(prospectId: string, agent: AgentId, draft: Draft | undefined): Promise<void>;
  /** Forgets entries and drafts. */
  forget(prospectId: string): Promise<void>;
}
