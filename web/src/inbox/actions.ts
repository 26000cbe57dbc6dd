import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answerOf, api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { ConversationView, NoteEntry } from '../api/types.ts';
import { useMe } from '../session/me.tsx';
import { useWords, type Words } from '../texts/texts.tsx';
import { say } from '../ui/toast.tsx';
import { applyConversation, knownConversation } from './apply-conversation.ts';
import { finishLater, undoDone } from './pending-done.ts';
import { putEntry } from './queries.ts';

type Change = (now: ConversationView) => ConversationView;

/** What an agent does with a conversation: shown at once, taken back when the API refuses. */
export interface ConversationActions {
  markRead: (prospectId: string, upTo?: string) => Promise<void>;
  markUnread: (prospectId: string) => Promise<void>;
  /**
   * Whoever waited waits no longer, which the API is told in five seconds. `upTo`: the newest entry that was seen.
   * @returns how to undo it until then.
   */
  done: (prospectId: string, upTo?: string) => () => void;
  snooze: (prospectId: string, until: Date) => Promise<void>;
  unsnooze: (prospectId: string) => Promise<void>;
  assign: (prospectId: string, agentId: string | null) => Promise<void>;
  label: (prospectId: string, labels: string[]) => Promise<void>;
  note: (prospectId: string, text: string) => Promise<NoteEntry | undefined>;
}

export function useConversationActions(): ConversationActions {
  const client = useQueryClient();
  const words = useWords();
  const { agent } = useMe();
  return useMemo(() => actionsOver({ client, words, agentId: agent.id }), [client, words, agent.id]);
}

interface Around {
  client: QueryClient;
  words: Words;
  agentId: string;
}

function actionsOver(around: Around): ConversationActions {
  return {
    ...readingActions(around),
    ...orderingActions(around),
    note: async (id, text) => noted(around, id, text),
  };
}

const on = (prospectId: string) => ({ params: { path: { prospectId } } });

/** What changes who has read and who waits. */
function readingActions(around: Around): Pick<ConversationActions, 'markRead' | 'markUnread' | 'done'> {
  return {
    markRead: async (id, upTo) => {
      const body = seenUpTo(upTo);
      const change: Change = (now) => ({ ...now, unread: 0 });
      return changed(around, id, change, () =>
        answerOf(api.POST('/v1/conversations/{prospectId}/read', { ...on(id), body })),
      );
    },
    markUnread: async (id) => {
      const change: Change = (now) => ({ ...now, unread: Math.max(1, now.unread) });
      return changed(around, id, change, () =>
        answerOf(api.POST('/v1/conversations/{prospectId}/unread', on(id))),
      );
    },
    done: (id, upTo) => doneLater(around, id, upTo),
  };
}

/** What puts a conversation in its place. */
function orderingActions(
  around: Around,
): Pick<ConversationActions, 'snooze' | 'unsnooze' | 'assign' | 'label'> {
  return {
    snooze: async (id, at) => {
      const until = at.toISOString();
      const change: Change = (now) => ({ ...now, snoozedUntil: until });
      return changed(around, id, change, () =>
        answerOf(api.POST('/v1/conversations/{prospectId}/snooze', { ...on(id), body: { until } })),
      );
    },
    unsnooze: async (id) => {
      const change: Change = ({ snoozedUntil: _over, ...now }) => now;
      return changed(around, id, change, () =>
        answerOf(api.DELETE('/v1/conversations/{prospectId}/snooze', on(id))),
      );
    },
    assign: async (id, agentId) => {
      const change: Change = ({ assignee: _before, ...now }) =>
        agentId === null ? now : { ...now, assignee: agentId };
      return changed(around, id, change, () =>
        answerOf(api.PUT('/v1/conversations/{prospectId}/assignee', { ...on(id), body: { agentId } })),
      );
    },
    label: async (id, labels) => {
      const change: Change = (now) => ({ ...now, labels });
      return changed(around, id, change, () =>
        answerOf(api.PUT('/v1/conversations/{prospectId}/labels', { ...on(id), body: { labels } })),
      );
    },
  };
}

/** Off the screen at once. */
function doneLater(around: Around, id: string, upTo: string | undefined): () => void {
  const { client, agentId } = around;
  const before = knownConversation(client, id);
  const body = seenUpTo(upTo);
  const tell = () =>
    void changed(around, id, withoutWaiting, () =>
      // The page may be on its way out.
      answerOf(api.POST('/v1/conversations/{prospectId}/done', { ...on(id), body, keepalive: true })),
    );
  if (before === undefined) {
    tell();
    return () => undefined;
  }
  finishLater(before, tell);
  applyConversation(client, before, agentId);
  return () => {
    if (undoDone(id)) applyConversation(client, before, agentId);
  };
}

function seenUpTo(upTo: string | undefined): { upTo?: string } {
  return upTo === undefined ? {} : { upTo };
}

function withoutWaiting({
  waitingSince: _since,
  snoozedUntil: _until,
  ...now
}: ConversationView): ConversationView {
  return { ...now, unread: 0 };
}

async function changed(
  { client, words, agentId }: Around,
  prospectId: string,
  change: Change,
  call: () => Promise<ConversationView>,
): Promise<void> {
  const before = knownConversation(client, prospectId);
  if (before !== undefined) applyConversation(client, change(before), agentId);
  try {
    applyConversation(client, await call(), agentId);
    await client.invalidateQueries({ queryKey: ['counts'] });
  } catch (problem) {
    if (before !== undefined) applyConversation(client, before, agentId);
    complain(words, problem);
  }
}

async function noted(
  { client, words }: Around,
  prospectId: string,
  text: string,
): Promise<NoteEntry | undefined> {
  try {
    const entry = await answerOf(
      api.POST('/v1/conversations/{prospectId}/notes', {
        params: { path: { prospectId } },
        body: { text },
      }),
    );
    putEntry(client, prospectId, entry);
    return entry;
  } catch (problem) {
    complain(words, problem);
    return undefined;
  }
}

/** Says what went wrong: the API's own words where it has any to say. */
export function complain(words: Words, problem: unknown): void {
  const isHeard = problem instanceof ApiProblem && problem.status >= 400 && problem.status < 500;
  const offline = problem instanceof ApiProblem && problem.status === 0 && !navigator.onLine;
  say(isHeard ? problem.message : offline ? words.failing.offline : words.failing.sent);
}
