import { SECOND } from '../domain/instant.ts';
import type { ConversationChange } from '../ports/conversation-store.ts';
import type { InboxPorts } from './change-conversation.ts';

const AT_ONCE = 200;
/** So many changes may be on their way at a time: one with a lower number may be written after one with a higher. */
const IN_FLIGHT = 20;
/** How long a change may be on its way, with a margin for indexes. */
const SETTLED_AFTER = 10 * SECOND;

/**
 * What changed after a number. Changes of the last seconds may come again: what was written later than its number says
 * would be missed otherwise. `more`: there is more after `seq`.
 */
export async function syncConversations(
  { clock, scopes }: InboxPorts,
  tenantId: string,
  since: number | undefined,
): Promise<{ seq: number; items: readonly ConversationChange[]; more: boolean }> {
  const { conversations } = scopes(tenantId);
  if (since === undefined) return { seq: await conversations.lastSeq(), items: [], more: false };
  const { items: found, next } = await conversations.changedSince(
    Math.max(0, since - IN_FLIGHT),
    AT_ONCE + IN_FLIGHT,
  );
  const recent = clock.now() - SETTLED_AFTER;
  const items = found.filter(({ seq, at }) => seq > since || at > recent);
  const seq = found.reduce((highest, change) => Math.max(highest, change.seq), since);
  return { seq, items, more: next !== undefined };
}
